"""One screen of the check: its questions, why they are asked, how far it is, and the way on."""

from collections.abc import Sequence

import streamlit as st

from engine import Knowledge, Step, about_left, mistakes, next_screen, screen, steps

from . import contradiction, enough, keeping, question, quick_exit, self_test, session, so_far, top, why

ENOUGH = "enough"


def show(knowledge: Knowledge) -> None:
    """Draw the current screen of the check, or, when nothing more is worth asking, the last one."""
    if not session.path():
        _take_up(knowledge)
    if session.step() >= len(session.path()):
        top.show(ENOUGH)
        enough.show(knowledge, ask_everything=_ask_everything)
    else:
        _screen(session.path()[session.step()], knowledge)


def _take_up(knowledge: Knowledge) -> None:
    """Begin, or go on with answers that came from elsewhere: every screen that has one, then what is worth asking."""
    session.put(name for name in knowledge.questions if name in session.answers())
    if not session.path():
        _ask_next(knowledge)


def _screen(topic: str, knowledge: Knowledge) -> None:
    current = screen(topic, session.answers(), knowledge, session.put_to_her())
    session.put(item.id for item in current.questions)
    top.show(topic)
    _heading(current, knowledge)
    _contradictions(current, knowledge)
    _questions(current, knowledge)
    _buttons(current, knowledge)
    why.show(current, knowledge)
    so_far.show(knowledge)
    keeping.show()


def _heading(current: Step, knowledge: Knowledge) -> None:
    section = next(item for item in knowledge.vocabulary.sections if item.id == current.topic.section)
    before = {topic.id: topic.section for topic in knowledge.vocabulary.topics}
    done, left = session.step() + 1, session.left()
    st.progress(done / (done + left), text=f"{section.title} · {_still(left)}")
    st.title(current.topic.title, anchor=False)
    if section.intro and (done == 1 or before[session.path()[done - 2]] != section.id):
        st.write(section.intro)


def _still(left: int) -> str:
    return "the last for now" if left == 0 else f"about {left} more after this"


def _questions(current: Step, knowledge: Knowledge) -> None:
    for item in current.questions:
        for test in current.tests:
            if test.questions[0] == item.id:
                self_test.show(test, knowledge)
        question.show(item, knowledge)
        if item.id == knowledge.support.question:
            _support(knowledge)


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


# ------------------------------------------------------------------ the way on
def go_to(question_id: str, knowledge: Knowledge) -> None:
    """Go to the screen on which a question stands."""
    if not session.path():
        _take_up(knowledge)
    session.go_to_question(question_id)


def _ask_next(knowledge: Knowledge) -> bool:
    """Put the next screen to her, as the last of her path, and return whether anything is still worth asking."""
    found = next_screen(session.answers(), knowledge, session.put_to_her())
    if found is None:
        return False
    before = _section(session.path()[-1:], knowledge)
    session.put_next(found.topic.id, (item.id for item in found.questions))
    if found.topic.section == before:
        session.set_left(max(0, session.left() - len(found.questions)))
    else:  # looked at anew with each section only, for that takes a moment
        session.set_left(about_left(session.answers(), knowledge, session.put_to_her()))
    return True


def _section(topics: Sequence[str], knowledge: Knowledge) -> str:
    return next((x.section for x in knowledge.vocabulary.topics if x.id in topics), "")


def _ask_everything(knowledge: Knowledge) -> None:
    place, before = len(session.path()), len(session.put_to_her())
    session.put(item.id for current in steps(session.answers(), knowledge) for item in current.questions)
    session.set_left(len(session.put_to_her()) - before)
    session.go_to_step(place)


def _next(current: Step, knowledge: Knowledge) -> None:
    if current.open and session.warned() != current.topic.id:
        session.warn(current.topic.id)
        return
    session.warn(None)
    if session.step() + 1 < len(session.path()):
        session.go_to_step(session.step() + 1)
    else:
        found = _ask_next(knowledge)
        session.go_to_step(len(session.path()) - found)


def _buttons(current: Step, knowledge: Knowledge) -> None:
    place = session.step()
    if session.warned() == current.topic.id and current.open:
        st.warning(
            "Something here is still open. If nothing fits, tick “None of these”, or press Next again to leave it open."
        )
    with st.container(horizontal=True, key="way-on"):
        if place > 0:
            st.button("Back", on_click=session.go_to_step, args=(place - 1,), key=f"back:{current.topic.id}")
        label = "Skip" if current.optional and not _any_answer(current) else "Next"
        args = (current, knowledge)
        st.button(label, type="primary", width="stretch", on_click=_next, args=args, key=f"next:{current.topic.id}")
    if place > 0:
        st.page_link("pages/screens/plan.py", label="Show me what you have so far", icon=":material/visibility:")


def _any_answer(current: Step) -> bool:
    return any(item.id in session.answers() for item in current.questions)
