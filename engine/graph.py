"""The graph of exercises, derived from the knowledge; every edge says where it comes from."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from . import condition
from .knowledge import Knowledge
from .model import ExclusionRule, ExerciseFacts, Guide, Level, LevelRule, StageVerdicts, Verdict

NodeKind = Literal["exercise", "level", "pattern", "muscle", "equipment", "condition", "context"]
EdgeKind = Literal[
    "has_level",
    "progresses_to",
    "trains",
    "helps_with",
    "needs",
    "related_to",
    "ruled_out_for",
    "held_lower_for",
]
LINK = re.compile(r"\[(?P<name>[^\]]+)\]\(/(?:exercises|conditions|safety)/(?P<slug>[a-z0-9-]+)/?\)")
"""How a guide links to another guide."""


@dataclass(frozen=True, slots=True)
class Node:
    """Something the graph speaks of; `demand` is -1 for all but levels."""

    id: str
    kind: NodeKind
    name: str
    at: str
    label: str
    demand: int = -1
    exercise: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """One typed step from a node to another: where it is from, why, and what its kind adds."""

    kind: EdgeKind
    source: str
    target: str
    at: str
    because: str = ""
    sources: tuple[str, ...] = ()
    test: str = ""
    grade: str = ""
    role: str = ""
    measured: str = ""
    rule: str = ""
    property: str = ""
    until: str = ""
    instead: str = ""
    demand_at_most: int | None = None


@dataclass(frozen=True)
class Graph:
    """All nodes by id, and all edges."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    @cached_property
    def _from(self) -> dict[str, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def _to(self) -> dict[str, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)

    def of(self, kind: NodeKind) -> tuple[Node, ...]:
        """Return the nodes of a kind."""
        return tuple(node for node in self.nodes.values() if node.kind == kind)

    def from_(self, node: str, *kinds: EdgeKind) -> tuple[Edge, ...]:
        """Return the edges that leave a node, of these kinds or of all."""
        return tuple(edge for edge in self._from.get(node, ()) if not kinds or edge.kind in kinds)

    def to(self, node: str, *kinds: EdgeKind) -> tuple[Edge, ...]:
        """Return the edges that reach a node, of these kinds or of all."""
        return tuple(edge for edge in self._to.get(node, ()) if not kinds or edge.kind in kinds)

    def ladder(self, exercise: str) -> tuple[Node, ...]:
        """Return the levels of an exercise, easiest first."""
        return tuple(self.nodes[edge.target] for edge in self.from_(f"exercise:{exercise}", "has_level"))

    def same_work(self, exercise: str) -> dict[str, tuple[str, ...]]:
        """Return the exercises that share patterns or muscles with one, most first, and what they share."""
        mine = f"exercise:{exercise}"
        shared: dict[str, list[str]] = {}
        for edge in self.from_(mine, "trains", "helps_with"):
            for other in self.to(edge.target, edge.kind):
                if other.source != mine:
                    shared.setdefault(other.source, []).append(self.nodes[edge.target].label)
        order = sorted(shared, key=lambda node: (-len(shared[node]), node))
        return {self.nodes[node].name: tuple(shared[node]) for node in order}

    def without_end(self) -> tuple[Edge, ...]:
        """Return the edges whose source or target is no node; there should be none."""
        return tuple(x for x in self.edges if x.source not in self.nodes or x.target not in self.nodes)


def graph(knowledge: Knowledge) -> Graph:
    """Return the whole graph of exercises: nodes and typed edges, each with the file it is from."""
    nodes = {node.id: node for node in _nodes(knowledge)}
    edges = tuple(edge for exercise in knowledge.exercises.values() for edge in _of_exercise(exercise, knowledge))
    related = tuple(edge for guide in knowledge.guides.values() for edge in _related(guide, knowledge))
    return Graph(MappingProxyType(nodes), (*edges, *related))


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> dict[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for key, edge in pairs:
        found.setdefault(key, []).append(edge)
    return {key: tuple(edges) for key, edges in found.items()}


# -------------------------------------------------------------------- nodes
def _nodes(knowledge: Knowledge) -> Iterator[Node]:
    for exercise in knowledge.exercises.values():
        slug = exercise.slug
        yield Node(f"exercise:{slug}", "exercise", slug, exercise.at, exercise.name)
        for level in exercise.levels:
            yield Node(_level_id(slug, level.id), "level", level.id, level.at, level.title, level.demand, slug)
        for muscle in exercise.muscles:
            yield Node(f"muscle:{muscle.name}", "muscle", muscle.name, exercise.at, muscle.name)
    for pattern in knowledge.patterns.values():
        yield Node(f"pattern:{pattern.id}", "pattern", pattern.id, pattern.at, pattern.name)
    equipment = knowledge.questions["equipment"]
    for option, label in equipment.choices.items():
        yield Node(f"equipment:{option}", "equipment", option, equipment.at, label)
    for guide in knowledge.guides.values():
        if guide.kind == "condition":
            yield Node(f"condition:{guide.slug}", "condition", guide.slug, guide.at, guide.title)
    yield from _contexts(knowledge)


def _contexts(knowledge: Knowledge) -> Iterator[Node]:
    for rule in (*knowledge.exclusions, *knowledge.levels):
        whom = _whom(rule.when, knowledge)
        yield Node(f"context:{whom}", "context", whom, rule.at, whom)
    for stage in knowledge.verdicts.values():
        label = knowledge.facts[stage.stage].label
        yield Node(f"context:{label}", "context", label, stage.at, label)


def _level_id(exercise: str, level: str) -> str:
    return f"level:{exercise}/{level}"


def _whom(when: condition.Condition, knowledge: Knowledge) -> str:
    """Return a condition as a noun phrase, from the labels of its facts and the titles of its topics."""
    match when:
        case condition.Holds(fact):
            return knowledge.facts[fact].label
        case condition.Not(item):
            return f"not {_whom(item, knowledge)}"
        case condition.All(items):
            return ", and ".join(_whom(item, knowledge) for item in items)
        case condition.AnyOf(items) | condition.AtLeast(_, items):
            return ", or ".join(_whom(item, knowledge) for item in items)
    return _answer_in_words(when, knowledge)


def _answer_in_words(when: condition.Is | condition.Between, knowledge: Knowledge) -> str:
    question = knowledge.questions.get(when.name)
    name = _topic(when.name, knowledge) if question else knowledge.facts[when.name].label
    if isinstance(when, condition.Between):
        bounds = [f"at least {when.low:g}"] if when.low is not None else []
        bounds += [f"at most {when.high:g}"] if when.high is not None else []
        return f"{name}: {' and '.join(bounds)}"
    words = [question.choices.get(x, x) if question else x for x in when.values]
    return f"“{name}: {' / '.join(words)}”"


def _topic(question: str, knowledge: Knowledge) -> str:
    topic = knowledge.questions[question].topic
    return next(x.title for x in knowledge.vocabulary.topics if x.id == topic)


# -------------------------------------------------------------------- edges
def _of_exercise(exercise: ExerciseFacts, knowledge: Knowledge) -> Iterator[Edge]:
    here = f"exercise:{exercise.slug}"
    for muscle in exercise.muscles:
        target = f"muscle:{muscle.name}"
        at, sources = muscle.at or exercise.at, muscle.sources
        yield Edge("trains", here, target, at, sources=sources, role=muscle.role, measured=muscle.measured)
    for item in exercise.addresses:
        target, at = f"pattern:{item.pattern}", item.at or exercise.at
        yield Edge("helps_with", here, target, at, item.because, item.sources, grade=item.grade)
    for level in exercise.levels:
        yield Edge("has_level", here, _level_id(exercise.slug, level.id), level.at)
        yield from _of_level(exercise.slug, level, knowledge)
    for lower, higher in zip(exercise.levels, exercise.levels[1:], strict=False):
        source, target = _level_id(exercise.slug, lower.id), _level_id(exercise.slug, higher.id)
        yield Edge("progresses_to", source, target, lower.at, sources=lower.sources, test=lower.move_on)


def _of_level(exercise: str, level: Level, knowledge: Knowledge) -> Iterator[Edge]:
    here = _level_id(exercise, level.id)
    for need in level.needs:
        yield Edge("needs", here, f"equipment:{need}", level.at)
    for rule in knowledge.exclusions:
        if rule.do == "exclude":
            yield from _ruled_out(here, level, rule, knowledge)
    for stage in knowledge.verdicts.values():
        yield from _at_stage(here, level, stage, knowledge)
    for cap in knowledge.levels:
        if _holds_lower(cap, level):
            yield _held_lower(here, cap, knowledge)


def _ruled_out(here: str, level: Level, rule: ExclusionRule, knowledge: Knowledge) -> Iterator[Edge]:
    for prop in rule.for_:
        if prop in level.properties:
            yield Edge(
                "ruled_out_for",
                here,
                f"context:{_whom(rule.when, knowledge)}",
                rule.at,
                rule.because,
                rule.sources,
                rule=rule.id,
                property=prop,
                until=rule.until,
                instead=rule.instead,
            )


def _at_stage(here: str, level: Level, stage: StageVerdicts, knowledge: Knowledge) -> Iterator[Edge]:
    """Default deny: a property without a verdict rules the level out."""
    for prop in sorted(level.properties):
        verdict = stage.verdicts.get(prop)
        if verdict is None or verdict.verdict == "exclude":
            yield _of_verdict("ruled_out_for", here, prop, verdict, stage, knowledge)
        elif verdict.cap is not None and verdict.cap < level.demand:
            yield _of_verdict("held_lower_for", here, prop, verdict, stage, knowledge)


def _of_verdict(
    kind: EdgeKind, here: str, prop: str, verdict: Verdict | None, stage: StageVerdicts, knowledge: Knowledge
) -> Edge:
    return Edge(
        kind,
        here,
        f"context:{knowledge.facts[stage.stage].label}",
        verdict.at if verdict else stage.at,
        verdict.note if verdict else "",
        verdict.sources if verdict else (),
        rule=f"{stage.stage}: {prop}",
        property=prop,
        until=verdict.until if verdict else "",
        instead=verdict.instead if verdict else "",
        demand_at_most=verdict.cap if verdict else None,
    )


def _holds_lower(rule: LevelRule, level: Level) -> bool:
    """Whether a cap concerns a level; caps on a marked region depend on her alone."""
    cap = rule.demand_at_most
    if rule.kind != "context" or rule.scope == "marked" or cap is None or level.demand <= cap:
        return False
    by_property = rule.for_ == "all" or bool(set(rule.for_) & level.properties)
    return by_property and (rule.scope == "plan" or bool(set(rule.scope) & set(level.regions)))


def _held_lower(here: str, rule: LevelRule, knowledge: Knowledge) -> Edge:
    return Edge(
        "held_lower_for",
        here,
        f"context:{_whom(rule.when, knowledge)}",
        rule.at,
        rule.because,
        rule.sources,
        rule=rule.id,
        until=rule.until,
        instead=rule.adapt,
        demand_at_most=rule.demand_at_most,
    )


def _related(guide: Guide, knowledge: Knowledge) -> Iterator[Edge]:
    """Yield the edges of a guide's Related links; a link to a guide that is not written yet is none."""
    if guide.kind == "safety":
        return
    for title in ("Related Exercises", "Related Conditions"):
        section = guide.section(title)
        for match in LINK.finditer(section.markdown if section else ""):
            target = knowledge.guides.get(match["slug"])
            if target is not None and target.kind != "safety":
                yield Edge("related_to", f"{guide.kind}:{guide.slug}", f"{target.kind}:{target.slug}", guide.at)
