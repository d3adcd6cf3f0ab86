"""The graph of exercises: typed nodes and edges derived from the knowledge, and what can be asked of it."""

from .alternatives import instead_of, leads_to, same_work
from .build import LINK, graph
from .changes import LevelChange, life_stages, stage_changes, stage_levels
from .filters import MapFilter, fitting_levels
from .numbers import connections, levels_by_muscle, pattern_evidence, trained_muscles
from .paths import Way, WayStep, way_to
from .types import Edge, EdgeKind, Graph, Node, NodeKind

__all__ = [
    "LINK",
    "Edge",
    "EdgeKind",
    "Graph",
    "LevelChange",
    "MapFilter",
    "Node",
    "NodeKind",
    "Way",
    "WayStep",
    "connections",
    "fitting_levels",
    "graph",
    "instead_of",
    "leads_to",
    "levels_by_muscle",
    "life_stages",
    "pattern_evidence",
    "same_work",
    "stage_changes",
    "stage_levels",
    "trained_muscles",
    "way_to",
]
