"""The only door to st.session_state: answers, what she leaves out, and the assessment made of them."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

import engine

_ANSWERS = "answers"
_LEFT_OUT = "left_out"
_STEP = "step"
_PERSON = "person"
_WARNED = "warned"
_COUNTRY = "country"
HOLD = "hold:"  # begins the keys of the stop signs that she ticked on coming back


@st.cache_resource(show_spinner=False)
def _load() -> engine.Knowledge | tuple[engine.Problem, ...]:
    try:
        return engine.load()
    except engine.SourceError as error:
        return error.problems


def knowledge_problems() -> tuple[engine.Problem, ...]:
    """Return what is wrong with data/, or nothing."""
    loaded = _load()
    return loaded if isinstance(loaded, tuple) else ()


def knowledge() -> engine.Knowledge:
    """Return the knowledge, loaded once a process."""
    loaded = _load()
    if isinstance(loaded, tuple):
        raise engine.SourceError(list(loaded))
    return loaded


def answers() -> dict[str, Any]:
    """Return her answers so far; the dictionary is hers to change through `answer` only."""
    found: dict[str, Any] = st.session_state.setdefault(_ANSWERS, {})
    return found


def answer(question: str, value: Any) -> None:
    """Keep one answer; None forgets it."""
    kept = dict(answers())
    kept.pop(question, None)
    if value is not None:
        kept[question] = value
    st.session_state[_ANSWERS] = kept


def replace_answers(values: Mapping[str, Any], leave_out: tuple[str, ...] = (), person: str | None = None) -> None:
    """Put other answers in place of hers: a persona, or a fresh start; widgets of the old ones are forgotten."""
    for key in [key for key in st.session_state if str(key).startswith(("q:", HOLD))]:
        del st.session_state[key]
    st.session_state[_ANSWERS] = dict(values)
    st.session_state[_LEFT_OUT] = tuple(leave_out)
    st.session_state[_PERSON] = person
    st.session_state[_STEP] = 0


def person() -> str | None:
    """Return the id of the persona whose answers these are, or None."""
    found: str | None = st.session_state.get(_PERSON)
    return found


def left_out() -> tuple[str, ...]:
    """Return the exercises she does not want."""
    found: tuple[str, ...] = st.session_state.get(_LEFT_OUT, ())
    return found


def leave_out(exercise: str, out: bool) -> None:
    """Leave an exercise out, or take it back in."""
    kept = [slug for slug in left_out() if slug != exercise]
    st.session_state[_LEFT_OUT] = (*kept, exercise) if out else tuple(kept)


def step() -> int:
    """Return which screen of the check she is on, from 0."""
    return int(st.session_state.get(_STEP, 0))


def go_to_step(place: int) -> None:
    """Go to a screen of the check."""
    st.session_state[_STEP] = max(0, place)


def warned() -> str | None:
    """Return the screen of the check on which she was told that something is open."""
    found: str | None = st.session_state.get(_WARNED)
    return found


def warn(topic: str | None) -> None:
    """Remember that she was told, so that the next press moves on."""
    st.session_state[_WARNED] = topic


def country() -> str:
    """Return the country whose numbers are shown."""
    return str(st.session_state.get(_COUNTRY, next(iter(knowledge().countries))))


def choose_country(name: str) -> None:
    """Show the numbers of this country from now on."""
    st.session_state[_COUNTRY] = name


def assessment() -> engine.Assessment:
    """Return the assessment of her answers as they are now."""
    return engine.assess(answers(), knowledge(), left_out())


def assessment_with_everything() -> engine.Assessment:
    """Return the assessment as it would be had she left nothing out."""
    return engine.assess(answers(), knowledge())


def started() -> bool:
    """Return whether she has answered anything."""
    return bool(answers())


def view(key: str, default: Any = None) -> Any:
    """Return a piece of view state, such as a picked filter or what a widget holds; answers are kept by `answer`."""
    return st.session_state.get(key, default)


def has_view(key: str) -> bool:
    """Return whether a piece of view state exists, even if it is empty."""
    return key in st.session_state


def set_view(key: str, value: Any) -> None:
    """Set a piece of view state before its widget is drawn, or from a callback."""
    st.session_state[key] = value
