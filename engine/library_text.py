"""The counted library for a reader: the table, the data, the known holes, and what is wrong."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from .knowledge import Knowledge
from .library_coverage import Library, LibraryCell, answers_of, covers
from .library_file import Hole, LifeStage, read
from .person import Person
from .pipeline import assess
from .source import Problem

PATTERN, CELL = 36, 14  # the widths of the table's columns


def as_data(found: Library) -> dict[str, Any]:
    """Return everything that was counted, as plain data."""
    names = {
        "life_stages": {item.id: item.name for item in found.file.life_stages},
        "places": {item.id: item.name for item in found.file.places},
        "equipment": {item.id: item.name for item in found.file.equipment},
    }
    return {**names, "cells": [_cell(cell) for cell in found.cells]}


def _cell(cell: LibraryCell) -> dict[str, Any]:
    why = {"because": cell.known.because, "fill_with": cell.known.fill_with} if cell.known else {}
    return {**cell.about._asdict(), "levels": cell.levels, "named": cell.named, **why}


# ---------------------------------------------------------------- the table
def as_text(found: Library, knowledge: Knowledge) -> str:
    """Return the table, life stage by life stage, and after it the holes that are known."""
    stages = (line for stage in found.file.life_stages for line in _stage(stage, found, knowledge))
    return "\n".join((f"Safe levels for each pattern: {_legend(found)}.", *stages, *_known(found)))


def _legend(found: Library) -> str:
    return " / ".join(f"with {item.name.lower()}" for item in found.file.equipment)


def _stage(stage: LifeStage, found: Library, knowledge: Knowledge) -> Iterator[str]:
    counts = {tuple(cell.about): cell.levels for cell in found.cells}
    labels, minutes = knowledge.questions["minutes"].choices, found.file.minutes
    yield from ("", f"{stage.name} ({stage.short.lower()})")
    yield _line("", (place.short if i == 0 else "" for place in found.file.places for i in range(len(minutes))))
    yield _line("", (labels[x] for _ in found.file.places for x in minutes))
    for pattern in knowledge.patterns.values():
        keys = ((pattern.id, stage.id, place.id) for place in found.file.places)
        yield _line(pattern.name, (_counts(counts, key, x, found) for key, x in product(keys, minutes)))


def _line(name: str, cells: Iterable[str]) -> str:
    return f"{name[: PATTERN - 2]:{PATTERN}}{''.join(f'{text[:CELL]:{CELL}}' for text in cells)}".rstrip()


def _counts(counts: dict[tuple[str, ...], int], key: tuple[str, ...], minutes: str, found: Library) -> str:
    return "/".join(str(counts[(*key, item.id, minutes)]) for item in found.file.equipment)


def _known(found: Library) -> Iterator[str]:
    for hole in found.file.holes:
        count = sum(covers(hole, cell.about) for cell in found.holes)
        yield f"\nKnown, {count} cells ({', '.join(name for names in hole.named for name in names)}): {hole.because}"
        if hole.fill_with:
            yield f"To be filled with: {hole.fill_with}"


def counted(found: Library) -> str:
    """Return in one line how many cells there are, and how many are holes."""
    holes = [cell for cell in found.holes if cell.known]
    to_fill = sum(bool(cell.known and cell.known.fill_with) for cell in holes)
    return (
        f"{len(found.cells)} cells: {len(found.cells) - len(found.holes)} with a safe level, {len(holes) - to_fill} "
        f"holes that are right, {to_fill} to be filled, {len(found.holes) - len(holes)} unexplained."
    )


# ------------------------------------------------------------ what is wrong
def problems(found: Library, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield every hole that is not explained, every reason that is not needed, and every model woman who is none."""
    _, document = read(knowledge)
    for i, item in enumerate(found.file.regions):
        yield from _unexplained(item.pattern, document.where(("regions", i)), found)
    for i, hole in enumerate(found.file.holes):
        yield from _needless(hole, document.where(("holes", i)), found)
    for i, stage in enumerate(found.file.life_stages):
        yield from _no_model(stage, document.where(("life_stages", i)), found, knowledge)
    for name in set(knowledge.vocabulary.strict_stages) - {stage.fact for stage in found.file.life_stages}:
        yield Problem(document.where(("life_stages",)), f"no model woman for '{name}': add one")


def _unexplained(pattern: str, where: str, found: Library) -> Iterator[Problem]:
    holes = [cell for cell in found.holes if cell.about.pattern == pattern and cell.known is None]
    for place in dict.fromkeys(cell.about.place for cell in holes):
        here = [cell for cell in holes if cell.about.place == place]
        whom = ", ".join(_whom(stage, here, found) for stage in dict.fromkeys(cell.about.life_stage for cell in here))
        message = f"'{pattern}' has no safe level at '{place}' for {whom}"
        yield Problem(where, f"{message}: add an exercise, or say why not under holes:")


def _whom(stage: str, holes: Iterable[LibraryCell], found: Library) -> str:
    """Return a life stage, with what she has and how long where only that makes the hole."""
    situations = [f"{cell.about.equipment} in {cell.about.minutes}" for cell in holes if cell.about.life_stage == stage]
    all_of_them = len(situations) == len(found.file.equipment) * len(found.file.minutes)
    return stage if all_of_them else f"{stage} ({', '.join(situations)})"


def _needless(hole: Hole, where: str, found: Library) -> Iterator[Problem]:
    """Yield what a known hole names and no hole needs any more."""
    covered = [cell.about for cell in found.holes if covers(hole, cell.about)]
    if not covered:
        yield Problem(where, "explains no hole: drop it")
        return
    for place, names in enumerate(hole.named):
        for name in (name for name in names if name not in {about[place] for about in covered}):
            yield Problem(where, f"'{name}' explains no hole here: drop it")


def _no_model(stage: LifeStage, where: str, found: Library, knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what keeps a model woman from standing for her stage and nothing else."""
    answers = answers_of(stage, found.file, knowledge)
    person = Person(answers, knowledge)
    others = [x for x in knowledge.vocabulary.strict_stages if x != stage.fact and person.fact(x) is not False]
    if stage.fact is not None and person.fact(stage.fact) is not True:
        yield Problem(where, f"'{stage.fact}' is not true of '{stage.id}': mend her answers")
    for name in others:
        yield Problem(where, f"'{name}' is not false of '{stage.id}': mend her answers")
    if assess(answers, knowledge).triage.closed:
        yield Problem(where, f"the plan of '{stage.id}' is closed: mend her answers")
    for question in (q for q in knowledge.questions.values() if q.section not in found.file.without):
        if person.is_asked(question.id) is not False and question.id not in answers:
            yield Problem(where, f"'{question.id}' is asked of '{stage.id}' and not answered: answer it")
