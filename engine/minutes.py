"""The same plan in fewer minutes: what is kept, and what is given up first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .differences import Difference, differences
from .knowledge import Knowledge
from .pipeline import assess
from .results import Assessment, Prescribed

QUESTION = "minutes"


@dataclass(frozen=True, slots=True)
class MinutesPlan:
    """The plan for so many minutes, and what is lost of the next longer one; `hers` if they are what she said."""

    minutes: int
    assessment: Assessment
    lost: tuple[Difference, ...]
    hers: bool


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """One exercise, and what of it each plan holds, by minutes; None where it is not in the plan."""

    exercise: str
    name: str
    doses: Mapping[int, Prescribed | None]


def minutes_plans(
    answers: Mapping[str, Any], knowledge: Knowledge, leave_out: tuple[str, ...] = ()
) -> tuple[MinutesPlan, ...]:
    """Return the plan for each of the minutes that she could choose, the longest first; all else stays as she said."""
    options = sorted(knowledge.shape.minutes.items(), key=lambda item: -item[1])
    results = {minutes: assess({**answers, QUESTION: option}, knowledge, leave_out) for option, minutes in options}
    hers = knowledge.shape.minutes[answers.get(QUESTION) or knowledge.shape.default_minutes]
    longer = [None, *results.values()]
    return tuple(
        MinutesPlan(minutes, result, differences(more, result) if more else (), minutes == hers)
        for more, (minutes, result) in zip(longer, results.items(), strict=False)
    )


def minutes_rows(plans: Sequence[MinutesPlan]) -> tuple[MinutesRow, ...]:
    """Return every exercise of the plans, those first that are kept longest: from below, the order of sacrifice."""
    chosen = {plan.minutes: {x.exercise: x for x in plan.assessment.programme.chosen} for plan in plans}
    names = {slug: item.name for items in chosen.values() for slug, item in items.items()}
    rows = [
        MinutesRow(slug, name, {minutes: chosen[minutes].get(slug) for minutes in chosen})
        for slug, name in names.items()
    ]
    return tuple(sorted(rows, key=lambda row: [x is None for _, x in sorted(row.doses.items())]))
