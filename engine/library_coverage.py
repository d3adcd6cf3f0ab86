"""How well the library serves everyone: the safe levels for each pattern, life stage, place, equipment and time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import NamedTuple

from .knowledge import Knowledge
from .library_file import Hole, LibraryFile, LifeStage, RegionsOf, read
from .model import AnswersDiff, Level
from .pipeline import assess

LevelKey = tuple[str, str]


class Situation(NamedTuple):
    """What a cell is about."""

    pattern: str
    life_stage: str
    place: str
    equipment: str
    minutes: str


@dataclass(frozen=True, slots=True)
class LibraryCell:
    """The safe levels in one situation: all, and those whose exercise names the pattern; `known` explains a hole."""

    about: Situation
    levels: int
    named: int
    known: Hole | None = None


@dataclass(frozen=True)
class Library:
    """The whole library counted: what the cells are about, and the cells."""

    file: LibraryFile
    cells: tuple[LibraryCell, ...]

    @cached_property
    def holes(self) -> tuple[LibraryCell, ...]:
        """The cells without any level."""
        return tuple(cell for cell in self.cells if not cell.levels)


def library(knowledge: Knowledge) -> Library:
    """Count the safe levels of every cell.

    Raises:
        SourceError: data/library_coverage.yaml is missing, not of the right shape, or names what does not exist.
    """
    file, _ = read(knowledge)
    return Library(file, tuple(_cells(file, knowledge)))


# ----------------------------------------------------------------- counting
def answers_of(stage: LifeStage, file: LibraryFile, knowledge: Knowledge) -> AnswersDiff:
    """Return a model woman's whole answers; null takes an answer away."""
    sections = {question.id: question.section for question in knowledge.questions.values()}
    kept = {name: x for name, x in knowledge.well_woman.items() if sections.get(name) not in file.without}
    return {name: x for name, x in (kept | stage.answers).items() if x is not None}


def _cells(file: LibraryFile, knowledge: Knowledge) -> Iterator[LibraryCell]:
    fitting = dict(_fitting(file, knowledge))
    useful = {item.pattern: _useful(item, knowledge) for item in file.regions}
    for stage in file.life_stages:
        safe = safe_levels(stage, file, knowledge)
        for (pattern, (works, names)), (situation, fits) in product(useful.items(), fitting.items()):
            here = safe & fits & works
            about = Situation(pattern, stage.id, *situation)
            known = None if here else next((hole for hole in file.holes if covers(hole, about)), None)
            yield LibraryCell(about, len(here), len(here & names), known)


def covers(hole: Hole, about: Situation) -> bool:
    """Return whether a known hole speaks of a cell."""
    return all(not names or name in names for names, name in zip(hole.named, about, strict=True))


def safe_levels(stage: LifeStage, file: LibraryFile, knowledge: Knowledge) -> frozenset[LevelKey]:
    """Return the levels that a model woman is permitted; none while her plan is closed."""
    found = assess(answers_of(stage, file, knowledge), knowledge)
    ladders = () if found.triage.closed else found.levels.ladders.values()
    return frozenset((ladder.exercise, rung.level) for ladder in ladders for rung in ladder.rungs if rung.permitted)


def _levels(knowledge: Knowledge) -> Iterator[tuple[LevelKey, Level]]:
    for exercise in knowledge.exercises.values():
        yield from (((exercise.slug, level.id), level) for level in exercise.levels)


def _useful(item: RegionsOf, knowledge: Knowledge) -> tuple[frozenset[LevelKey], frozenset[LevelKey]]:
    """Return the levels that serve a pattern, and those of them whose exercise names it."""
    naming = {x.slug for x in knowledge.exercises.values() if item.pattern in {to.pattern for to in x.addresses}}
    named = frozenset(key for key, _ in _levels(knowledge) if key[0] in naming)
    works = frozenset(key for key, level in _levels(knowledge) if set(item.regions) & set(level.regions))
    return works | named, named


def _fitting(file: LibraryFile, knowledge: Knowledge) -> Iterator[tuple[tuple[str, str, str], frozenset[LevelKey]]]:
    """Yield each situation with the levels that fit it."""
    for place, equipment, minutes in product(file.places, file.equipment, file.minutes):
        has, seconds = {*place.needs, *equipment.needs}, 60 * knowledge.shape.minutes[minutes]
        fits = (
            key
            for key, level in _levels(knowledge)
            if set(level.needs) <= has
            and set(level.movement["place"]) & set(place.places)
            and level.seconds // level.dose.sets[0] <= seconds
        )
        yield (place.id, equipment.id, minutes), frozenset(fits)
