"""data/handout/words.yaml: the words of what she can take with her, and how many weeks it is for."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from .. import names
from ..knowledge import Knowledge
from ..model import Confidence, Entry, Prose
from ..source import Problem, SourceError, read_yaml

FILE = Path("handout") / "words.yaml"
_PARTS = ("vocabulary", "sources", "patterns", "advice", "facts", "questions", "self_tests")


class PatientWords(Entry):
    """The words of the page for her."""

    made: Prose
    for_whom: Prose
    how: Prose
    nothing_fits: Prose
    for_all: Prose
    for_you: Prose
    week: Prose
    tick_for: Prose
    stop: Prose
    help: Prose
    look_again: Prose
    numbers_for: Prose
    emergency: Prose
    urgent_care: Prose
    crisis_line: Prose
    closed: Prose
    how_fast: Prose
    who: Prose
    why: Prose
    tell_them: Prose
    meanwhile: Prose
    still_open: Prose
    still_open_do: Prose
    page: Prose


class ClinicianWords(Entry):
    """The words of the summary for a clinician."""

    title: Prose
    intro: Prose
    made: Prose
    name: Prose
    born: Prose
    urgency: Prose
    plan: Prose
    plans: dict[str, Prose]
    signs_present: Prose
    signs_unknown: Prose
    signs_negative: Prose
    if_there: Prose
    none: Prose
    for_clinician: Prose
    to_fill: Prose
    nrs: Prose
    nrs_now: Prose
    nrs_worst: Prose
    psfs: Prose
    activity: Prose
    score: Prose
    patterns_found: Prose
    pattern_name: Prose
    fits: Prose
    found_for: Prose
    found_against: Prose
    unlikely: Prose
    not_counted: Prose
    aim: Prose
    programme: Prose
    exercise: Prose
    dose: Prose
    held: Prose
    demand: Prose
    at_top: Prose
    as_high: Prose
    held_back: Prose
    reason: Prose
    answers_given: Prose
    not_sure: Prose
    decisions: Prose
    stages: dict[str, Prose]
    rule: Prose
    because: Prose
    on_whose_word: Prose
    effect: Prose
    unknown: Prose
    confidence: Prose
    facts: Prose
    literature: Prose
    versions: Prose
    version: Prose
    page: Prose


class CalendarWords(Entry):
    """The words of the calendar."""

    name: Prose
    session: Prose
    line: Prose
    closing: Prose


class FhirWords(Entry):
    """The words of the FHIR resources."""

    subject: Prose
    care_plan: Prose
    closed: Prose
    pattern_note: Prose


class HandoutWords(Entry):
    """All of them, and what a handout holds: weeks of ticks, key points of each guide."""

    weeks: Annotated[int, Field(ge=1, le=12)]
    weeks_because: Prose
    key_points: Annotated[int, Field(ge=1, le=5)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence
    days: dict[str, Prose]
    patient: PatientWords
    clinician: ClinicianWords
    calendar: CalendarWords
    fhir: FhirWords


def read(knowledge: Knowledge) -> HandoutWords:
    """Return the file, typed.

    Raises:
        SourceError: it is missing, not of the right shape, or names a source that does not exist.
    """
    document = read_yaml(knowledge.root / FILE, f"{knowledge.root.name}/{FILE.as_posix()}")
    try:
        value = document.value if isinstance(document.value, dict) else {}
        words = HandoutWords.model_validate({**value, "at": document.where()})
    except ValidationError as error:
        found = [Problem(document.where(item["loc"]), f"{item['loc'][-1]}: {item['msg']}") for item in error.errors()]
        raise SourceError(found) from error
    parts: dict[str, Any] = {name: getattr(knowledge, name) for name in _PARTS}
    if wrong := names.problems([(document, (), {"sources": document.value["sources"]})], parts):
        raise SourceError(wrong)
    return words
