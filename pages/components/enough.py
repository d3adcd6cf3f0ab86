"""The last screen of the check: nothing left to ask would change much; a test or two still might."""

from collections.abc import Callable

import streamlit as st

import engine
from engine import Knowledge, Suggestion

from . import drawn, keeping, session, so_far, words

SHOWN = 3
SMALL = 72  # pixels: a hint of what the test is like
_FOR_URGENCY = "Each of these could change how soon you should be seen. All are optional."


def show(knowledge: Knowledge, ask_everything: Callable[[Knowledge], None]) -> None:
    """Draw the way to the plan, the tests that would change it, and the way to all other questions."""
    closed = session.so_far().closed
    st.title("That is enough to say what to do" if closed else "That is enough for a plan", anchor=False)
    st.write(
        "One of your answers decides what comes first, so we stop asking."
        if closed
        else "No question that is left would change more than one exercise of your plan."
    )
    if st.button("See what to do" if closed else "See my plan", type="primary", width="stretch", key="finish"):
        st.switch_page("pages/screens/plan.py")
    suggestions(knowledge, closed)
    with st.container(horizontal=True):
        st.button("Back", on_click=session.go_to_step, args=(session.step() - 1,), key="back:enough")
        if engine.left_unasked(session.answers(), knowledge, session.put_to_her()):
            st.button("Ask me everything else", on_click=ask_everything, args=(knowledge,), key="everything")
    so_far.show()
    keeping.show()


def suggestions(knowledge: Knowledge, closed: bool) -> None:
    """Draw the tests that would change her plan, the most useful first, each with a way to its screen."""
    found = session.suggestions()
    if not found:
        return
    st.subheader("A test that would sharpen it", anchor=False)
    st.markdown(_FOR_URGENCY if closed else _first(found[0], knowledge))
    with st.container(key="suggestions"):
        for item in found[:SHOWN]:
            with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
                _test(item, knowledge)
    if len(found) > SHOWN:
        st.caption(f"After these, {words.count(len(found) - SHOWN, 'more test')} could still change something.")


def _test(item: Suggestion, knowledge: Knowledge) -> None:
    found = engine.drawings_of_test(item.test, knowledge)
    for drawing in (*found.steps, *(each for group in found.answers.values() for each in group))[:1]:
        drawn.show(drawing.svg, drawing.alt, SMALL)
    label = f"{item.test.name}, about {words.seconds(item.test.seconds)}"
    if st.button(label, key=f"do:{item.test.id}", icon=":material/timer:", width="stretch"):
        session.put(item.test.questions)
        session.go_to_question(item.test.questions[0])
        st.switch_page("pages/screens/check.py")


def _first(item: Suggestion, knowledge: Knowledge) -> str:
    open_now = engine.possible_patterns(session.answers(), knowledge)
    names = [knowledge.patterns[name].name.lower() for name in item.settles]
    if names and open_now:
        return (
            f"One test of {words.seconds(item.test.seconds)} could settle {len(names)} of your "
            f"{words.count(len(open_now), 'open question')}: {', '.join(names)}. You can leave every test out."
        )
    return "Each of these would change your plan, or what is safe for you, for at least one result. All are optional."
