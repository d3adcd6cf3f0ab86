"""How things stand while she answers: danger signs, and the patterns that take shape."""

import streamlit as st

import engine
from engine import Knowledge

from . import session

_DANGER = {
    "sign": ":material/priority_high: **A danger sign needs attention.** See what to do in what you have so far.",
    "open": ":material/pending: Danger signs: none so far, not all asked yet.",
    "clear": ":material/check_circle: Danger signs: all asked, none found.",
}
SHOWN = 3


def show(knowledge: Knowledge) -> None:
    """Draw the small panel under the questions."""
    found = engine.so_far(session.answers(), knowledge, session.put_to_her())
    with st.container(border=True, key="so-far"):
        st.caption("So far")
        st.markdown(_DANGER[found.danger])
        if not found.closed:
            st.markdown(_patterns(found))


def _patterns(found: engine.SoFar) -> str:
    named = [f"{name} (likely)" for name in found.likely] + [f"{name} (possible)" for name in found.possible]
    if not named:
        return ":material/category: Patterns: none has taken shape yet."
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return f":material/category: Patterns taking shape: {'; '.join(named[:SHOWN])}{more}."
