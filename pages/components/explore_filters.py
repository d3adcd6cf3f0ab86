"""Finding an exercise, and the filters of the map: two at hand, the others a tap away; all kept in the address."""

from collections.abc import Mapping

import streamlit as st

from engine import Knowledge, MapFilter

from . import explore_address, session
from .explore_address import View

LABELS = {
    "muscle": "What it trains",
    "pattern": "What it may help with",
    "region": "Part of the body that works",
    "place": "Where you do it",
    "minutes": "Time for one go",
    "stage": "Safe at a time of life",
    "equipment": "What you have",
}
ANYTHING = "Anything"


def key(name: str) -> str:
    """Return the key of a filter's widget."""
    return f"explore:{name}"


def show(knowledge: Knowledge, view: View, *, hers: bool) -> None:
    """Show the box and the filters, set to what the address says; those about her only if she has answered."""
    choices = explore_address.choices()
    with st.container(horizontal=True):
        _find(knowledge)
        _box("muscle", choices["muscle"], view.wish.muscle)
        _equipment(choices["equipment"], view.wish)
    with st.expander("More filters", key=key("more"), on_change="ignore"):
        for name in ("pattern", "region", "place", "minutes", "stage"):
            _box(name, choices[name], str(getattr(view.wish, name) or ""))
        _by(view)
    if hers:
        session.set_view(key("safe"), view.wish.safe)
        st.toggle("Only what is safe for me", key=key("safe"), on_change=_toggled)


def _find(knowledge: Knowledge) -> None:
    """Offer every exercise by name; the box empties itself, for what is picked stands on the map."""
    session.set_view(key("exercise"), None)
    st.selectbox(
        "Find an exercise",
        sorted(knowledge.exercises, key=lambda x: knowledge.exercises[x].name),
        index=None,
        format_func=lambda x: knowledge.exercises[x].name,
        placeholder="Type a name",
        key=key("exercise"),
        on_change=_found,
    )


def _found() -> None:
    explore_address.pick(session.view(key("exercise")))


def _box(name: str, options: Mapping[str, str], chosen: str) -> None:
    session.set_view(key(name), chosen or None)
    st.selectbox(
        LABELS[name],
        list(options),
        index=None,
        format_func=lambda x: options.get(x, x),
        placeholder=ANYTHING,
        key=key(name),
        on_change=_boxed,
        args=(name,),
    )


def _boxed(name: str) -> None:
    explore_address.put(name, session.view(key(name)) or "")


def _equipment(options: Mapping[str, str], wish: MapFilter) -> None:
    session.set_view(key("equipment"), list(wish.equipment))
    st.multiselect(
        LABELS["equipment"],
        list(options),
        format_func=lambda x: options.get(x, x),
        placeholder=ANYTHING,
        key=key("equipment"),
        on_change=_listed,
    )


def _listed() -> None:
    explore_address.put("equipment", ",".join(session.view(key("equipment"), [])))


def _toggled() -> None:
    explore_address.put("safe", "1" if session.view(key("safe")) else "")


def _by(view: View) -> None:
    session.set_view(key("by"), view.by)
    st.pills(
        "Rows grouped by",
        list(explore_address.BY),
        format_func=lambda x: explore_address.BY[x],
        required=True,
        key=key("by"),
        on_change=_grouped,
    )


def _grouped() -> None:
    explore_address.put("by", session.view(key("by")) or "")
