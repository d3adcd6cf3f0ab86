"""The graph as networkx sees it: for checks, for paths, and for other programs."""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from .types import EdgeKind, Graph

Network = Any  # networkx.MultiDiGraph, which comes without types and is imported only where it is used


def network(found: Graph, kinds: Iterable[EdgeKind] | None = None) -> Network:
    """Return nodes and edges, of some kinds or of all, as a networkx graph with every field as an attribute."""
    import networkx

    wanted = None if kinds is None else set(kinds)
    made: Network = networkx.MultiDiGraph()
    for node in found.nodes.values():
        made.add_node(node.id, **_attributes(node))
    for edge in found.edges:
        if wanted is None or edge.kind in wanted:
            made.add_edge(edge.source, edge.target, **_attributes(edge))
    return made


def _attributes(item: Any) -> dict[str, str | int]:
    """Return what is said of a node or an edge; its ends are told by the network, and what is empty is not."""
    told = {key: value for key, value in asdict(item).items() if key not in ("id", "source", "target")}
    flat = {key: ", ".join(value) if isinstance(value, tuple) else value for key, value in told.items()}
    return {key: value for key, value in flat.items() if value not in ("", None, -1)}
