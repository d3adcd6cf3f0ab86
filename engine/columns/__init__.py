"""Many people at once: made up or read from a file, evaluated as columns, and counted.

numpy, pandas and pyarrow are imported when one of these is first called: no other page or command waits for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..knowledge import Knowledge
from .counts import Count, LevelCount, PatternCount, PopulationCounts, population_counts
from .report import BadRow, TableRead

if TYPE_CHECKING:
    from .evaluated import Evaluated
    from .people import People

__all__ = [
    "BadRow",
    "Count",
    "LevelCount",
    "PatternCount",
    "PopulationCounts",
    "TableRead",
    "evaluate",
    "population",
    "population_counts",
    "read_table",
]

MOST_ROWS = 2_000_000


def population(knowledge: Knowledge, size: int | None = None, seed: int | None = None) -> People:
    """Return made-up people, spread as data/population.yaml says; the same size and seed give the same people.

    Raises:
        SourceError: data/population.yaml cannot be used.
        ValueError: the size is less than one, or the spreads contradict each other nearly always.
    """
    from .made_up import made_up

    return made_up(knowledge, size, seed)


def read_table(content: bytes, name: str, knowledge: Knowledge, at_most: int = MOST_ROWS) -> TableRead:
    """Return the people of a CSV or Parquet file; a row that cannot be used is told, and left out as a whole.

    Raises:
        AnswersError: it is no such file, it is empty, too long, or a column names no question; nothing is read then.
    """
    from .table_file import read

    return read(content, name, knowledge, at_most)


def evaluate(people: People, knowledge: Knowledge) -> Evaluated:
    """Return what each person's assessment comes to: the same as `assess` one by one, all at once."""
    from .evaluated import evaluate as run

    return run(people, knowledge)
