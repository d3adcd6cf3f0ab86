"""One screen of the check: its questions, why they are asked, how far it is, and the way on."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

import streamlit as st

from engine import Knowledge, Question, Step, about_left, mistakes, next_screen, screen, steps

from . import check_form, contradiction, enough, links, question, self_test, session, so_far, why
from .check_form import Act
from .sheet import Sheet, go

OPEN = "Something here is still open. If nothing fits, tick “None of these”, or press Next again to leave it open."
WAY_OUT, ORDINARY_PAGE = "Leave this page now", "https://www.wikipedia.org/"
_WHY, _TO_THE_PLAN = "check:why", "check:to-the-plan"


def show(knowledge: Knowledge) -> None:
    """Draw the current screen of the check, or, when nothing more is worth asking, the last one."""
    if not session.path():
        _take_up(knowledge)
    if session.step() >= len(session.path()):
        enough.show(knowledge, ask_everything=_ask_everything)
    else:
        _screen(session.path()[session.step()], knowledge)


def _take_up(knowledge: Knowledge) -> None:
    """Begin, or go on with answers that came from elsewhere: every screen that has one, then what is worth asking."""
    session.put(name for name in knowledge.questions if name in session.answers())
    if not session.path():
        _ask_next(knowledge)


def _current(topic: str, knowledge: Knowledge) -> Step:
    return screen(topic, session.answers(), knowledge, session.put_to_her())


def _screen(topic: str, knowledge: Knowledge) -> None:
    current = _current(topic, knowledge)
    session.put(item.id for item in current.questions)
    check_form.show(_told(current, knowledge), partial(_act, knowledge))
    if session.view(_TO_THE_PLAN):
        session.set_view(_TO_THE_PLAN, False)
        st.switch_page(links.PLAN)


# ------------------------------------------------------------------ what is shown
def _told(current: Step, knowledge: Knowledge) -> dict[str, Any]:
    done, left = session.step() + 1, session.left()
    section = next(item for item in knowledge.vocabulary.sections if item.id == current.topic.section)
    is_open = bool(current.open) and session.warned() == current.topic.id
    return {
        "topic": current.topic.id,
        "section": section.title,
        "left": "the last for now" if left == 0 else f"about {left} more after this",
        "done": round(done / (done + left), 3),
        "title": current.topic.title,
        "intro": section.intro if _is_first_of(section.id, knowledge) else "",
        "alerts": _alerts(current, knowledge),
        "parts": list(_parts(current, knowledge)),
        "warning": OPEN if is_open else "",
        "back": done > 1,
        "next": "Skip" if current.optional and not _any_answer(current) else "Next",
        "look": "Show me what you have so far" if done > 1 else "",
        "why": {"ask": why.ASK, "because": _because(current, knowledge)},
        "so_far": {"title": so_far.TITLE, "lines": so_far.lines()},
    }


def _is_first_of(section: str, knowledge: Knowledge) -> bool:
    before = session.path()[: session.step()]
    return section not in {_section([topic], knowledge) for topic in before[-1:]}


def _parts(current: Step, knowledge: Knowledge) -> Iterator[dict[str, Any]]:
    for item in current.questions:
        for test in current.tests:
            if test.questions[0] == item.id:
                yield self_test.told(test, knowledge)
        yield question.told(item, knowledge)
        if item.id == knowledge.support.question:
            yield {"kind": "way_out", "id": "way_out", "label": WAY_OUT, "to": ORDINARY_PAGE}
            yield _support(knowledge)


def _support(knowledge: Knowledge) -> dict[str, Any]:
    """Help for whoever needs it, which the browser shows on this screen only: what is ticked for it stays there."""
    support, country = knowledge.support, knowledge.countries[session.country()]
    lines = [support.text, *support.banner, f"Emergency: {country.emergency}", country.abuse_help]
    return {"kind": "support", "id": "support", "title": support.title, "lines": [line for line in lines if line]}


def _alerts(current: Step, knowledge: Knowledge) -> list[dict[str, Any]]:
    here = {item.id for item in current.questions}
    found = [item for item in mistakes(session.answers(), knowledge) if here & set(item.questions)]
    ways_out = contradiction.ways_out
    return [{"text": contradiction.words(x), "clear": list(ways_out(x, knowledge).items())} for x in found]


def _because(current: Step, knowledge: Knowledge) -> list[dict[str, Any]] | None:
    return why.told(current, knowledge) if session.view(_WHY) == current.topic.id else None


# ------------------------------------------------------------------ what she does
def _act(knowledge: Knowledge, act: Act) -> None:
    here = session.path()[session.step()] if session.step() < len(session.path()) else ""
    if act.topic == here:
        _move(act, here, knowledge)
    asked = knowledge.questions.get(act.id)
    if asked is not None and act.do == "clear":
        session.answer(asked.id, None)
    elif asked is not None and asked.id in session.put_to_her():
        _answer(act, asked, knowledge)


def _answer(act: Act, asked: Question, knowledge: Knowledge) -> None:
    """Take an act on a question, if it is one that its type has."""
    match asked.type, act.do:
        case "many_of", "tick":
            question.tick(asked, act.value, knowledge)
        case "many_of", "tap":
            question.tap(asked, act.value, knowledge)
        case "number", "type":
            question.type_number(asked, act.value, knowledge)
        case "number", "unsure":
            question.unsure(asked, act.value)
        case "yes_no" | "one_of" | "scale_0_10", "pick":
            question.pick(asked, act.value)


def _move(act: Act, here: str, knowledge: Knowledge) -> None:
    if act.do == "why":
        session.set_view(_WHY, here)
    elif act.do == "plan":
        session.set_view(_TO_THE_PLAN, True)
    elif act.do == "back":
        _leave(session.step() - 1)
    elif act.do == "next":
        _next(_current(here, knowledge), knowledge)


def _leave(place: int) -> None:
    question.forget_odd()
    session.set_view(_WHY, None)
    session.go_to_step(place)


# ------------------------------------------------------------------ the way on
def offer(sheet: Sheet, asks: Iterable[str], near: str, knowledge: Knowledge) -> None:
    """Add a way to each of some open questions; `near` tells apart what offers the same one."""
    for name in asks:
        act = partial(_leave_to, name, knowledge)
        sheet.button(f"ask:{near}:{name}", knowledge.questions[name].text, act, icon="arrow_forward")


def _leave_to(question_id: str, knowledge: Knowledge) -> None:
    if not session.path():
        _take_up(knowledge)
    session.go_to_question(question_id)
    go(links.CHECK)


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
        _leave(session.step() + 1)
    else:
        found = _ask_next(knowledge)
        _leave(len(session.path()) - found)


def _any_answer(current: Step) -> bool:
    return any(item.id in session.answers() for item in current.questions)
