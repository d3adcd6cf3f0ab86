"""Another answer to a question, tried and not kept: the widget that its type asks for, on any answers."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from engine import Knowledge, Question

from . import question as asked
from . import session

Try = Callable[[Any], None]
"""Takes the answer that was picked; None leaves the question open."""
OPEN = ""


def show(question: Question, answers: Mapping[str, Any], key: str, try_it: Try, knowledge: Knowledge) -> None:
    """Draw a question with the answer as it stands; another answer is tried at once."""
    draw = {"number": _number, "scale_0_10": _scale, "many_of": _many}.get(question.type, _one)
    draw(question, answers, key, try_it, knowledge)
    if question.help:
        st.caption(question.help)


def _one(question: Question, answers: Mapping[str, Any], key: str, try_it: Try, _: Knowledge) -> None:
    choices = {**asked.options(question, answers), OPEN: "Left open"}
    given = answers.get(question.id, OPEN)
    _remember(key, given if given in choices else None)
    st.radio(
        question.text,
        list(choices),
        index=None,
        format_func=choices.__getitem__,
        key=key,
        on_change=lambda: try_it(session.view(key) or None),
    )


def _many(question: Question, answers: Mapping[str, Any], key: str, try_it: Try, _: Knowledge) -> None:
    boxes = {option: f"{key}:{option}" for option in asked.options(question, answers)}
    given = answers.get(question.id, ())
    ticked = (given,) if isinstance(given, str) else given
    st.markdown(f"**{question.text}**")
    for option, label in asked.options(question, answers).items():
        _remember(boxes[option], option in ticked or None)
        st.checkbox(label, key=boxes[option], wrap=True, on_change=partial(_ticked, boxes, option, try_it))


def _ticked(boxes: Mapping[str, str], changed: str, try_it: Try) -> None:
    try_it(_after_tick(boxes, changed) or None)


def _number(question: Question, answers: Mapping[str, Any], key: str, try_it: Try, knowledge: Knowledge) -> None:
    given = answers.get(question.id)
    _remember(key, float(given) if isinstance(given, int | float) else None)
    shown = st.number_input(
        asked.label(question),
        value=None,
        step=float(question.step),
        format="%g",
        placeholder="Left open",
        key=key,
        on_change=lambda: _try_number(question, session.view(key), try_it, knowledge),
    )
    if shown is not None and not asked.is_answer(question, shown, knowledge):
        st.error(asked.wanted(question))


def _try_number(question: Question, shown: float | None, try_it: Try, knowledge: Knowledge) -> None:
    if shown is None:
        try_it(None)
    elif asked.is_answer(question, shown, knowledge):
        try_it(asked.whole_if_it_is(shown))


def _scale(question: Question, answers: Mapping[str, Any], key: str, try_it: Try, _: Knowledge) -> None:
    given = answers.get(question.id)
    _remember(key, str(given) if given is not None else None)
    numbers = asked.scale(question)

    def picked() -> None:
        value = session.view(key)
        try_it(value if value in (None, asked.NOT_SURE) else int(value))

    st.pills(
        question.text,
        list(numbers),
        format_func=numbers.__getitem__,
        key=key,
        on_change=picked,
    )


# ------------------------------------------------------------------ what widgets hold
def _remember(key: str, value: Any) -> None:
    """Have a widget that was not drawn yet begin with a value."""
    if not session.has_view(key) and value is not None:
        session.set_view(key, value)


def _after_tick(boxes: Mapping[str, str], changed: str) -> list[str]:
    """Return the options that are ticked after one box was changed, and have all boxes (option to key) show them."""
    now = [option for option, key in boxes.items() if session.view(key)]
    after = asked.exclusive([option for option in now if option != changed], now)
    for option, key in boxes.items():
        if not session.has_view(key) or session.view(key) != (option in after):
            session.set_view(key, option in after)  # only then: a value sent back would undo a quicker next tap
    return after
