"""A table of answers that somebody brings, CSV or Parquet: read with a limit on everything, and reported on."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow
import pyarrow.csv
import pyarrow.parquet

from ..answers import AnswersError
from ..knowledge import Knowledge
from ..names import did_you_mean, shortened
from .cells import read_cells, what_is_wrong
from .pairs import Bools, Numbers
from .people import NOTHING, People, empty_column
from .report import BadRow, TableRead

TOLD, TOLD_OF_A_ROW = 20, 3
MAX_HEAD = 100_000
MAX_PARQUET = 2_000_000_000  # a small file can unpack to any size
PARQUET = b"PAR1"
BETWEEN = "."  # a column for one option of a list: question.option
YES, NO = ("true", "1", "1.0", "yes", "x"), ("false", "0", "0.0", "no")


@dataclass(frozen=True, slots=True)
class _Cells:
    """A file as cells of text, the numbers of its rows, and the rows of another length: how many, and the first."""

    table: pd.DataFrame
    rows: Numbers
    misshapen: int = 0
    first_misshapen: tuple[BadRow, ...] = ()


def read(content: bytes, name: str, knowledge: Knowledge, at_most: int) -> TableRead:
    """Return the people of a CSV or Parquet file; a row that cannot be used is told, and left out as a whole.

    Raises:
        AnswersError: it is no such file, it is empty, too long, or a column names no question; nothing is read then.
    """
    cells = _parquet(content, name, at_most) if content[:4] == PARQUET else _csv(content, name, at_most)
    if wrong := list(_wrong_columns(list(cells.table.columns), knowledge)):
        raise AnswersError(f"{name}: {message}" for message in wrong)
    found = _read(cells, knowledge)
    if not len(cells.table) and not cells.misshapen:
        raise AnswersError([f"{name}: there is no row below the head: add one for each person"])
    return found


# ---------------------------------------------------------------------- columns
def _wrong_columns(columns: list[str], knowledge: Knowledge) -> Iterator[str]:
    listed = [column for column in columns if not _names_question(column, knowledge)]
    for column in listed[:TOLD]:
        yield _wrong_column(column, knowledge)
    if len(listed) > TOLD:
        yield f"and {len(listed) - TOLD} more columns name no question"
    for column in sorted({column for column in columns if columns.count(column) > 1})[:TOLD]:
        yield f"column '{shortened(column)}' stands twice: keep one"
    for column in columns:
        question, _, option = column.partition(BETWEEN)
        if option and question in columns:
            yield f"'{question}' has a column of its own and one for '{option}': keep one way"
            return


def _names_question(column: str, knowledge: Knowledge) -> bool:
    question, _, option = column.partition(BETWEEN)
    known = knowledge.questions.get(question)
    return known is not None and (not option or (known.type == "many_of" and option in known.choices))


def _wrong_column(column: str, knowledge: Knowledge) -> str:
    question, _, option = column.partition(BETWEEN)
    if option and question in knowledge.questions:
        return f"column '{shortened(column)}': '{question}' is no list with the option '{shortened(option)}'"
    near = did_you_mean(question, knowledge.questions) if len(question) < 100 else ""
    return f"column '{shortened(column)}' names no question{near}; rename it, or take it out"


# ------------------------------------------------------------------------- rows
def _read(cells: _Cells, knowledge: Knowledge) -> TableRead:
    texts = dict(_texts(cells.table))
    answers = {name: read_cells(knowledge.questions[name], text) for name, text in texts.items()}
    wrong = {name: cells_wrong for name, (_, cells_wrong) in answers.items()}
    blank = np.logical_and.reduce([np.asarray(text == "") for text in texts.values()])
    bad = np.logical_or.reduce(list(wrong.values()))
    kept = ~bad & ~blank
    people = People({name: column for name, (column, _) in answers.items()}, len(cells.table)).rows(kept)
    columns = {
        question.id: people.columns.get(question.id) or empty_column(question, people.size)
        for question in knowledge.questions.values()
    }
    return TableRead(
        people=People(columns, people.size),
        rows=cells.rows[kept],
        bad=int(bad.sum()) + cells.misshapen,
        first_bad=tuple(_first_bad(cells, texts, wrong, bad, knowledge)),
        blank=int(blank.sum()),
        left_open=tuple(name for name in knowledge.questions if name not in texts),
    )


def _first_bad(
    cells: _Cells,
    texts: Mapping[str, "pd.Series[Any]"],
    wrong: Mapping[str, Bools],
    bad: Bools,
    knowledge: Knowledge,
) -> list[BadRow]:
    found = list(cells.first_misshapen)
    for place in np.flatnonzero(bad)[:TOLD]:
        names = [name for name, cells_wrong in wrong.items() if cells_wrong[place]]
        told = [what_is_wrong(knowledge.questions[name], str(texts[name].iloc[place])) for name in names]
        more = [f"and {len(told) - TOLD_OF_A_ROW} more"] if len(told) > TOLD_OF_A_ROW else []
        found.append(BadRow(int(cells.rows[place]), (*told[:TOLD_OF_A_ROW], *more)))
    return sorted(found, key=lambda row: row.row)[:TOLD]


def _texts(table: pd.DataFrame) -> Iterator[tuple[str, "pd.Series[Any]"]]:
    """Yield each question's cells; columns of single options are put together as a list."""
    parts: dict[str, list[str]] = {}
    for column in table.columns:
        question, _, option = column.partition(BETWEEN)
        if option:
            parts.setdefault(question, []).append(option)
        else:
            yield column, table[column].astype("str").str.strip()
    for question, ticked in parts.items():
        yield question, _as_list(table, question, ticked)


