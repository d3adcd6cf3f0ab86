"""The library in numbers, for physiotherapists and authors; nothing is counted or drawn until it is asked for."""

from functools import partial

import streamlit as st

from engine import Knowledge

from . import session
from .sheet import Sheet

OPEN = "explore:coverage:open"
VIEWS = {
    "stages": "Patterns and life stages",
    "muscles": "Exercises and muscles",
    "joined": "What is joined to what",
    "evidence": "The evidence",
}


def show(knowledge: Knowledge) -> None:
    """Show the way in, and once it is taken the counts."""
    sheet, is_open = Sheet(), bool(session.view(OPEN))
    sheet.subheader("Where the library is full, and where it is thin")
    sheet.markdown("Counts of safe levels, muscles, links and evidence. No answers of yours are used.")
    sheet.toggle(OPEN, "Show the counts", is_open, partial(session.set_view, OPEN))
    sheet.show("explore:library")
    if is_open:
        _views(knowledge)


@st.fragment
def _views(knowledge: Knowledge) -> None:
    """Show one of the views; what draws charts is imported only here, since it takes long."""
    from . import coverage_map, muscle_map

    chosen = st.pills(
        "Counts of", list(VIEWS), format_func=lambda x: VIEWS[x], default="stages", required=True, key="explore:counts"
    )
    if chosen == "stages":
        coverage_map.show(knowledge)
    elif chosen == "muscles":
        muscle_map.show()
    elif chosen == "joined":
        muscle_map.joined()
    else:
        muscle_map.evidence()
