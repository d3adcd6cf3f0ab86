"""The graph in numbers: what trains which muscle how hard, what is joined to much or to little, and the evidence."""

from collections import Counter
from dataclasses import dataclass

from .types import TRAINING, EdgeKind, Graph, Node, exercise_id

_JOINS: tuple[EdgeKind, ...] = ("swaps_with", "related_to", "trains", "helps_with")


@dataclass(frozen=True, slots=True)
class Trained:
    """An exercise and a muscle that it trains, in which role."""

    exercise: Node
    muscle: Node
    role: str


@dataclass(frozen=True, slots=True)
class Connections:
    """An exercise and to how many other exercises something joins it, by kind: swap, link, muscle, pattern."""

    exercise: Node
    swaps: int
    links: int
    muscles: int
    patterns: int

    @property
    def all(self) -> int:
        """How many exercises it is joined to by a swap or a link: what somebody wrote, not what follows."""
        return self.swaps + self.links


@dataclass(frozen=True, slots=True)
class PatternEvidence:
    """How well the exercises for a pattern are supported: how many of each grade, and how many sources."""

    pattern: Node
    grades: dict[str, int]
    sources: int


def trained_muscles(found: Graph) -> tuple[Trained, ...]:
    """Return every pair of exercise and muscle once, with the strongest role."""
    order = ("main", "helper", "stabiliser", "stretched")
    best: dict[tuple[str, str], str] = {}
    for edge in (x for x in found.edges if x.kind == "trains"):
        key = edge.source, edge.target
        best[key] = min(best.get(key, edge.role), edge.role, key=order.index)
    return tuple(Trained(found.nodes[x], found.nodes[m], role) for (x, m), role in best.items())


def levels_by_muscle(found: Graph) -> Counter[tuple[str, int]]:
    """Return how many levels train a muscle as main work or as a help, by muscle and demand."""
    counts: Counter[tuple[str, int]] = Counter()
    for pair in trained_muscles(found):
        if pair.role in TRAINING:
            counts.update((pair.muscle.name, level.demand) for level in found.ladder(pair.exercise.name))
    return counts


def connections(found: Graph) -> tuple[Connections, ...]:
    """Return every exercise with what joins it to others, the most connected first."""
    rows = [Connections(node, *(len(_others(found, node, kind)) for kind in _JOINS)) for node in found.of("exercise")]
    return tuple(sorted(rows, key=lambda row: (-row.all, -row.muscles, row.exercise.name)))


def _others(found: Graph, node: Node, kind: EdgeKind) -> set[str]:
    """Return the other exercises that a kind of edge leads to: at once, or over a muscle or a pattern."""
    here = exercise_id(node.name)
    if kind == "swaps_with":
        ends = {
            found.nodes[x.target].exercise for level in found.ladder(node.name) for x in found.from_(level.id, kind)
        }
    elif kind == "related_to":
        both = {x.target for x in found.from_(here, kind)} | {x.source for x in found.to(here, kind)}
        ends = {found.nodes[x].name for x in both if found.nodes[x].kind == "exercise"}
    else:
        ends = {found.nodes[y.source].name for x in found.from_(here, kind) for y in found.to(x.target, kind)}
    return ends - {node.name}


def pattern_evidence(found: Graph) -> tuple[PatternEvidence, ...]:
    """Return for every pattern the grades of its exercises."""
    return tuple(_evidence(found, node) for node in found.of("pattern"))


def _evidence(found: Graph, pattern: Node) -> PatternEvidence:
    edges = found.to(pattern.id, "helps_with")
    counts = Counter(edge.grade for edge in edges)
    return PatternEvidence(pattern, {x: counts[x] for x in "ABCD"}, len({s for edge in edges for s in edge.sources}))
