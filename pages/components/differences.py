"""What differs between two results, in groups, each with the rules that did it."""

from collections.abc import Iterable, Sequence

import streamlit as st

import engine

from . import words
from .cards import plain

GROUPS: dict[str, tuple[engine.ChangeKind, ...]] = {
    "How urgent, and the plan": ("disposition", "plan", "sign", "contradiction"),
    "Exercises": ("removed", "added", "moved_down", "moved_up", "dose", "adapted"),
    "Not in the plan": ("held_back", "no_longer_held_back"),
    "Patterns": ("pattern",),
}
_BADGES: dict[engine.ChangeKind, str] = {
    "disposition": "",
    "plan": "",
    "sign": ":orange-badge[danger sign] ",
    "contradiction": ":orange-badge[contradiction] ",
    "removed": ":red-badge[goes] ",
    "added": ":green-badge[comes in] ",
    "moved_down": ":orange-badge[down] ",
    "moved_up": ":green-badge[up] ",
    "dose": ":blue-badge[dose] ",
    "adapted": ":blue-badge[done differently] ",
    "held_back": ":red-badge[held back] ",
    "no_longer_held_back": ":green-badge[no longer held back] ",
    "pattern": "",
}
TURNS = {
    "fired": "now true",
    "open": "not known now, so it counts",
    "silent": "no longer true",
    "applies": "now",
    "applies_no_more": "no longer",
}


def show(found: Sequence[engine.Difference], nothing: str) -> None:
    """Show the differences, the most urgent kind first; what has the same causes stands together."""
    if not found:
        st.info(nothing)
    for title, kinds in GROUPS.items():
        items = [item for kind in kinds for item in found if item.kind == kind]
        if items:
            st.subheader(title, anchor=False)
            st.markdown("\n\n".join(_block(block) for block in _with_the_same_causes(items)))


def _with_the_same_causes(items: Iterable[engine.Difference]) -> list[list[engine.Difference]]:
    blocks: dict[tuple[engine.Cause, ...], list[engine.Difference]] = {}
    for item in items:
        blocks.setdefault(item.causes, []).append(item)
    return list(blocks.values())


def _block(items: Sequence[engine.Difference]) -> str:
    lines = "\n\n".join(f"{_BADGES[item.kind]}**{plain(item.name)}**: {_change(item)}" for item in items)
    return f"{lines}\n{causes(items[0].causes)}"


def _change(item: engine.Difference) -> str:
    return f"{plain(item.before)} → {plain(item.after)}"


def causes(found: Iterable[engine.Cause]) -> str:
    """Return causes as a list: what became of each, why, and where it is written."""
    return "\n".join(f"- {_cause(cause)}" for cause in found)


def _cause(cause: engine.Cause) -> str:
    where = f" `{cause.rule}` · `{cause.at}`" if cause.at else ""
    points = f" ({cause.rule} {'point' if cause.rule == '+1' else 'points'})" if cause.rule.startswith("+") else ""
    return f"*{TURNS[cause.turn]}:* {plain(cause.because)}{points}{where}"


def counted(found: Sequence[engine.Difference]) -> str:
    """Return in one line how many things differ."""
    return words.count(len(found), "difference") + "."
