"""The graph for other programs: node-link JSON and GraphML, with `kind` on every node and every edge."""

import json

from .network import network
from .types import Graph

FORMATS = ("json", "graphml")


def as_text(found: Graph, kind: str) -> str:
    """Return the graph in one of the formats, as networkx, Gephi and yEd read them."""
    return as_json(found) if kind == "json" else as_graphml(found)


def as_json(found: Graph) -> str:
    """Return the graph as node-link JSON."""
    import networkx

    data = networkx.node_link_data(network(found), edges="edges")
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_graphml(found: Graph) -> str:
    """Return the graph as GraphML."""
    import networkx

    return "\n".join(networkx.generate_graphml(network(found))) + "\n"


def counted(found: Graph) -> str:
    """Return in one line what the graph holds."""
    kinds = {edge.kind for edge in found.edges}
    return f"{len(found.nodes)} nodes and {len(found.edges)} edges of {len(kinds)} kinds"
