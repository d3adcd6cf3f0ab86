"""What must hold of the graph: no dangling end, ladders that rise without a circle, no level and no node cut off."""

from collections.abc import Iterator

from ..knowledge import Knowledge
from ..source import Problem
from .build import graph
from .file import read
from .network import network
from .types import Edge, Graph


def problems(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield everything that is wrong with the graph of a knowledge."""
    read(knowledge)
    found = graph(knowledge)
    for message in found.ignored:
        where, _, what = message.partition(": ")
        yield Problem(where, what)
    yield from unsound(found)


def unsound(found: Graph) -> Iterator[Problem]:
    """Yield what no graph may have, each with its place."""
    for edge in without_end(found):
        yield Problem(edge.at, f"{edge.kind} leads from '{edge.source}' to '{edge.target}', and one of them is nothing")
    yield from _falling(found)
    yield from _circles(found)
    yield from _unreached(found)
    yield from _orphans(found)


def without_end(found: Graph) -> tuple[Edge, ...]:
    """Return the edges whose source or target is no node; there should be none."""
    return tuple(x for x in found.edges if x.source not in found.nodes or x.target not in found.nodes)


def _falling(found: Graph) -> Iterator[Problem]:
    for edge in (x for x in found.edges if x.kind == "progresses_to"):
        source, target = found.nodes.get(edge.source), found.nodes.get(edge.target)
        if source and target and source.demand >= target.demand:
            yield Problem(edge.at, f"'{source.name}' progresses to '{target.name}', which demands no more")


def _circles(found: Graph) -> Iterator[Problem]:
    import networkx

    ladders = network(found, ["progresses_to"])
    for circle in networkx.simple_cycles(ladders) if not networkx.is_directed_acyclic_graph(ladders) else ():
        first = circle.index(min(circle))
        node = found.nodes[circle[first]]
        way = " → ".join((*circle[first:], *circle[:first]))
        yield Problem(node.at, f"'{node.name}' leads back to itself: {way}")


def _unreached(found: Graph) -> Iterator[Problem]:
    """Yield every level to which no way leads from a level that begins a ladder."""
    import networkx

    ways = network(found, ["progresses_to"])
    levels = [node.id for node in found.of("level")]
    first = [found.ladder(node.name)[0].id for node in found.of("exercise") if found.ladder(node.name)]
    reached = set(first).union(*(networkx.descendants(ways, node) for node in first))
    for node in (found.nodes[x] for x in levels if x not in reached):
        yield Problem(node.at, f"level '{node.name}' of '{node.exercise}' is reached from no level that needs nothing")


def _orphans(found: Graph) -> Iterator[Problem]:
    """Yield every exercise, level, muscle or condition that nothing joins to the rest."""
    joined = {end for edge in found.edges for end in (edge.source, edge.target)}
    for node in found.nodes.values():
        if node.id not in joined and node.kind in ("exercise", "level", "muscle", "condition", "article"):
            yield Problem(node.at, f"{node.kind} '{node.name}' is joined to nothing")
