"""The map of all exercises as a timetable: our own drawing, sent once; after that only what has changed."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import streamlit as st

import engine
from engine import Assessment, ExerciseFacts, Knowledge, Level, LevelChange

from . import explore_address, session, words
from .explore_address import View

KEY = "explore:map"
DETAIL = ".st-key-explore-all-about"
LevelKey = tuple[str, str]
CODES = {
    "n": "neutral",
    "w": "now",
    "e": "next",
    "r": "reserve",
    "i": "not_relevant",
    "d": "done",
    "l": "later",
    "h": "held_back",
    "s": "same",
    "a": "adapted",
    "o": "out",
}
_CODE = {state: code for code, state in CODES.items()}
_INTERFACE = {
    "axis": "Demand",
    "legend": "What the marks mean",
    "exercises": "exercises",
    "planned": "in your plan",
    "yours": "Yours:",
    "then": "Next:",
    "unfit": "Does not fit the filter",
    "test": "To move on:",
    "more": "Everything about this level",
    "none": "Nothing fits all of this. Take a filter away.",
    "open_all": "Open all",
    "close_all": "Close all",
    "svg": "Save the map (SVG)",
    "png": "Save the map (PNG)",
    "title": "Plumbline: the map of exercises",
    "note": "Education, not a diagnosis. Each row is one exercise; it gets harder from left to right.",
}
_HERE = Path(__file__).parent
_HEAR = """export default function ({ data }) {
  window.plumblineMap = data;
  window.dispatchEvent(new CustomEvent("plumbline:map", { detail: data }));
}"""

_drawing = st.components.v2.component(
    "plumbline_map",
    html='<div class="map"></div>',
    css=(_HERE / "explore_map.css").read_text(encoding="utf-8"),
    js=(_HERE / "explore_map.js").read_text(encoding="utf-8"),
)
_state = st.components.v2.component("plumbline_map_state", js=_HEAR)


# ------------------------------------------------------------- sent only once
@st.cache_resource(show_spinner=False)
def layout() -> dict[str, Any]:
    """Return what never changes: rows, levels, groups, the scale, swaps, and the words of the map."""
    knowledge = session.knowledge()
    keys, in_order = order(), [knowledge.exercises[slug] for slug in knowledge.usual_order]
    return {
        "axis": _axis(knowledge),
        "rows": _rows(knowledge),
        "levels": [_level(x, level, knowledge) for x in in_order for level in x.levels],
        "groups": {"body": _parts(knowledge), "kind": [[x.id, x.name] for x in knowledge.groups.values()]},
        "swaps": _swaps(keys),
        "codes": CODES,
        "detail": DETAIL,
        "words": {**_INTERFACE, "states": {**words.STATES}},
    }


@st.cache_resource(show_spinner=False)
def _layout_as_text() -> str:
    """Return the same as it is sent: to write it anew with each run would take as long as all else."""
    return json.dumps(layout())


@st.cache_resource(show_spinner=False)
def order() -> tuple[LevelKey, ...]:
    """Return every level in the order of the map."""
    knowledge = session.knowledge()
    exercises = map(knowledge.exercises.__getitem__, knowledge.usual_order)
    return tuple((exercise.slug, level.id) for exercise in exercises for level in exercise.levels)


def _axis(knowledge: Knowledge) -> list[str]:
    top = max(level.demand for exercise in knowledge.exercises.values() for level in exercise.levels)
    return [x.name for x in sorted(knowledge.demand.anchors, key=lambda x: x.demand) if x.demand <= top]


def part_of(knowledge: Knowledge, slug: str) -> str:
    """Return the part of the body that an exercise is mainly for."""
    return knowledge.regions[knowledge.exercises[slug].regions[0]].group


def _parts(knowledge: Knowledge) -> list[list[str]]:
    parts = dict.fromkeys(part_of(knowledge, slug) for slug in knowledge.usual_order)
    return [[part, part.capitalize()] for part in parts]


def _rows(knowledge: Knowledge) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for slug in knowledge.usual_order:
        exercise = knowledge.exercises[slug]
        first = rows[-1]["first"] + rows[-1]["count"] if rows else 0
        groups = {"body": part_of(knowledge, slug), "kind": exercise.group}
        rows.append(
            {"slug": slug, "name": exercise.name, "first": first, "count": len(exercise.levels), "groups": groups}
        )
    return rows


def _level(exercise: ExerciseFacts, level: Level, knowledge: Knowledge) -> dict[str, Any]:
    where = " or ".join(words.PLACES[x] for x in level.movement["place"])
    minutes = max(1, round(level.seconds / 60))
    needs = words.needs(knowledge, level.needs).lower()
    return {
        "slug": exercise.slug,
        "id": level.id,
        "title": level.title,
        "demand": level.demand,
        "facts": f"{where} · about {minutes} {'minute' if minutes == 1 else 'minutes'} · needs {needs}",
        "test": "" if level is exercise.levels[-1] else level.move_on,
    }


def _swaps(keys: tuple[LevelKey, ...]) -> dict[int, list[int]]:
    places = {f"level:{slug}/{level}": i for i, (slug, level) in enumerate(keys)}
    edges = (edge for edge in explore_address.session_graph().edges if edge.kind == "swaps_with")
    found: dict[int, list[int]] = {}
    for edge in edges:
        found.setdefault(places[edge.source], []).append(places[edge.target])
    return found


# ----------------------------------------------------------- sent when it changes
def starts(assessment: Assessment | None, hers: Mapping[LevelKey, engine.Standing]) -> dict[str, str]:
    """Return her level of each exercise, those of her plan first."""
    planned = {x.exercise: x.level for x in assessment.programme.chosen} if assessment else {}
    own = {slug: level for (slug, level), standing in hers.items() if standing in ("reserve", "not_relevant")}
    return {**planned, **own}


def states(hers: Mapping[LevelKey, engine.Standing], changes: tuple[LevelChange, ...] | None) -> Mapping[LevelKey, str]:
    """Return the state of each level on the map: what a life stage changes, or where it stands for her, or neither."""
    if changes is not None:
        changed = {(x.exercise, x.level): x.what for x in changes}
        return {key: changed.get(key, "same") for key in order()}
    return hers or dict.fromkeys(order(), "neutral")


def show(
    view: View,
    standing: Mapping[LevelKey, str],
    fitting: frozenset[LevelKey],
    ticket: list[str],
) -> None:
    """Show the map; a tap or Enter on a mark picks its level."""
    keys = order()
    _drawing(key=KEY, data=_layout_as_text(), on_pick_change=_picked)
    _state(
        key=f"{KEY}:state",
        data={
            "by": view.by,
            "states": "".join(_CODE[standing[key]] for key in keys),
            "fit": "".join("01"[key in fitting] for key in keys),
            "picked": keys.index((view.exercise, view.level)),
            "asked": view.asked,
            "hers": "neutral" not in standing.values() and not view.change,
            "ticket": ticket,
        },
    )


def _picked() -> None:
    """Keep a tapped level in the address, if it is one: what a browser sends is not trusted."""
    told = str((session.view(KEY) or {}).get("pick", ""))
    slug, _, level = told.partition("/")
    if (slug, level) in order():
        explore_address.pick(slug, level)
