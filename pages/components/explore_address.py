"""The address of the explore page: what is picked and how the map is narrowed; never an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import streamlit as st

import engine
from engine import Graph, Knowledge, MapFilter

from . import articles, session, words

BY = {"body": "Part of the body", "kind": "Kind of movement"}
ONE_OF = ("muscle", "pattern", "region", "place", "minutes", "stage")
_MOST = 60  # characters shown of something that is not known
_YES = "1"


@dataclass(frozen=True, slots=True)
class View:
    """What the address asks for: a level, a filter, how rows are grouped, a life stage to compare, where to begin."""

    exercise: str
    level: str
    asked: bool
    wish: MapFilter
    by: str
    change: str
    begin: str

    @property
    def key(self) -> str:
        """The picked level as one word."""
        return f"{self.exercise}/{self.level}"


@st.cache_resource(show_spinner=False)
def choices() -> Mapping[str, Mapping[str, str]]:
    """Return what each part of the address may say, in words, by what it is called there."""
    knowledge, graph = session.knowledge(), session_graph()
    equipment = knowledge.questions["equipment"].choices
    stages = {stage.id: stage.name for stage in life_stages(knowledge)}
    return {
        "muscle": {node.name: node.label for node in graph.of("muscle")},
        "equipment": {name: text for name, text in equipment.items() if name != "none"} | {"none": equipment["none"]},
        "pattern": {pattern.id: pattern.name for pattern in knowledge.patterns.values()},
        "region": {region.id: region.label for region in knowledge.regions.values() if _trained(region.id, knowledge)},
        "place": dict(words.PLACES),
        "minutes": {str(x): f"Up to {x} minutes" for x in graph.file.minutes},
        "stage": stages,
        "change": dict(list(stages.items())[1:]),
        "by": BY,
        "safe": {_YES: "Only what is safe for me"},
    }


def _trained(region: str, knowledge: Knowledge) -> bool:
    return any(region in level.regions for exercise in knowledge.exercises.values() for level in exercise.levels)


def life_stages(knowledge: Knowledge) -> tuple[engine.LifeStage, ...]:
    """Return the life stages, or none if their file cannot be read: the map works without them."""
    try:
        return engine.life_stages(knowledge)
    except engine.SourceError:
        return ()


@st.cache_resource(show_spinner=False)
def session_graph() -> Graph:
    """Return the graph, built once a process."""
    found, shelf = engine.graph(session.knowledge()), articles.shelf()
    return engine.with_articles(found, shelf) if shelf else found


def read(knowledge: Knowledge, starts: Mapping[str, str]) -> tuple[View, list[str]]:
    """Return the view that the address asks for, and in words what of it had to be ignored.

    Args:
        knowledge: what `load` returned.
        starts: her level of each exercise, the first that of her plan: shown unless the address names another.
    """
    ignored = [f"“{name[:_MOST]}”" for name in st.query_params if name not in _KNOWN]
    found = {name: _one(name, ignored) for name in (*ONE_OF, "change", "by", "safe")}
    equipment = tuple(_some("equipment", ignored))
    wish = MapFilter(
        pattern=found["pattern"],
        muscle=found["muscle"],
        region=found["region"],
        equipment=equipment,
        place=found["place"],
        minutes=int(found["minutes"] or 0),
        stage=found["stage"],
        safe=bool(found["safe"]),
    )
    exercise, level, asked = _picked(knowledge, starts, ignored)
    begin = st.query_params.get("from", "")
    if begin and begin not in {f"{exercise}/{x.id}" for x in knowledge.exercises[exercise].levels}:
        ignored.append(f"from “{begin[:_MOST]}”")
        begin = ""
    return View(exercise, level, asked, wish, found["by"] or next(iter(BY)), found["change"], begin), ignored


_KNOWN = ("exercise", "level", "from", "equipment", "change", "by", "safe", *ONE_OF)


def _picked(knowledge: Knowledge, starts: Mapping[str, str], ignored: list[str]) -> tuple[str, str, bool]:
    asked, level = st.query_params.get("exercise", ""), st.query_params.get("level", "")
    if asked not in ("", *knowledge.exercises):
        ignored.append(f"exercise “{asked[:_MOST]}”")
    slug = asked if asked in knowledge.exercises else next(iter(starts or knowledge.usual_order))
    levels = [x.id for x in knowledge.exercises[slug].levels]
    if level not in ("", *levels):
        ignored.append(f"level “{level[:_MOST]}”")
    return slug, level if level in levels else starts.get(slug, levels[0]), bool(asked)


def _one(name: str, ignored: list[str]) -> str:
    return next(iter(_some(name, ignored, [st.query_params.get(name, "")])), "")


def _some(name: str, ignored: list[str], given: Iterable[str] | None = None) -> list[str]:
    told = [x for x in (st.query_params.get(name, "").split(",") if given is None else given) if x]
    ignored += [f"{name} “{x[:_MOST]}”" for x in told if x not in choices()[name]]
    return [x for x in told if x in choices()[name]]


# ------------------------------------------------------------------ changing
def put(name: str, chosen: str) -> None:
    """Put one thing into the address, or take it out if it is empty."""
    if chosen:
        st.query_params[name] = chosen
    else:
        st.query_params.pop(name, None)


def pick(exercise: str, level: str = "") -> None:
    """Put a level into the address; a beginning that belonged to another exercise goes."""
    if st.query_params.get("exercise") != exercise:
        st.query_params.pop("from", None)
    put("exercise", exercise)
    put("level", level)


def clear() -> None:
    """Take every filter out of the address."""
    for name in (*ONE_OF, "equipment", "safe"):
        st.query_params.pop(name, None)
