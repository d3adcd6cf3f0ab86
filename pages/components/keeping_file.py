"""Continuing from a file that she saved: read field by field, and nothing is replaced unasked or for good."""

from typing import Any

import streamlit as st

import engine
from engine import Knowledge

from . import session
from .keeping import listed

FOLD = "Continue from a file"
_OPEN = "file:open:"
_ROUND, _READ, _REFUSED, _TAKEN = ("file:round", "file:read", "file:refused", "file:taken")


def show(knowledge: Knowledge) -> None:
    """Draw the way in for a saved file, what was wrong with it, and the way back."""
    begun = session.has_view(_ROUND)
    fold = st.expander(FOLD, icon=":material/upload_file:", expanded=begun, key=f"{_OPEN}{begun}", on_change="rerun")
    if not fold.open:  # an uploader takes as long to draw as a short page
        return
    with fold:
        key = f"file:{session.view(_ROUND, 0)}"
        st.file_uploader(
            "A file of answers that you saved here",
            type="json",
            max_upload_size=1,
            key=key,
            on_change=_read,
            args=(key, knowledge),
        )
        _refused()
        _offered()
        _taken()


def _read(key: str, knowledge: Knowledge) -> None:
    """Read the file, and let go of it: the next uploader is another one, and empty."""
    given = session.view(key)
    if given is None:
        return
    session.set_view(_ROUND, session.view(_ROUND, 0) + 1)
    for old in (_READ, _REFUSED, _TAKEN):
        session.set_view(old, None)
    try:
        found = engine.read_answers_file(given.read(engine.MAX_BYTES + 1), knowledge)
    except engine.AnswersError as error:
        session.set_view(_REFUSED, error.messages)
        return
    session.set_view(_READ, found)
    if not session.own().answers:
        _replace()


def _refused() -> None:
    if messages := session.view(_REFUSED):
        st.error("This file was not used, and nothing has changed:\n\n" + listed(messages))


def _offered() -> None:
    found = session.view(_READ)
    if found is None:
        return
    _problems(found)
    mine = len(session.own().answers)
    st.warning(f"You have {_count(mine)} here. Shall the {_count(len(found.values))} of the file take their place?")
    with st.container(horizontal=True):
        st.button("Use the file", type="primary", on_click=_replace)
        st.button("Keep what I have", on_click=session.set_view, args=(_READ, None))


def _problems(found: engine.AnswersFile) -> None:
    if found.problems:
        st.warning("These parts could not be used; the rest is kept:\n\n" + listed(found.problems))


def _count(number: int) -> str:
    return f"{number} answers" if number != 1 else "1 answer"


def _replace() -> None:
    found: Any = session.view(_READ)
    session.set_view(_READ, None)
    session.set_view(_TAKEN, found)
    session.take_from_file(session.Visit(found.values, found.leave_out, found.screen, found.put))
    if found.country is not None:
        session.choose_country(found.country)


def _taken() -> None:
    found = session.view(_TAKEN)
    if found is None or not session.may_undo_file():
        return
    st.success(f"{_count(len(found.values)).capitalize()} taken from the file.")
    _problems(found)
    st.page_link("pages/screens/check.py", label="Go on with the check", icon=":material/checklist:")
    st.button("Undo: bring back what I had", on_click=session.undo_file)
