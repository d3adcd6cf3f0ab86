"""One question on the screen; nothing is pre-selected, and an unanswered one stays open."""

from collections.abc import Mapping
from functools import partial
from typing import Any

import streamlit as st

from engine import AnswersError, Knowledge, Question, check_answers, drawings_of_test

from . import body_map, drawn, session

NOT_SURE = "not_sure"
NONE = "none"
NOT_SURE_WORDS = "Not sure"
DRAWN_WIDE, DRAWN_NARROW = 132, 112  # on a phone two, or three, side by side
PILLS_UP_TO = 26  # characters: longer options read better as lines than as pills


def show(question: Question, knowledge: Knowledge) -> None:
    """Draw a question with the widget its type asks for; the answer goes to the session at once."""
    if question.self_test:
        _answers_drawn(question, knowledge)
    draw = {"number": _number, "scale_0_10": _scale, "many_of": _many}.get(question.type, _one)
    draw(question, knowledge)
    if question.help and draw is not _many:
        st.caption(question.help)
    if session.answers().get(question.id) in (NOT_SURE, [NOT_SURE]):
        _tell_apart(question)


def _answers_drawn(question: Question, knowledge: Knowledge) -> None:
    test = knowledge.self_tests[question.self_test or ""]
    found = drawings_of_test(test, knowledge).answers.get(question.id, ())
    drawn.row(found, DRAWN_NARROW if len(found) == 3 else DRAWN_WIDE)


def _key(question: Question, option: str = "") -> str:
    return f"{session.drawn()}{question.id}:{option}"


def options(question: Question, answers: Mapping[str, Any]) -> dict[str, str]:
    """Return the options that a question offers after some answers, each with its words."""
    offered = answers.get(question.options_from) if question.options_from else None
    choices = {key: label for key, label in question.choices.items() if offered is None or key in offered}
    return {**choices, **({NOT_SURE: NOT_SURE_WORDS} if question.not_sure else {})}


def _options(question: Question) -> dict[str, str]:
    return options(question, session.answers())


# ------------------------------------------------------------------ one of
def _one(question: Question, _: Knowledge) -> None:
    """Draw lines to choose from; the answer is the default, for a value that is set is sent once, and may be missed."""
    options, given = _options(question), session.answers().get(question.id)
    st.radio(
        question.text,
        list(options),
        index=list(options).index(given) if given in options else None,
        format_func=options.__getitem__,
        key=_key(question),
        on_change=_keep,
        args=(question.id, _key(question)),
    )


def _keep(question_id: str, key: str) -> None:
    session.answer(question_id, session.view(key))


def remember(key: str, value: Any) -> None:
    """Have a widget that was not drawn yet begin with a value."""
    if not session.has_view(key) and value is not None:
        session.set_view(key, value)


# ------------------------------------------------------------------ numbers
def fill(question: Question, value: float) -> None:
    """Answer a question with a number that was measured on the screen."""
    session.answer(question.id, value)
    session.set_view(_key(question), float(value))


def _number(question: Question, knowledge: Knowledge) -> None:
    """Draw a number field without limits of its own.

    With limits the browser would keep a number out of range to itself, and the answer before it would still count
    unseen; as a whole number it would turn 12.5 into 12 and 2e1 into 2 without a word.
    """
    given = session.answers().get(question.id)
    unsure = given == NOT_SURE
    remember(_key(question), None if unsure or given is None else float(given))
    shown = st.number_input(
        f"{question.text} ({question.unit})" if question.unit else question.text,
        value=None,
        step=float(question.step),
        format="%g",
        placeholder="Type a number",
        key=_key(question),
        disabled=unsure,
        on_change=_keep_number,
        args=(question, knowledge),
    )
    if not unsure and shown is not None and not is_answer(question, shown, knowledge):
        st.error(wanted(question))
    if question.not_sure:
        remember(_key(question, NOT_SURE), unsure or None)
        st.checkbox(
            NOT_SURE_WORDS,
            key=_key(question, NOT_SURE),
            on_change=_unsure_number,
            args=(question, knowledge),
        )


def _keep_number(question: Question, knowledge: Knowledge) -> None:
    shown = session.view(_key(question))
    if shown is None or not is_answer(question, shown, knowledge):
        session.answer(question.id, None)
    else:
        session.answer(question.id, int(shown) if shown == int(shown) else shown)


def is_answer(question: Question, number: float, knowledge: Knowledge) -> bool:
    """Return whether a number can be kept as the answer to a question."""
    try:
        check_answers({question.id: number}, knowledge)
    except AnswersError:
        return False
    return True


def wanted(question: Question) -> str:
    """Return what a question wants, for a number that cannot be kept."""
    kind = "a whole number" if question.grain == 1 else "a number with one digit after the point at most,"
    return f"This is not kept. It wants {kind} from {question.min:g} to {question.max:g}."


