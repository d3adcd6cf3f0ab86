"""Ways along the graph: from what she can do to a level she wants, each step with its test and a guess of weeks."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ..condition import Condition
from ..knowledge import Knowledge
from ..results import Assessment, Reason
from ..standing import within_reach
from .alternatives import instead_of
from .types import Graph, level_id

Weeks = tuple[int, int]
How = Literal["begin", "progress", "swap", "drop"]
_HOW: Mapping[str, How] = {"progresses_to": "progress", "swaps_with": "swap", "drops_back_to": "drop"}
_CHANGE = 2.0  # weeks added when another exercise comes in, so that a ladder is left only where it must be
_UNKNOWN: Weeks = (1, 1)  # where data/graph.yaml cannot be read, every step counts the same and no weeks are shown


@dataclass(frozen=True, slots=True)
class WayStep:
    """One level on the way: how it is come to, the test that ends it, and the weeks it may take; none for the last."""

    level: str
    how: How
    test: str = ""
    weeks: Weeks | None = None


@dataclass(frozen=True, slots=True)
class Blocked:
    """A level that she is not permitted, and why."""

    level: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a level: its steps, and where it is blocked, by what, and what goes round it."""

    target: str
    steps: tuple[WayStep, ...]
    blocked: tuple[Blocked, ...] = ()
    instead: tuple[str, ...] = ()
    guess: str = ""
    sources: tuple[str, ...] = ()

    @property
    def arrives(self) -> bool:
        """Whether its last step is the level that was asked for."""
        return bool(self.steps) and self.steps[-1].level == self.target

    @property
    def weeks(self) -> Weeks | None:
        """The weeks of the whole way, from the fewest to the most; None if it is no way or no guess."""
        told = [step.weeks for step in self.steps if step.weeks]
        return (sum(low for low, _ in told), sum(high for _, high in told)) if told and self.guess else None


def way_to(
    found: Graph, knowledge: Knowledge, target: str, assessment: Assessment | None = None, begin: str | None = None
) -> Way:
    """Return the shortest safe way to a level.

    It runs along progressions, and over swaps and steps back where it must; nothing that she is not permitted is on
    it. Weeks are a guess from data/graph.yaml: the least that is advised to the most that is plausible.

    Args:
        found: the graph.
        knowledge: what `load` returned.
        target: the id of the level's node.
        assessment: hers, or None for anybody.
        begin: the id of the level that she can do; else where she may start, or the easiest levels.
    """
    walk = _Walk(found, knowledge, assessment)
    beginnings = [begin] if begin else walk.beginnings(target)
    blocked = walk.blocked(target, beginnings)
    steps = walk.steps(beginnings, target) or walk.steps(beginnings, walk.highest_below(target, blocked))
    arrives = bool(steps) and steps[-1].level == target
    around = () if arrives else tuple(node.id for node in instead_of(found, target, allowed=walk.allowed))
    guess, sources = (walk.times.because, walk.times.sources) if walk.times else ("", ())
    return Way(target, steps, blocked, around, guess, sources)


