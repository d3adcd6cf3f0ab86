"""A watch that runs in the browser, so that it ticks evenly whatever the server does."""

from pathlib import Path

import streamlit as st

from engine import Question

from . import question, session

_FILES = Path(__file__).parent
_JS = (_FILES / "stopwatch.js").read_text(encoding="utf-8")
_CSS = (_FILES / "stopwatch.css").read_text(encoding="utf-8")
_HTML = '<div class="watch" role="group" aria-label="Stopwatch"></div>'


def show(measured: Question | None, name: str) -> None:
    """Draw a stopwatch; where the seconds are the answer, they can be taken over."""
    key = f"watch:{name}"

    def take() -> None:
        given = session.view(key)
        found = given.get("seconds") if given else None
        if measured is not None and isinstance(found, int | float):
            question.fill(measured, found)

    watch = st.components.v2.component("stopwatch", html=_HTML, css=_CSS, js=_JS)
    watch(key=key, data={"takes": measured is not None}, on_seconds_change=take)
