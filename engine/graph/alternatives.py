"""What else does the work: exercises that train the same, and levels to do instead of one that cannot be done."""

from collections.abc import Collection
from math import hypot

from .types import Graph, Node, exercise_id

_COUNTS = {"main": 3, "helper": 2, "stabiliser": 1}
"""What a muscle counts by its role, when exercises are ordered by how alike they are; shown nowhere."""


def same_work(found: Graph, exercise: str) -> dict[str, tuple[str, ...]]:
    """Return the exercises that work the same muscles, its own kind first, then the most alike; and what they share.

    Alike is the cosine between what two exercises do to each muscle; stretching goes with stretching only. Muscles
    that only steady in both are not shared work.
    """
    return found.once(("same work", exercise), lambda: _same_work(found, exercise))


def _same_work(found: Graph, exercise: str) -> dict[str, tuple[str, ...]]:
    mine, kin = _work(found, exercise_id(exercise)), kindred(found, exercise)
    others = {edge.source for muscle in mine for edge in found.to(muscle, "trains")} - {exercise_id(exercise)}
    alike = {}
    for other in others:
        theirs = _work(found, other)
        shared = [x for x in mine if x in theirs and mine[x] + theirs[x] > 2 * _COUNTS["stabiliser"]]
        if shared and _stretches(found, other) == _stretches(found, exercise_id(exercise)):
            alike[other] = sum(mine[x] * theirs[x] for x in shared) / hypot(*theirs.values()), shared
    order = sorted(alike, key=lambda node: (found.nodes[node].name not in kin, -alike[node][0], node))
    return {found.nodes[x].name: tuple(found.nodes[muscle].label for muscle in alike[x][1]) for x in order}


def kindred(found: Graph, exercise: str) -> frozenset[str]:
    """Return the exercises of the same kind with which an exercise has a level in common."""
    swaps = (edge for level in found.ladder(exercise) for edge in found.from_(level.id, "swaps_with"))
    return frozenset(found.nodes[edge.target].exercise for edge in swaps)


def _work(found: Graph, exercise: str) -> dict[str, int]:
    """Return what an exercise does to each muscle, as a number."""
    counts: dict[str, int] = {}
    for edge in found.from_(exercise, "trains"):
        counts[edge.target] = max(counts.get(edge.target, 0), _COUNTS.get(edge.role, 2))
    return counts


def _stretches(found: Graph, exercise: str) -> bool:
    return any(edge.role == "stretched" for edge in found.from_(exercise, "trains"))


def instead_of(
    found: Graph, level: str, without: Collection[str] = (), allowed: Collection[str] | None = None
) -> tuple[Node, ...]:
    """Return the levels to do instead of one, the nearest first, at most one of each exercise.

    Args:
        found: the graph.
        level: the id of the level's node.
        without: equipment that is not there; a level that needs it is none.
        allowed: the ids of the levels to choose from, or None for all.
    """
    mine = found.nodes[level]
    kin = kindred(found, mine.exercise)
    work = list(same_work(found, mine.exercise))
    near: dict[str, tuple[tuple[int, int, int], Node]] = {}
    for slug in dict.fromkeys((mine.exercise, *sorted(kin), *work)):
        for node in found.ladder(slug):
            if node.id != level and _fits(found, node, mine, without, allowed):
                far = (abs(node.demand - mine.demand), slug not in kin, work.index(slug) if slug in work else len(work))
                near[slug] = min(near.get(slug, (far, node)), (far, node), key=lambda pair: pair[0])
    return tuple(node for _, node in sorted(near.values(), key=lambda pair: pair[0]))


def _fits(found: Graph, node: Node, mine: Node, without: Collection[str], allowed: Collection[str] | None) -> bool:
    """Whether a level may stand in for another: within one step of demand, with what is there, and allowed."""
    needs = {found.nodes[edge.target].name for edge in found.from_(node.id, "needs")}
    near = abs(node.demand - mine.demand) <= 1
    return near and not needs & set(without) and (allowed is None or node.id in allowed)


def leads_to(found: Graph, level: str) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Return what a level leads to: the levels above it on its ladder, and the levels it may be swapped for."""
    above = [node for node in found.ladder(found.nodes[level].exercise) if node.demand > found.nodes[level].demand]
    return tuple(above), tuple(found.nodes[edge.target] for edge in found.from_(level, "swaps_with"))
