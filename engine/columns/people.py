"""Answers of many people as columns: one for each question, ticks as the bits of a number."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..knowledge import Knowledge
from ..model import Question
from ..truth import NOT_SURE
from .pairs import Bools, Numbers

NOTHING = "none"
NO_TICK = -1


@dataclass(frozen=True, slots=True)
class Column:
    """The answers to one question: who says something, who is not sure, and what is said.

    Bit i of `ticks` is the i-th of `options(question)`; `first` is the first tick that she named, "none" and
    "not sure" left out, or -1; `numbers` is not a number where nothing is said. What does not apply is None.
    """

    says: Bools
    unsure: Bools
    ticks: Numbers | None = None
    first: Numbers | None = None
    numbers: Numbers | None = None

    def changed(self, change: Callable[[Any], Any]) -> "Column":
        """Return the column with something done to each of its arrays."""
        others = (None if part is None else change(part) for part in (self.ticks, self.first, self.numbers))
        return Column(change(self.says), change(self.unsure), *others)


@dataclass(frozen=True, slots=True)
class People:
    """A table of people: one column for each question, one row for each person."""

    columns: Mapping[str, Column]
    size: int

    def rows(self, chosen: Any) -> "People":
        """Return some of the people: a slice, a mask or their places."""
        columns = {name: column.changed(lambda x: x[chosen]) for name, column in self.columns.items()}
        return People(columns, int(np.arange(self.size)[chosen].size))

    def pieces(self, length: int) -> Iterator["People"]:
        """Yield everybody in order, some at a time."""
        for first in range(0, self.size, length):
            yield self.rows(slice(first, first + length))


def joined(tables: Sequence[People]) -> People:
    """Return the people of several tables in one."""
    columns = {name: _joined([table.columns[name] for table in tables]) for name in tables[0].columns}
    return People(columns, sum(table.size for table in tables))


def _joined(columns: Sequence[Column]) -> Column:
    def put(name: str) -> Any:
        parts = [getattr(column, name) for column in columns]
        return None if parts[0] is None else np.concatenate(parts)

    return Column(*(put(name) for name in ("says", "unsure", "ticks", "first", "numbers")))


def options(question: Question) -> tuple[str, ...]:
    """Return what may stand in an answer, in the order of the bits; in a list "not sure" may stand beside ticks."""
    listed = question.type == "many_of" and question.not_sure
    return (*question.choices, *((NOT_SURE,) if listed else ()))


def bit(question: Question, option: str) -> int:
    """Return the number whose only bit stands for an option; 0 for what is no option."""
    known = options(question)
    return 1 << known.index(option) if option in known else 0


def bits(question: Question, chosen: Iterable[str]) -> int:
    """Return the number whose bits stand for some options."""
    return sum(bit(question, option) for option in set(chosen))


def empty_column(question: Question, size: int) -> Column:
    """Return the column of a question that everybody left open."""
    says, unsure = np.zeros(size, bool), np.zeros(size, bool)
    if question.is_number:
        return Column(says, unsure, numbers=np.full(size, np.nan))
    first = np.full(size, NO_TICK, np.int8) if question.type == "many_of" else None
    return Column(says, unsure, np.zeros(size, np.uint64), first)


def first_tick(question: Question, ticked: Iterable[str]) -> int:
    """Return the place among the options of the first tick that names something, or -1."""
    known = options(question)
    return next((known.index(x) for x in ticked if x not in (NOTHING, NOT_SURE)), NO_TICK)


def people_of(answers: Sequence[Mapping[str, Any]], knowledge: Knowledge) -> People:
    """Return whole answers, checked beforehand with `check_answers`, as a table of people."""
    columns = {
        question.id: _column(question, [given.get(question.id) for given in answers])
        for question in knowledge.questions.values()
    }
    return People(columns, len(answers))


def _column(question: Question, values: list[Any]) -> Column:
    column = empty_column(question, len(values))
    for row, value in enumerate(values):
        column.unsure[row] = value == NOT_SURE
        if value is not None and value != NOT_SURE:
            _put(column, question, row, value)
    return column


def _put(column: Column, question: Question, row: int, value: Any) -> None:
    column.says[row] = True
    if column.numbers is not None:
        column.numbers[row] = value
        return
    ticked = value if isinstance(value, list | tuple) else (value,)
    assert column.ticks is not None
    column.ticks[row] = bits(question, ticked)
    if column.first is not None:
        column.first[row] = first_tick(question, ticked)


def answers_of(people: People, row: int, knowledge: Knowledge) -> dict[str, Any]:
    """Return one person's answers as `assess` reads them."""
    found = {name: _value(knowledge.questions[name], column, row) for name, column in people.columns.items()}
    return {name: value for name, value in found.items() if value is not None}


def _value(question: Question, column: Column, row: int) -> Any:
    if not column.says[row]:
        return NOT_SURE if column.unsure[row] else None
    if column.numbers is not None:
        number = float(column.numbers[row])
        return int(number) if number == int(number) else number
    assert column.ticks is not None
    ticked = [option for place, option in enumerate(options(question)) if int(column.ticks[row]) >> place & 1]
    if column.first is None:
        return ticked[0]
    first = int(column.first[row])
    return sorted(ticked, key=lambda option: first == NO_TICK or option != options(question)[first])
