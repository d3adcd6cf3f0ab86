"""The cases of an overlay: what each demands, beside what the changed rules give."""

from collections.abc import Iterator

from ..expected import Comparison, compare_with_expected
from ..knowledge import Knowledge
from ..pipeline import assess
from ..stages.explanation import dose_in_words
from .adjust import with_overlay
from .file import Case, Overlay, PlannedExercise
from .plans import planned


def broken_cases(knowledge: Knowledge, overlay: Overlay) -> tuple[tuple[Case, Comparison], ...]:
    """Return every demand of an overlay's cases that its changes do not meet."""
    changed = with_overlay(knowledge, overlay)
    found = ((case, demand) for case in overlay.cases for demand in _demands(case, changed))
    return tuple((case, demand) for case, demand in found if not demand.met)


def _demands(case: Case, knowledge: Knowledge) -> Iterator[Comparison]:
    assessment = assess(knowledge.answers_of(case), knowledge, case.leave_out)
    yield from compare_with_expected(case, assessment, knowledge)
    if case.expect.programme is not None:
        wanted, came = case.expect.programme, planned(assessment)
        yield Comparison("The plan", _in_words(wanted, knowledge), _in_words(came, knowledge), wanted == came)


def _in_words(plan: tuple[PlannedExercise, ...], knowledge: Knowledge) -> str:
    lines = (f"{x.exercise} ({x.level}): {dose_in_words(x.dose, knowledge)}" for x in plan)
    return "; ".join(lines) or "no exercises"
