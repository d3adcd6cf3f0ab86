"""Where a level stands for one person: what a map of all levels says of each, in one word."""

from typing import Literal

from .results import Assessment

Standing = Literal["start", "permitted", "later", "held_back"]


def standing(assessment: Assessment, exercise: str, level: str) -> Standing:
    """Return where a level stands for her; while her plan is closed, every level is held back."""
    ladder = assessment.levels.ladders[exercise]
    rung = ladder.rung(level)
    if assessment.triage.closed or not rung.permitted:
        return "held_back"
    if level == _start(assessment, exercise, ladder.start):
        return "start"
    return "permitted" if rung.startable else "later"


def _start(assessment: Assessment, exercise: str, highest: str | None) -> str | None:
    """Return the level her plan prescribes, or else the highest that could be a start."""
    return next((x.level for x in assessment.programme.chosen if x.exercise == exercise), highest)
