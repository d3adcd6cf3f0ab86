"""The changes as a file: saved with the case they were made on, and loaded again, whole or not at all."""

import streamlit as st

import engine
from engine import overlays

from . import save_file, session
from .cards import plain
from .keeping import listed

_ROUND, _REFUSED, _BROKEN = "overlay:round", "overlay:refused", "overlay:broken"
NAME = "plumbline-overlay.yaml"


def show(found: overlays.Overlay | None) -> None:
    """Draw the way out as a file, and the way in."""
    st.subheader("The changes as a file", anchor=False)
    if found is not None:
        _save(found)
    _load()


def _save(found: overlays.Overlay) -> None:
    title = st.text_input("What the changes are about", found.title, max_chars=120, key=f"overlay:title:{found.title}")
    author = st.text_input("Your name and profession", found.author, max_chars=120, key=f"overlay:by:{found.author}")
    try:
        named = overlays.named(found, title, author, session.knowledge())
    except engine.SourceError as error:
        st.error(listed(tuple(problem.message for problem in error.problems)))
        return
    text = overlays.write_overlay(named, session.knowledge(), session.answers(), session.left_out())
    save_file.show("Save the changes to a file", NAME, text)
    st.caption("The file holds the answers on the screen as its test case. Give it to nobody who may not see them.")


def _load() -> None:
    key = f"overlay:{session.view(_ROUND, 0)}"
    st.file_uploader("Load changes from a file", type="yaml", max_upload_size=1, key=key, on_change=_read, args=(key,))
    if messages := session.view(_REFUSED):
        st.error("This file was not used, and nothing has changed:\n\n" + listed(messages))
    if messages := session.view(_BROKEN):
        st.warning("The changes were loaded, but a case of the file comes out otherwise:\n\n" + listed(messages))


def _read(key: str) -> None:
    """Read the file, and let go of it: the next uploader is another one, and empty."""
    given = session.view(key)
    if given is None:
        return
    session.set_view(_ROUND, session.view(_ROUND, 0) + 1)
    session.set_view(_REFUSED, ())
    session.set_view(_BROKEN, ())
    try:
        found = overlays.read_overlay(given.read(engine.MAX_BYTES + 1), session.knowledge(), "the file")
    except engine.SourceError as error:
        session.set_view(_REFUSED, tuple(str(problem) for problem in error.problems))
        return
    session.set_overlay(found)
    broken = overlays.broken_cases(session.knowledge(), found)
    session.set_view(
        _BROKEN, tuple(f"{case.id}: {plain(x.what)}: expected {x.expected}, came {x.came}" for case, x in broken)
    )
