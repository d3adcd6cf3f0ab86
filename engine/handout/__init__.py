"""What she can take with her, made of one result: the same input gives the same bytes, and nothing private is in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from ..model import Country
from ..results import Assessment
from . import clinician, fhir, patient, sessions, together
from .case import Case
from .fhir_answers import FhirAnswers, answers_from_fhir

__all__ = [
    "HANDOUTS",
    "FhirAnswers",
    "Handout",
    "HandoutKind",
    "NothingToHandOutError",
    "answers_from_fhir",
    "hand_out",
]

HandoutKind = Literal["patient", "large", "clinician", "calendar", "fhir", "json"]
HANDOUTS: tuple[HandoutKind, ...] = get_args(HandoutKind)
PDF, JSON = "application/pdf", "application/json"


class NothingToHandOutError(Exception):
    """There is nothing to make this handout of, such as a calendar of a plan without sessions."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A file: its name, its media type, and what is in it."""

    name: str
    type: str
    content: bytes


def hand_out(
    kind: HandoutKind, assessment: Assessment, day: date, country: Country, leave_out: tuple[str, ...] = ()
) -> Handout:
    """Return one handout of a result.

    Args:
        kind: which of them.
        assessment: what `assess` returned.
        day: the date that it bears, and from which its weeks count.
        country: whose numbers it gives.
        leave_out: the exercises that she does not want, as given to `assess`.

    Raises:
        NothingToHandOutError: a calendar of a plan that has no sessions.
    """
    case = Case(assessment, day, country, leave_out)
    if kind == "calendar" and not assessment.programme.week:
        raise NothingToHandOutError("the plan has no sessions, so there is no calendar of them")
    name, media_type, make = _MADE[kind]
    return Handout(f"plumbline-{name}", media_type, make(case))


_MADE: dict[HandoutKind, tuple[str, str, Callable[[Case], bytes]]] = {
    "patient": ("plan.pdf", PDF, patient.page),
    "large": ("plan-large-print.pdf", PDF, lambda case: patient.page(case, large=True)),
    "clinician": ("summary.pdf", PDF, clinician.summary),
    "calendar": ("sessions.ics", "text/calendar", sessions.calendar),
    "fhir": ("fhir.json", "application/fhir+json", lambda case: fhir.as_text(fhir.bundle(case))),
    "json": ("answers-and-plan.json", JSON, together.as_text),
}
