"""A plan as an overlay's case states it."""

from ..results import Assessment
from .file import PlannedExercise


def planned(assessment: Assessment) -> tuple[PlannedExercise, ...]:
    """Return the plan of an assessment: each exercise, its level and its dose, in order."""
    chosen = assessment.programme.chosen
    return tuple(PlannedExercise(exercise=x.exercise, level=x.level, dose=x.dose) for x in chosen)
