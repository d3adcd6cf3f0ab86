"""What the graph is made of: typed nodes and edges, frozen, each edge with the place that it comes from."""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal, TypeVar

from .file import GraphFile

T = TypeVar("T")
NodeKind = Literal[
    "exercise",
    "level",
    "muscle",
    "pattern",
    "condition",
    "equipment",
    "property",
    "life_stage",
    "context",
    "article",
]
EdgeKind = Literal[
    "has_level",
    "progresses_to",
    "drops_back_to",
    "swaps_with",
    "trains",
    "helps_with",
    "needs",
    "asks",
    "related_to",
    "ruled_out_for",
    "held_lower_for",
]


TRAINING = ("main", "helper")
"""The roles in which a muscle is trained; steadying and being stretched are none."""


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
    words: str = ""
    rule: str = ""
    property: str = ""
    until: str = ""
    instead: str = ""
    demand_at_most: int | None = None


@dataclass(frozen=True)
class Graph:
    """All nodes by id, all edges, in words what was left out, and what data/graph.yaml says."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]
    ignored: tuple[str, ...] = ()
    file: GraphFile = field(default_factory=GraphFile)

    @cached_property
    def _from(self) -> dict[str, tuple[Edge, ...]]:
        return _grouped((edge.source, edge) for edge in self.edges)

    @cached_property
    def _to(self) -> dict[str, tuple[Edge, ...]]:
        return _grouped((edge.target, edge) for edge in self.edges)

    @cached_property
    def _known(self) -> dict[Hashable, Any]:
        return {}

    def once(self, name: Hashable, work_out: Callable[[], T]) -> T:
        """Return what was worked out of this graph by this name before, or work it out: a graph never changes."""
        if name not in self._known:
            self._known[name] = work_out()
        found: T = self._known[name]
        return found

    @cached_property
    def moves(self) -> Mapping[tuple[str, str], Edge]:
        """The edges along which one goes from a level to another, by their ends."""
        kinds = ("progresses_to", "swaps_with", "drops_back_to")
        return {(edge.source, edge.target): edge for edge in self.edges if edge.kind in kinds}

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
        return tuple(self.nodes[edge.target] for edge in self.from_(exercise_id(exercise), "has_level"))

    def with_more(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> "Graph":
        """Return the graph with further nodes and edges, such as articles and what they are related to."""
        whole = {**self.nodes, **{node.id: node for node in nodes}}
        return Graph(MappingProxyType(whole), (*self.edges, *edges), self.ignored, self.file)


def exercise_id(exercise: str) -> str:
    """Return the id of an exercise's node."""
    return f"exercise:{exercise}"


def level_id(exercise: str, level: str) -> str:
    """Return the id of a level's node."""
    return f"level:{exercise}/{level}"


def _grouped(pairs: Iterable[tuple[str, Edge]]) -> dict[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = {}
    for key, edge in pairs:
        found.setdefault(key, []).append(edge)
    return {key: tuple(edges) for key, edges in found.items()}
