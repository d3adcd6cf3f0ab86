"""One screen of the check: its questions, why they are asked, and the way on."""

import streamlit as st

from engine import Knowledge, SelfTest, Step, mistakes, steps

from . import contradiction, question, quick_exit, session, top


def show(knowledge: Knowledge) -> None:
    """Draw the current screen of the check."""
    found = steps(session.answers(), knowledge)
    place = min(session.step(), len(found) - 1)
    current = found[place]
    top.show(current.topic.id)
    sections = {section.id: section for section in knowledge.vocabulary.sections}
    section = sections[current.topic.section]
    st.progress((place + 1) / len(found), text=f"{section.title} · {place + 1} of about {len(found)}")
    st.title(current.topic.title, anchor=False)
    if section.intro and (place == 0 or found[place - 1].topic.section != section.id):
        st.write(section.intro)
    _contradictions(current, knowledge)
    _questions(current, knowledge)
    _why(current)
    _buttons(current, place, found)


def _questions(current: Step, knowledge: Knowledge) -> None:
    for item in current.questions:
        for test in current.tests:
            if test.questions[0] == item.id:
                _test(test)
        question.show(item, knowledge)
        if item.id == knowledge.support.question:
            _support(knowledge)


def _test(test: SelfTest) -> None:
    with st.expander(f"{test.name}: how to do it, about {test.seconds} seconds"):
        st.markdown("\n".join(f"{i}. {line}" for i, line in enumerate(test.steps, 1)))
        if test.needs:
            st.markdown(f"**You need:** {', '.join(test.needs)}")
        if test.who_skips:
            st.markdown(f"**Leave it out if:** {test.who_skips}")
        if test.stop_if:
            st.markdown(f"**Stop at:** {test.stop_if}")
        st.caption(test.caveat)


def _support(knowledge: Knowledge) -> None:
    """Help for whoever needs it, on this screen only; what is ticked here is kept nowhere."""
    support = knowledge.support
    quick_exit.show()
    if question.private_ticks(support.question, support.options):
        country = knowledge.countries[session.country()]
        lines = [*support.banner, f"Emergency: {country.emergency}", country.abuse_help]
        st.info("\n\n".join([f"**{support.title}**", support.text, *filter(None, lines)]))


def _contradictions(current: Step, knowledge: Knowledge) -> None:
    here = {item.id for item in current.questions}
    for item in mistakes(session.answers(), knowledge):
        if here & set(item.questions):
            contradiction.show(item, knowledge)


def go_to(question_id: str, knowledge: Knowledge) -> None:
    """Go to the screen on which a question stands."""
    found = steps(session.answers(), knowledge)
    places = [i for i, item in enumerate(found) if question_id in [q.id for q in item.questions]]
    session.go_to_step(places[0] if places else 0)


def _why(current: Step) -> None:
    with st.expander("Why we ask"):
        for item in current.questions:
            st.markdown(f"**{item.text}** {item.why}")


def _buttons(current: Step, place: int, found: tuple[Step, ...]) -> None:
    with st.container(horizontal=True):
        if place > 0:
            st.button("Back", on_click=session.go_to_step, args=(place - 1,), key=f"back:{place}")
        _forward(current, place, last=place == len(found) - 1)
    if session.warned() == current.topic.id and current.open:
        st.warning(
            "Something here is still open. If nothing fits, tick “None of these”, or press Next again to leave it open."
        )
    _shortcuts(current, place, found)


def _forward(current: Step, place: int, last: bool) -> None:
    if last:
        if st.button("See my plan", type="primary", width="stretch", key="finish"):
            st.switch_page("pages/screens/plan.py")
    else:
        label = "Skip" if current.optional and not _any_answer(current) else "Next"
        st.button(label, type="primary", width="stretch", on_click=_next, args=(current, place), key=f"next:{place}")


def _any_answer(current: Step) -> bool:
    return any(item.id in session.answers() for item in current.questions)


def _next(current: Step, place: int) -> None:
    if current.open and session.warned() != current.topic.id:
        session.warn(current.topic.id)
    else:
        session.warn(None)
        session.go_to_step(place + 1)


def _shortcuts(current: Step, place: int, found: tuple[Step, ...]) -> None:
    if current.topic.section == "self_tests":
        after = next((i for i, x in enumerate(found) if i > place and x.topic.section != "self_tests"), len(found) - 1)
        st.button(
            "Skip all the tests",
            type="tertiary",
            on_click=session.go_to_step,
            args=(after,),
            key="skip-tests",
        )
    if place > 0:
        st.page_link("pages/screens/plan.py", label="Show me what you have so far", icon=":material/visibility:")