class _Walk:
    """The levels that one person may walk along, and how long each may take."""

    def __init__(self, found: Graph, knowledge: Knowledge, assessment: Assessment | None) -> None:
        self.found = found
        self.knowledge = knowledge
        self.assessment = assessment
        self.times = found.file.weeks
        self.allowed = _allowed(found, knowledge, assessment)

    def beginnings(self, target: str) -> list[str]:
        """Return where she may start today; without answers, the easiest level of every ladder."""
        ladders = [self.found.ladder(node.name) for node in self.found.of("exercise")]
        if self.assessment is None:
            return [ladder[0].id for ladder in ladders if ladder]
        rungs = self.assessment.levels.ladders
        startable = {level_id(x.exercise, rung.level) for x in rungs.values() for rung in x.rungs if rung.startable}
        return [node.id for ladder in ladders for node in ladder if node.id in startable & set(self.allowed)]

    def steps(self, beginnings: Collection[str], target: str | None) -> tuple[WayStep, ...]:
        """Return the steps to a level, or none if no way leads there."""
        import networkx

        if target is None or target not in self.allowed:
            return ()
        ways: networkx.DiGraph[str] = networkx.DiGraph()
        ways.add_node(target)
        for node in beginnings:
            ways.add_edge("", node, weight=0 if self._exercise(node) == self._exercise(target) else _CHANGE)
        for edge in self.found.moves.values():
            if edge.source in self.allowed and edge.target in self.allowed:
                ways.add_edge(edge.source, edge.target, weight=self._effort(edge.kind, edge.source))
        try:
            nodes = networkx.dijkstra_path(ways, "", target)[1:]
        except (networkx.NetworkXNoPath, networkx.NodeNotFound):
            return ()
        return tuple(self._step(nodes, place) for place in range(len(nodes)))

    def _step(self, nodes: list[str], place: int) -> WayStep:
        come = self.found.moves[nodes[place - 1], nodes[place]] if place else None
        leave = self.found.moves[nodes[place], nodes[place + 1]] if place + 1 < len(nodes) else None
        how: How = _HOW[come.kind] if come else "begin"
        return WayStep(nodes[place], how, leave.test if leave else "", self._weeks(nodes[place]) if leave else None)

    def _exercise(self, level: str) -> str:
        return self.found.nodes[level].exercise

    def _effort(self, kind: str, source: str) -> float:
        low, high = self._weeks(source)
        return 1.0 if kind == "drops_back_to" else (low + high) / 2 + (_CHANGE if kind == "swaps_with" else 0)

    def _weeks(self, level: str) -> Weeks:
        return self._at_demand(self.found.nodes[level].demand)

    @cache  # noqa: B019 - a walk lives for one way only
    def _at_demand(self, demand: int) -> Weeks:
        step = next((x for x in self.times.steps if x.demand == demand), None) if self.times else None
        if step is None or self.times is None:
            return _UNKNOWN
        least = max([step.at_least, *(x.at_least for x in self.times.slower if self._holds(x.when))])
        return least, max(step.at_most, 2 * least)

    def _holds(self, when: Condition) -> bool:
        return self.assessment is not None and self.assessment.facts.person.truth(when) is not False

    def blocked(self, target: str, beginnings: Collection[str]) -> tuple[Blocked, ...]:
        """Return the levels between where she may begin and the target, it included, that she is not permitted."""
        ladder = self.found.ladder(self._exercise(target))
        begun = max((node.demand for node in ladder if node.id in beginnings), default=-1)
        between = [x for x in ladder if begun < x.demand <= self.found.nodes[target].demand or x.id == target]
        return tuple(Blocked(node.id, self._reasons(node.id)) for node in between if node.id not in self.allowed)

    def _reasons(self, level: str) -> tuple[Reason, ...]:
        if self.assessment is None or self.assessment.triage.closed:
            return ()
        return self.assessment.levels.ladders[self._exercise(level)].rung(self.found.nodes[level].name).reasons

    def highest_below(self, target: str, blocked: Collection[Blocked]) -> str | None:
        """Return the highest level of the same ladder that is below the target and below whatever blocks the way."""
        top = min((self.found.nodes[x.level].demand for x in blocked), default=self.found.nodes[target].demand)
        below = [x.id for x in self.found.ladder(self._exercise(target)) if x.demand < top and x.id in self.allowed]
        return below[-1] if below else None


def _allowed(found: Graph, knowledge: Knowledge, assessment: Assessment | None) -> frozenset[str]:
    """Return the ids of the levels that she may come to; all without answers, none while her plan is closed."""
    if assessment is None:
        return frozenset(node.id for node in found.of("level"))
    return frozenset(level_id(exercise, level) for exercise, level in within_reach(assessment, knowledge))
