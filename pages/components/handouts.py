"""What can be taken along: made when asked for, and handed to the browser itself, so that no address leads to it."""

import datetime as dt
from collections.abc import Iterable
from functools import partial

import engine
from engine import HandoutKind, Knowledge

from . import country_choice, session
from .sheet import Sheet

_WORDS: dict[HandoutKind, tuple[str, str, str]] = {
    "patient": (
        "One page to print",
        "description",
        "Pictures, dose, boxes to tick, when to stop, numbers.",
    ),
    "large": ("In large print", "text_increase", "The same, in letters of 18 points, on more pages."),
    "clinician": (
        "Summary for a clinician",
        "clinical_notes",
        "Answers, danger signs, patterns for and against, every rule that acted, fields for NRS and PSFS.",
    ),
    "calendar": ("Calendar of the sessions", "calendar_month", "For any calendar; no symptoms in it."),
    "fhir": ("FHIR R4", "data_object", "QuestionnaireResponse and CarePlan in a Bundle, as JSON."),
    "json": (
        "Answers and plan as a file",
        "data_object",
        "JSON for other programs, and to go on from later.",
    ),
}
FOR_HER: tuple[HandoutKind, ...] = ("patient", "large", "calendar", "json")


def add_for_her(sheet: Sheet, knowledge: Knowledge) -> None:
    """Offer what a visitor may want of her own plan."""
    sheet.fold("take", "Take it with you", lambda: _add(sheet, knowledge, FOR_HER))


def show_all(knowledge: Knowledge) -> None:
    """Offer every handout of the case on the bench."""
    sheet = Sheet()
    sheet.header("Hand out")
    _add(sheet, knowledge, engine.HANDOUTS)
    sheet.show("bench:handouts")


def _add(sheet: Sheet, knowledge: Knowledge, kinds: Iterable[HandoutKind]) -> None:
    """Offer these handouts, and what was made of the one that was asked for."""
    country_choice.add(sheet, "Numbers to ring", knowledge, "take")
    with sheet.row():
        for kind in kinds:
            _offer(sheet, kind)
    sheet.caption("Answers to private questions are left out of all of them.")
    made = session.handout(dt.datetime.now(dt.UTC).date())
    if made is not None:
        sheet.file(made.name, made.type, made.content)


def _offer(sheet: Sheet, kind: HandoutKind) -> None:
    label, icon, what = _WORDS[kind]
    no_sessions = kind == "calendar" and not session.assessment().programme.week
    if not no_sessions:
        sheet.button(f"take:{kind}", label, partial(session.ask_for_handout, kind), what, icon)
