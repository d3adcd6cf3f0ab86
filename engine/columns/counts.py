"""How often: each disposition, plan, pattern, exercise and level among many people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..results import Likelihood

if TYPE_CHECKING:
    from .evaluated import Evaluated


@dataclass(frozen=True, slots=True)
class Count:
    """How many people something is true of."""

    id: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class PatternCount:
    """How many people fit a pattern, and how well."""

    id: str
    name: str
    likely: int
    possible: int


@dataclass(frozen=True, slots=True)
class LevelCount:
    """How many people's plans hold a level, and for how many with an open plan it is the highest safe start."""

    exercise: str
    exercise_name: str
    level: str
    title: str
    chosen: int
    starts: int


@dataclass(frozen=True, slots=True)
class PopulationCounts:
    """What many people come to: everything that could be is listed, also what is true of nobody."""

    size: int
    dispositions: tuple[Count, ...]
    plans: tuple[Count, ...]
    patterns: tuple[PatternCount, ...]
    exercises: tuple[Count, ...]
    levels: tuple[LevelCount, ...]

    @property
    def never_given(self) -> tuple[LevelCount, ...]:
        """The levels that no plan holds."""
        return tuple(level for level in self.levels if not level.chosen)


def population_counts(found: Evaluated) -> PopulationCounts:
    """Count what a table of people came to."""
    from .evaluated import PLANS

    knowledge = found.knowledge
    words = [(word.id, word.label) for word in knowledge.vocabulary.dispositions]
    levels = tuple(_levels(found))
    names = {slug: exercise.name for slug, exercise in knowledge.exercises.items()}
    return PopulationCounts(
        size=found.size,
        dispositions=tuple(Count(*word, int((found.disposition == i).sum())) for i, word in enumerate(words)),
        plans=tuple(Count(plan, plan, int((found.plan == i).sum())) for i, plan in enumerate(PLANS)),
        patterns=tuple(_patterns(found)),
        exercises=tuple(Count(slug, name, _chosen(levels, slug)) for slug, name in names.items()),
        levels=levels,
    )


def _chosen(levels: tuple[LevelCount, ...], slug: str) -> int:
    return sum(level.chosen for level in levels if level.exercise == slug)


def _patterns(found: Evaluated) -> Iterator[PatternCount]:
    from .patterns import LIKELIHOODS

    for name, pattern in found.knowledge.patterns.items():

        def people(likelihood: Likelihood, name: str = name) -> int:
            return int((found.patterns[name] == LIKELIHOODS.index(likelihood)).sum())

        yield PatternCount(name, pattern.name, people("likely"), people("possible"))


def _levels(found: Evaluated) -> Iterator[LevelCount]:
    import numpy as np

    from .evaluated import PLANS

    pairs = [(exercise, level) for exercise in found.knowledge.exercises.values() for level in exercise.levels]
    open_ones = found.starts[:, found.plan != PLANS.index("closed")]
    starts = np.bincount(open_ones[open_ones >= 0], minlength=len(pairs))
    chosen = np.bincount(found.programme[found.programme >= 0], minlength=len(pairs))
    for place, (exercise, level) in enumerate(pairs):
        counts = int(chosen[place]), int(starts[place])
        yield LevelCount(exercise.slug, exercise.name, level.id, level.title, *counts)


def as_text(counts: PopulationCounts) -> str:
    """Return the counts as lines of text, the most frequent first."""
    return "\n".join(_lines(counts)) + "\n"


def _lines(counts: PopulationCounts) -> Iterator[str]:
    yield f"{counts.size} people"
    yield from _listed("How urgent", [(x.name, x.people) for x in counts.dispositions], counts.size)
    yield from _listed("The plan", [(x.name, x.people) for x in counts.plans], counts.size)
    either = [(f"{x.name} ({x.likely} likely)", x.likely + x.possible) for x in counts.patterns]
    yield from _listed("Patterns, likely or possible", _most_first(either), counts.size)
    yield from _listed("Exercises in a plan", _most_first([(x.name, x.people) for x in counts.exercises]), counts.size)
    levels = [(f"{x.exercise_name}: {x.title}", x.chosen) for x in counts.levels]
    yield from _listed("Levels in a plan", _most_first(levels), counts.size)


def _most_first(rows: list[tuple[str, int]]) -> list[tuple[str, int]]:
    return sorted(rows, key=lambda row: -row[1])


def _listed(title: str, rows: list[tuple[str, int]], size: int) -> Iterator[str]:
    yield f"\n{title}"
    for name, people in rows:
        yield f"{people:8d}  {people / max(1, size):7.2%}  {name}"
