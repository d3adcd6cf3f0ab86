"""Ladders: easiest first, and nothing hard without a way in."""

from engine.knowledge import Knowledge
from engine.source import Problem

from . import Check, Found

ENTRY_FROM = 2


def ladders_rise(knowledge: Knowledge) -> Found:
    """Yield every level that does not demand more than the one below it."""
    for exercise in knowledge.exercises.values():
        for below, level in zip(exercise.levels, exercise.levels[1:], strict=False):
            if level.demand <= below.demand:
                message = f"level '{level.id}' has demand {level.demand}, the one below it {below.demand}"
                yield Problem(level.at, f"{message}: a ladder rises; order the levels or mend the demand")


def entries_are_given(knowledge: Knowledge) -> Found:
    """Yield every level that needs an entry and has none, or one that is no entry."""
    for exercise in knowledge.exercises.values():
        for level in exercise.levels:
            if level.entry is None and level.demand >= ENTRY_FROM:
                yield Problem(level.at, f"level '{level.id}' has demand {level.demand} and no entry: add entry: ...")
            elif level.entry is not None and knowledge.facts[level.entry].kind != "entry":
                yield Problem(level.at, f"level '{level.id}': '{level.entry}' is no fact of kind entry")


def level_ids_are_unique(knowledge: Knowledge) -> Found:
    """Yield every level id that stands twice in one ladder."""
    for exercise in knowledge.exercises.values():
        ids = [level.id for level in exercise.levels]
        for level in exercise.levels:
            if ids.count(level.id) > 1:
                yield Problem(level.at, f"level id '{level.id}' stands twice in '{exercise.slug}': rename one")


CHECKS = (
    Check("ladders-rise", "every level demands more than the one below it", ladders_rise),
    Check("entries-are-given", "every level of demand 2 or more has an entry", entries_are_given),
    Check("level-ids-are-unique", "one id for each level of a ladder", level_ids_are_unique),
)
