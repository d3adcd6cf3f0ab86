"""What became of a file of answers, row by row; the arrays stay behind, so that this is quick to import."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .pairs import Numbers
    from .people import People


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be used, by its number in the file, and what is wrong with it."""

    row: int
    messages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRead:
    """The people of a file, and what became of its rows.

    `rows` are their numbers in the file (of a CSV the head is row 1); `bad` counts the rows that cannot be used, of
    which `first_bad` are the first; `blank` rows say nothing; `left_open` are the questions without a column.
    """

    people: People
    rows: Numbers
    bad: int
    first_bad: tuple[BadRow, ...]
    blank: int
    left_open: tuple[str, ...]
