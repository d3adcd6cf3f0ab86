"""The body to tap: front and back, beside the pills and always in agreement with them.

The drawing goes to the browser once, in a component whose message never changes; what is marked follows in a second
one of a few bytes, which leaves it at their common frame for the drawing to read.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

from engine import BodyView, Knowledge, body_marks, body_to_tap

from . import session

HERE = Path(__file__).parent
JS = (HERE / "body_map.js").read_text(encoding="utf-8")
CSS = (HERE / "body_map.css").read_text(encoding="utf-8")
FRAME = "body-map"  # the class st-key-body-map, by which the two components find each other
HANDOVER = """export default ({ parentElement, data }) => {
  parentElement.closest(".st-key-body-map").dataset.marks = data.marks.join(" ");
}"""
HINT = "Tap a place. Tap it again to take it back."


def show(key: str, ticked: Sequence[str], knowledge: Knowledge, keep: Callable[[list[str]], None]) -> None:
    """Draw the figure with what is ticked; after a tap `keep` gets everything that is then ticked."""
    known = body_marks(knowledge.body, knowledge.regions)
    marked = marks_of(ticked, session.view(f"{key}marked", ()), known)
    session.set_view(f"{key}marked", marked)
    with st.container(key=FRAME, gap=None):
        tapped = partial(_tapped, f"{key}body", f"{key}marked", ticked, known, keep)
        _drawing()(key=f"{key}body", on_marked_change=tapped)
        _handover()(key=f"{key}marks", data={"marks": list(marked)})


def marks_of(ticked: Sequence[str], before: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the marks on the figure: of each ticked region the sides that were tapped, or all if none was."""
    tapped = {known[mark] for mark in before}
    return tuple(x for x, region in known.items() if region in ticked and (x in before or region not in tapped))


def _tapped(
    key: str, marked_key: str, ticked: Sequence[str], known: Mapping[str, str], keep: Callable[[list[str]], None]
) -> None:
    """Keep what was tapped; of what a browser sends only known marks count."""
    sent = session.view(key)["marked"]
    if not isinstance(sent, list):
        return
    marked = tuple(mark for mark in known if mark in sent)
    session.set_view(marked_key, marked)
    regions = list(dict.fromkeys(known[mark] for mark in marked))
    stay = [option for option in ticked if option in regions or option not in known.values()]
    keep([*stay, *(region for region in regions if region not in stay)])


@st.cache_resource(show_spinner=False)
def _drawing() -> Any:
    return st.components.v2.component("body_map", html=_html(session.knowledge()), css=CSS, js=JS)


@st.cache_resource(show_spinner=False)
def _handover() -> Any:
    return st.components.v2.component("body_marks", js=HANDOVER, isolate_styles=False)


def _html(knowledge: Knowledge) -> str:
    views = knowledge.body.views
    turns = "".join(f'<button type="button" data-view="{view.id}">{escape(view.name)} view</button>' for view in views)
    drawn = "".join(_view(view, knowledge) for view in views)
    return (
        '<div class="map"><button type="button" class="fold" aria-expanded="false">Or show it on a body</button>'
        f'<div class="figure"><div class="turn" role="group" aria-label="Turn the body">{turns}</div>'
        f'<div class="views">{drawn}</div><p class="name" aria-hidden="true" data-hint="{HINT}"></p></div></div>'
    )


def _view(view: BodyView, knowledge: Knowledge) -> str:
    here, there = ("right", "left") if view.viewer_left == "right" else ("left", "right")
    head = f"<span>Your {here}</span><strong>{escape(view.name)}</strong><span>Your {there}</span>"
    svg = body_to_tap(knowledge.body, view, knowledge.regions)
    return f'<div class="view" data-view="{view.id}"><p class="sides">{head}</p>{svg}</div>'
