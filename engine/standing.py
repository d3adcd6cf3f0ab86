"""Where every level stands for one person: what the map says of each, in one word."""

from collections.abc import Iterator
from typing import Literal

from .knowledge import Knowledge
from .results import Assessment, Fate, Ladder

Standing = Literal["now", "next", "done", "reserve", "later", "held_back", "not_relevant"]
_HERS: dict[Fate, Standing] = {"chosen": "now", "not_relevant": "not_relevant"}


def standings(assessment: Assessment, knowledge: Knowledge) -> dict[tuple[str, str], Standing]:
    """Return where each level stands for her; while her plan is closed, every level is held back.

    The level she would do is `now` if its exercise is in her plan, `not_relevant` if the exercise has nothing to do
    with what she told, and else in `reserve`. What is easier is `done`, the one after hers is `next`, the rest `later`.
    """
    fates: dict[str, Fate] = {item.exercise: item.fate for item in assessment.programme.others}
    chosen = {item.exercise: item.level for item in assessment.programme.chosen}
    closed, open_to_her = assessment.triage.closed, within_reach(assessment, knowledge)
    return {
        (ladder.exercise, level): "held_back" if closed else standing
        for ladder in assessment.levels.ladders.values()
        for level, standing in _along(
            ladder,
            open_to_her,
            chosen.get(ladder.exercise, ladder.start),
            "chosen" if ladder.exercise in chosen else fates.get(ladder.exercise, "in_reserve"),
        )
    }


def permitted(assessment: Assessment) -> frozenset[tuple[str, str]]:
    """Return the levels that are safe for her now; none while her plan is closed."""
    if assessment.triage.closed:
        return frozenset()
    ladders = assessment.levels.ladders.values()
    return frozenset((ladder.exercise, rung.level) for ladder in ladders for rung in ladder.rungs if rung.permitted)


def within_reach(assessment: Assessment, knowledge: Knowledge) -> frozenset[tuple[str, str]]:
    """Return the levels that nothing but practice keeps from her: those permitted, or held only by training so far.

    A cap of kind `experience` says where to begin and ends with training; every other cap is a matter of safety.
    """
    if assessment.triage.closed:
        return frozenset()
    by_practice = {rule.id for rule in knowledge.levels if rule.kind == "experience"}
    return frozenset(
        (ladder.exercise, rung.level)
        for ladder in assessment.levels.ladders.values()
        for rung in ladder.rungs
        if (ladder.exercise, rung.level) not in assessment.exclusions.levels
        and all(x.rule in by_practice for x in rung.reasons if x.demand_at_most is not None)
    )


def _along(
    ladder: Ladder, open_to_her: frozenset[tuple[str, str]], hers: str | None, fate: Fate
) -> Iterator[tuple[str, Standing]]:
    """Yield the levels of a ladder from the easiest on; without a level of hers, all that is permitted is for later."""
    place: Standing = "done" if hers else "later"
    for rung in ladder.rungs:
        if (ladder.exercise, rung.level) not in open_to_her:
            yield rung.level, "held_back"
        elif rung.level == hers:
            yield rung.level, _HERS.get(fate, "reserve")
            place = "next"
        else:
            yield rung.level, place
            place = "later" if place == "next" else place
