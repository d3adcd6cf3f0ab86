"""The made-up population: its spreads name what exists, add up, and can be reached."""

from engine.columns import population_file
from engine.knowledge import Knowledge

from . import Check, Found


def spreads_are_right(knowledge: Knowledge) -> Found:
    """Yield nothing: what is wrong with the file is raised when it is read, at its lines."""
    population_file.read(knowledge)
    return ()


CHECKS = (
    Check(
        "population-adds-up",
        "the shares of data/population.yaml come to 1 and name questions and options that exist, asked before",
        spreads_are_right,
    ),
)
