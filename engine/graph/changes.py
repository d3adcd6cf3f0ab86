"""What a life stage changes on the map: two model women, one in it and one in none, level by level."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..knowledge import Knowledge
from ..library_coverage import LevelKey, answers_of, safe_levels
from ..library_file import LifeStage, read
from ..pipeline import assess
from ..results import Assessment, LevelResult

Change = Literal["out", "adapted"]


@dataclass(frozen=True, slots=True)
class LevelChange:
    """What a life stage does to a level: it goes out, or is done differently; and why, or how."""

    exercise: str
    level: str
    what: Change
    why: tuple[str, ...]


def life_stages(knowledge: Knowledge) -> tuple[LifeStage, ...]:
    """Return the life stages that the library is made for, the first of them none of the others.

    Raises:
        SourceError: data/library_coverage.yaml cannot be used.
    """
    return read(knowledge)[0].life_stages


def stage_changes(knowledge: Knowledge, stage: str) -> tuple[LevelChange, ...]:
    """Return the levels that a life stage changes for a woman with nothing else, in the order of the ladders.

    Raises:
        KeyError: there is no such life stage.
        SourceError: data/library_coverage.yaml cannot be used.
    """
    file, _ = read(knowledge)
    stages = {x.id: x for x in file.life_stages}
    before = assess(answers_of(file.life_stages[0], file, knowledge), knowledge)
    after = assess(answers_of(stages[stage], file, knowledge), knowledge)
    return tuple(_changes(before, after))


def stage_levels(knowledge: Knowledge, stage: str) -> frozenset[LevelKey]:
    """Return the levels that are safe at a life stage for a woman with nothing else.

    Raises:
        KeyError: there is no such life stage.
        SourceError: data/library_coverage.yaml cannot be used.
    """
    file, _ = read(knowledge)
    return safe_levels({x.id: x for x in file.life_stages}[stage], file, knowledge)


def _changes(before: Assessment, after: Assessment) -> Iterator[LevelChange]:
    for slug, ladder in before.levels.ladders.items():
        for was in ladder.rungs:
            now = after.levels.ladders[slug].rung(was.level)
            if was.permitted and (after.triage.closed or not now.permitted):
                yield LevelChange(slug, was.level, "out", _why(after, now))
            elif new := _new(was, now):
                yield LevelChange(slug, was.level, "adapted", new)


def _why(after: Assessment, now: LevelResult) -> tuple[str, ...]:
    if after.triage.closed:
        return after.explanation.headline, *after.explanation.summary[:1]
    return tuple(dict.fromkeys(reason.because for reason in now.reasons))


def _new(was: LevelResult, now: LevelResult) -> tuple[str, ...]:
    """Return how a level is done differently, where it was not before."""
    known = {item.instead for item in was.adaptations}
    return tuple(dict.fromkeys(item.instead for item in now.adaptations if item.instead not in known))
