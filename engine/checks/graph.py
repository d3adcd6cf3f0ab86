"""The graph of exercises: it can be built whole, and every level in it can be come to."""

from engine.graph.soundness import problems

from . import Check

CHECKS = (
    Check(
        "graph-is-sound",
        "ladders rise without a circle, every level is reached, nothing is cut off, no edge dangles",
        problems,
    ),
)