def _as_list(table: pd.DataFrame, question: str, ticked: list[str]) -> "pd.Series[Any]":
    """Return options in columns of their own as lists; what is neither yes nor no stays, to be told as wrong."""
    listed, said = np.full(len(table), "", object), np.zeros(len(table), bool)
    for option in ticked:
        cell = table[f"{question}{BETWEEN}{option}"].astype("str").str.strip().str.lower()
        yes, no, blank = (np.asarray(cell.isin(words)) for words in (YES, NO, ("",)))
        said |= ~blank
        listed = np.where(yes, listed + f"{option};", listed)
        listed = np.where(yes | no | blank, listed, listed + cell.to_numpy(object) + ";")
    return pd.Series(np.where(said & (listed == ""), NOTHING, listed), dtype="str")


# ------------------------------------------------------------------------ files
def _csv(content: bytes, name: str, at_most: int) -> _Cells:
    columns, between = _head(content, name)
    if b"\n" not in content:
        return _Cells(pd.DataFrame(columns=columns), np.arange(0))
    misshapen: list[int] = []
    first: list[BadRow] = []

    def set_aside(row: Any) -> str:
        misshapen.append(row.number)
        if len(first) < TOLD:
            cells = f"{row.actual_columns} cell{'s' if row.actual_columns > 1 else ''}"
            first.append(BadRow(row.number, (f"{cells} where the head has {row.expected_columns}",)))
        return "skip"

    try:
        table = pyarrow.csv.read_csv(
            io.BytesIO(content),
            pyarrow.csv.ReadOptions(
                use_threads=False, block_size=1 << 24, column_names=_numbered(columns), skip_rows=1
            ),
            pyarrow.csv.ParseOptions(
                delimiter=between, newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=set_aside
            ),
            pyarrow.csv.ConvertOptions(
                column_types={column: pyarrow.string() for column in _numbered(columns)}, strings_can_be_null=False
            ),
        )
    except (pyarrow.ArrowException, ValueError) as error:
        raise AnswersError([f"{name}: not readable as CSV: {shortened(str(error))}"]) from error
    _refuse_length(table.num_rows + len(misshapen), at_most, name)
    frame = table.to_pandas(types_mapper=_as_text)
    frame.columns = pd.Index(columns)
    shapely = np.ones(2 + len(frame) + len(misshapen), bool)
    shapely[[0, 1, *misshapen]] = False
    return _Cells(frame, np.flatnonzero(shapely), len(misshapen), tuple(first))


def _as_text(kind: pyarrow.DataType) -> Any:
    return pd.StringDtype("pyarrow") if pyarrow.types.is_string(kind) else None


def _numbered(columns: list[str]) -> list[str]:
    return [str(place) for place, _ in enumerate(columns)]


def _head(content: bytes, name: str) -> tuple[list[str], str]:
    """Return the names of the columns, and what stands between them."""
    start = content[:MAX_HEAD].partition(b"\n")[0]
    if not content.strip():
        raise AnswersError([f"{name}: the file is empty"])
    try:
        line = start.decode("utf-8-sig").rstrip("\r")
    except UnicodeDecodeError as error:
        raise AnswersError([f"{name}: neither CSV as UTF-8 text nor Parquet: save it as one of these"]) from error
    if "\x00" in line or len(start) == MAX_HEAD:
        raise AnswersError([f"{name}: neither CSV nor Parquet: the first line wants the names of the questions"])
    between = max(",;\t", key=line.count)
    return [cell.strip() for cell in next(csv.reader([line], delimiter=between))], between


def _parquet(content: bytes, name: str, at_most: int) -> _Cells:
    try:
        file = pyarrow.parquet.ParquetFile(io.BytesIO(content))
        _refuse_length(file.metadata.num_rows, at_most, name)
        groups = (file.metadata.row_group(i).total_byte_size for i in range(file.metadata.num_row_groups))
        if sum(groups) > MAX_PARQUET:
            raise AnswersError([f"{name}: it unpacks to more than {MAX_PARQUET // 10**9} GB: split it"])
        frame = file.read().to_pandas()
    except (pyarrow.ArrowException, ValueError, OSError) as error:
        raise AnswersError([f"{name}: not readable as Parquet: {shortened(str(error))}"]) from error
    frame.columns = pd.Index([str(column) for column in frame.columns])
    texts = pd.DataFrame({column: _as_cells(frame[column]) for column in frame.columns}, index=frame.index)
    return _Cells(texts, np.arange(1, 1 + len(texts)))


def _as_cells(values: "pd.Series[Any]") -> "pd.Series[Any]":
    """Return values of any kind as the cells of a CSV would be: lists joined, nothing as empty."""
    if values.dtype == bool:
        return values.map({True: "yes", False: "no"})
    if values.dtype == object:
        values = values.map(lambda x: ";".join(map(str, x)) + ";" if isinstance(x, list | np.ndarray) else x)
    cells = values.astype("object").where(values.notna(), "").astype("str")
    return cells.replace({"True": "yes", "False": "no"})


def _refuse_length(rows: int, at_most: int, name: str) -> None:
    if rows > at_most:
        raise AnswersError([f"{name}: {rows} rows are more than {at_most}: split the file, or count it where it is"])