def _unsure_number(question: Question, knowledge: Knowledge) -> None:
    if session.view(_key(question, NOT_SURE)):
        session.answer(question.id, NOT_SURE)
    else:
        _keep_number(question, knowledge)


def _scale(question: Question, _: Knowledge) -> None:
    given = session.answers().get(question.id)
    remember(_key(question), str(given) if given is not None else None)
    options = [str(n) for n in range(int(question.min or 0), int(question.max or 0) + 1)]
    st.pills(
        question.text,
        [*options, *([NOT_SURE] if question.not_sure else [])],
        format_func=lambda x: NOT_SURE_WORDS if x == NOT_SURE else x,
        key=_key(question),
        on_change=_keep_scale,
        args=(question.id, _key(question)),
    )


def _keep_scale(question_id: str, key: str) -> None:
    given = session.view(key)
    session.answer(question_id, given if given in (None, NOT_SURE) else int(given))


# ---------------------------------------------------------------- many of
def _many(question: Question, knowledge: Knowledge) -> None:
    if question.display == "body":
        _on_a_body(question, knowledge)
    elif max(map(len, question.choices.values())) <= PILLS_UP_TO:
        _pills(question, knowledge)
    else:
        _lines(question, knowledge)


def _ticked(question: Question) -> list[str]:
    given = session.answers().get(question.id, [])
    return [given] if given == NOT_SURE else list(given)


def _pills(question: Question, knowledge: Knowledge) -> None:
    options = _options(question)
    remember(_key(question), _ticked(question))
    st.pills(
        question.text,
        list(options),
        selection_mode="multi",
        format_func=options.__getitem__,
        key=_key(question),
        wrap=True,
        on_change=_keep_pills,
        args=(question, knowledge),
    )
    if question.help:
        st.caption(question.help)


def _on_a_body(question: Question, knowledge: Knowledge) -> None:
    pills, figure = st.columns([2, 3], gap="small")
    with pills:
        _pills(question, knowledge)
    with figure:
        body_map.show(_key(question), _ticked(question), knowledge, partial(_keep_ticks, question, knowledge))


def _keep_pills(question: Question, knowledge: Knowledge) -> None:
    _keep_ticks(question, knowledge, list(session.view(_key(question)) or []))


def _keep_ticks(question: Question, knowledge: Knowledge, ticks: list[str]) -> None:
    after = _exclusive(_ticked(question), ticks)
    _correct(_key(question), after)
    _keep_list(question.id, after, knowledge)


def _lines(question: Question, knowledge: Knowledge) -> None:
    ticked = _ticked(question)
    with st.container(border=True):
        st.markdown(f"**{question.text}**")
        if question.help:
            st.caption(question.help)
        for option, label in _options(question).items():
            remember(_key(question, option), option in ticked or None)
            args = (question, option, knowledge)
            st.checkbox(label, key=_key(question, option), on_change=_keep_line, args=args)


def _keep_line(question: Question, changed: str, knowledge: Knowledge) -> None:
    boxes = {option: _key(question, option) for option in _options(question)}
    _keep_list(question.id, after_tick(boxes, changed), knowledge)


def after_tick(boxes: Mapping[str, str], changed: str) -> list[str]:
    """Return the options that are ticked after one box was changed, and have all boxes (option to key) show them."""
    now = [option for option, key in boxes.items() if session.view(key)]
    after = _exclusive([option for option in now if option != changed], now)
    for option, key in boxes.items():
        _correct(key, option in after)
    return after


def _correct(key: str, value: Any) -> None:
    """Set what a widget holds only if it holds something else: a value sent back would undo a quicker next tap."""
    if not session.has_view(key) or session.view(key) != value:
        session.set_view(key, value)


def _exclusive(before: list[str], after: list[str]) -> list[str]:
    """Return the ticks with 'none of these' standing alone: the newest tick wins."""
    added = [option for option in after if option not in before]
    if NONE in added:
        return [NONE]
    return [option for option in after if option != NONE] if len(after) > 1 else after


def _keep_list(question_id: str, ticked: list[str], knowledge: Knowledge) -> None:
    """Keep the ticks, but for those of the support question, which are kept nowhere."""
    support = knowledge.support
    private = support.options if question_id == support.question else ()
    kept = [option for option in ticked if option not in private]
    session.answer(question_id, kept or None)


def _tell_apart(question: Question) -> None:
    if question.tell_apart:
        lines = "\n".join(f"- {line}" for line in question.tell_apart)
        st.info(f"Two questions may tell it apart:\n{lines}\n\n{question.tell_apart_then}")


def private_ticks(question_id: str, options: tuple[str, ...]) -> bool:
    """Return whether one of the options that are kept nowhere is ticked on the screen right now."""
    return any(session.view(f"{session.drawn()}{question_id}:{option}") for option in options)
