"""Answers as cells of text, as a table outside holds them: read into columns, and written.

A cell is an option, a number, "not_sure", or nothing (left open). A list is options between semicolons, commas, bars or
blanks, the first one first; a list of nothing but "not_sure" ends in a semicolon, to be told from the bare answer.
"""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from ..knowledge import Knowledge
from ..model import Question
from ..names import wrong_answer
from ..truth import NOT_SURE
from .pairs import Bools, Numbers
from .people import NO_TICK, NOTHING, Column, People, bit, bits, empty_column, first_tick, options

_BETWEEN = re.compile(r"[;,|\s]+")


def read_cells(question: Question, cells: "pd.Series[Any]") -> tuple[Column, Bools]:
    """Return a column of text cells as answers, and which cells are no answer to the question.

    Every text is read once, however often it stands there.
    """
    codes, texts = pd.factorize(cells.astype("str").str.strip())
    column, wrong = _read(question, texts)
    return column.changed(lambda values: values[codes]), wrong[codes]


def _read(question: Question, texts: "pd.Index[Any]") -> tuple[Column, Bools]:
    column = empty_column(question, len(texts))
    blank, unsure = np.asarray(texts == ""), np.asarray(texts == NOT_SURE)
    column.unsure[:] = unsure & question.not_sure
    said = np.flatnonzero(~blank & ~unsure)
    right = np.zeros(len(texts), bool)
    if column.numbers is not None:
        column.numbers[said], right[said] = _numbers(question, texts[said])
    else:
        _read_options(question, column, texts, said, right)
    column.says[:] = right
    return column, ~(right | blank | column.unsure)


def _numbers(question: Question, texts: "pd.Index[Any]") -> tuple[Numbers, Bools]:
    numbers = np.asarray(pd.to_numeric(pd.Series(texts), errors="coerce"), float)
    with np.errstate(invalid="ignore"):
        inside = (numbers >= (question.min or 0)) & (numbers <= (question.max or 0))
        fine = numbers == np.round(numbers, 0 if question.grain == 1 else 1)
    right: Bools = inside & fine
    return np.where(right, numbers, np.nan), right


def _read_options(question: Question, column: Column, texts: "pd.Index[Any]", said: Numbers, right: Bools) -> None:
    assert column.ticks is not None
    read = _ticks if question.type == "many_of" else _one
    for place in said:
        ticked = read(question, str(texts[place]))
        if ticked:
            right[place] = True
            column.ticks[place] = bits(question, ticked)
            if column.first is not None:
                column.first[place] = first_tick(question, ticked)


def _one(question: Question, text: str) -> list[str]:
    return [text] if bit(question, text) else []


def _ticks(question: Question, text: str) -> list[str]:
    """Return the options that a text lists, or none if it is no answer."""
    ticked = in_list(text)
    right = all(bit(question, option) for option in ticked) and len(set(ticked)) == len(ticked)
    return ticked if right and (NOTHING not in ticked or len(ticked) == 1) else []


def in_list(text: str) -> list[str]:
    """Return the options between the separators of a text."""
    return [part for part in _BETWEEN.split(text) if part]


def what_is_wrong(question: Question, text: str) -> str:
    """Return what is wrong with a cell, as it is said of any other answer."""
    value: Any = text
    if question.is_number:
        number = pd.to_numeric(pd.Series([text]), errors="coerce").iloc[0]
        value = text if pd.isna(number) else float(number)
    elif question.type == "many_of" and text != NOT_SURE:
        value = in_list(text)
    return wrong_answer(question, value)


# -------------------------------------------------------------------- writing
def as_table(people: People, knowledge: Knowledge) -> pd.DataFrame:
    """Return people as a table of text, a column for each question, which `read_table` reads back exactly."""
    columns = {name: _texts(knowledge.questions[name], column) for name, column in people.columns.items()}
    return pd.DataFrame(columns, index=pd.RangeIndex(people.size))


def _texts(question: Question, column: Column) -> Numbers:
    """Return the texts of a column; each different answer is written once."""
    if column.numbers is not None:
        different, codes = np.unique(np.where(column.says, column.numbers, np.nan), return_inverse=True)
        found = np.array(["" if np.isnan(x) else f"{x:g}" for x in different], object)[codes]
    else:
        assert column.ticks is not None
        first = column.first if column.first is not None else np.full(len(column.ticks), NO_TICK)
        pairs = pd.MultiIndex.from_arrays([column.ticks, first])
        codes, unique = pd.factorize(pairs)
        found = np.array([_listed(question, int(x), int(place)) for x, place in unique], object)[codes]
    return np.where(column.unsure, NOT_SURE, found)


def _listed(question: Question, ticks: int, first: int) -> str:
    known = options(question)
    ticked: Sequence[str] = [option for place, option in enumerate(known) if ticks >> place & 1]
    ticked = sorted(ticked, key=lambda option: first == NO_TICK or option != known[first])
    return f"{NOT_SURE};" if list(ticked) == [NOT_SURE] else ";".join(ticked)
