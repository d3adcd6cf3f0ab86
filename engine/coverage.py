"""Coverage: every row of the fact base is carried by data/, or data/coverage.yaml says why not."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from .knowledge import Knowledge
from .model import Entry, Prose
from .source import Document, Problem, SourceError, read_yaml

FILE = Path("coverage.yaml")
NO_ROW = frozenset({"", "PROPOSED"})  # a verdict of our own, of no row
_ROW = re.compile(r"[A-Z]{2}\d+[a-z]?(>\w+)?")
_RANGE = re.compile(r"([A-Z]+)(\d+)-\1(\d+)")


class FactBaseFile(Entry):
    """One file of the fact base: what it holds, how many rows, and their ids; A1-A3 stands for A1, A2, A3."""

    file: str
    what: Prose
    rows: int
    ids: Annotated[tuple[str, ...], Field(min_length=1)]


class NotCarried(Entry):
    """A row, or a range of rows, that no rule, fact or question carries, and why."""

    id: str
    because: Prose


class Coverage(Entry):
    """The rows of the fact base, and those that are left out on purpose."""

    fact_base: tuple[FactBaseFile, ...]
    not_carried: tuple[NotCarried, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the fact base: where data/ carries it, or why it does not."""

    id: str
    file: str
    carried_at: tuple[str, ...]
    because: str = ""

    @property
    def is_dropped(self) -> bool:
        """Whether it is neither carried nor left out with a reason."""
        return not self.carried_at and not self.because


def rows(knowledge: Knowledge) -> tuple[Row, ...]:
    """Return every row of the fact base, in its order.

    Raises:
        SourceError: data/coverage.yaml is missing or not of the right shape.
    """
    coverage, _ = _read(knowledge.root)
    places = _places(knowledge)
    because = {name: item.because for item in coverage.not_carried for name in expand((item.id,))}
    return tuple(
        Row(name, item.file, places.get(name, ()), because.get(name, ""))
        for item in coverage.fact_base
        for name in expand(item.ids)
    )


def counted(rows: Iterable[Row]) -> str:
    """Return in one line how many rows are carried, and how many are not."""
    found = list(rows)
    carried = sum(bool(row.carried_at) for row in found)
    dropped = sum(row.is_dropped for row in found)
    reasoned = len(found) - carried - dropped
    return (
        f"{len(found)} rows of the fact base: {carried} carried, {reasoned} left out for a reason, {dropped} dropped."
    )


def expand(ids: Iterable[str]) -> tuple[str, ...]:
    """Return ids one by one: A1-A3 is A1, A2, A3."""
    return tuple(name for item in ids for name in _each(item))


def _each(item: str) -> Iterator[str]:
    found = _RANGE.fullmatch(item)
    if not found:
        yield item
        return
    prefix, first, last = found.groups()
    for number in range(int(first), int(last) + 1):
        yield f"{prefix}{number:0{len(first)}}"


def problems(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield every row that is dropped, every reason that is not needed, and every id that no row has."""
    coverage, document = _read(knowledge.root)
    found = rows(knowledge)
    known = {row.id for row in found}
    yield from _miscounted(coverage, document)
    for row in found:
        if row.is_dropped:
            message = f"row '{row.id}' of {row.file} has no rule, fact or question: carry it as ref:, or say why not"
            yield Problem(_line_of(row.file, coverage, document), f"{message} under not_carried:")
    for i, item in enumerate(coverage.not_carried):
        yield from _needless(item, document.where(("not_carried", i)), {row.id: row for row in found})
    for name, places in _places(knowledge).items():
        if _is_row_id(name) and name not in known:
            yield Problem(places[0], f"ref '{name}' is no row of the fact base: mend it, or add it to {FILE}")


def _miscounted(coverage: Coverage, document: Document) -> Iterator[Problem]:
    for i, item in enumerate(coverage.fact_base):
        names = Counter(expand(item.ids))
        where = document.where(("fact_base", i, "rows"))
        if len(names) != item.rows:
            yield Problem(where, f"{item.file}: {item.rows} rows, but {len(names)} ids: mend one of them")
        for name in (name for name, times in names.items() if times > 1):
            yield Problem(where, f"{item.file}: id '{name}' stands twice: drop one")


def _needless(item: NotCarried, where: str, known: Mapping[str, Row]) -> Iterator[Problem]:
    for name in expand((item.id,)):
        if name not in known:
            yield Problem(where, f"'{name}' is no row of the fact base: drop it")
        elif known[name].carried_at:
            yield Problem(where, f"'{name}' is carried at {known[name].carried_at[0]}: drop it here")


def _line_of(file: str, coverage: Coverage, document: Document) -> str:
    return document.where(("fact_base", [item.file for item in coverage.fact_base].index(file)))


def _is_row_id(name: str) -> bool:
    return _ROW.fullmatch(name) is not None


# ------------------------------------------------------------------ carriers
def _places(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Return where in data/ each id stands; a part of a row (PR083>level_2) carries the row as well."""
    found: dict[str, list[str]] = {}
    for part in fields(knowledge):
        for name, at in _names(getattr(knowledge, part.name), knowledge.root.name):
            for carried in dict.fromkeys((name, name.split(">")[0])):
                found.setdefault(carried, []).append(at)
    return {name: tuple(places) for name, places in found.items() if name not in NO_ROW}


def _names(value: Any, at: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Entry):
        at = value.at or at
        yield from ((name, at) for name in _own_names(value))
        yield from (item for _, inner in value for item in _names(inner, at))
    elif isinstance(value, Mapping):
        yield from (item for inner in value.values() for item in _names(inner, at))
    elif isinstance(value, tuple):
        yield from (item for inner in value for item in _names(inner, at))


def _own_names(entry: Entry) -> tuple[str, ...]:
    single = (getattr(entry, key, "") for key in ("id", "ref"))
    several = (name for key in ("also", "refs") for name in getattr(entry, key, ()))
    return tuple(str(name) for name in (*single, *several))


def _read(root: Path) -> tuple[Coverage, Document]:
    document = read_yaml(root / FILE, f"{root.name}/{FILE}")
    try:
        return Coverage.model_validate(document.value), document
    except ValidationError as error:
        found = [Problem(document.where(item["loc"]), f"{item['loc'][-1]}: {item['msg']}") for item in error.errors()]
        raise SourceError(found) from error
