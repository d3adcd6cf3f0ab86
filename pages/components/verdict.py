"""The first thing on the plan: how urgent, where to go, and what to say there; unmissable."""

import streamlit as st

from engine import Advice, Assessment, Country, Knowledge, mistakes

from . import contradiction, country_choice, session, step
from .sheet import Kind, Sheet

SHOWN = 6

_KINDS: dict[str, Kind] = {
    "emergency_now": "error",
    "same_day": "error",
    "within_days": "warning",
    "routine_referral": "info",
    "not_known_yet": "info",
    "self_care": "success",
}


def add(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    """Add the headline, the disposition, and, where there is a sign, what to do about it."""
    words = knowledge.disposition_words[assessment.triage.disposition]
    sheet.title(assessment.explanation.headline)
    sheet.callout(_KINDS[assessment.triage.disposition], f"**{words.label}.** {words.meaning}")
    sheet.bullets(assessment.explanation.summary[1:])
    if assessment.triage.closed:
        _closed(sheet, assessment, knowledge)


def box(disposition: str, text: str) -> None:
    """Draw a text in the box whose colour says how urgent it is."""
    getattr(st, _KINDS[disposition])(text)


def _closed(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    worst = next(iter(assessment.triage.red_flags), None)
    if worst is not None and worst.disposition != "not_known_yet":
        _where_to_go(sheet, worst.advice, knowledge)
    for item in mistakes(session.answers(), knowledge):
        contradiction.add(sheet, item, knowledge)
    _open_questions(sheet, assessment, knowledge)
    if assessment.explanation.tell_them:
        sheet.subheader("What to tell them")
        sheet.caption("Show this, or read it out.")
        sheet.copyable("\n".join(assessment.explanation.tell_them))
    if assessment.explanation.meanwhile:
        sheet.subheader("Until then")
        sheet.bullets(assessment.explanation.meanwhile)


def _where_to_go(sheet: Sheet, advice: Advice, knowledge: Knowledge) -> None:
    with sheet.box():
        sheet.subheader(advice.title)
        sheet.markdown(f"**How fast:** {advice.how_fast}\n\n**Who:** {advice.who}")
        _numbers(sheet, country_choice.add(sheet, "Numbers for", knowledge, "verdict"))


def _numbers(sheet: Sheet, country: Country) -> None:
    lines = {
        "Emergency": country.emergency,
        "Urgent care": country.urgent_care,
        "Crisis line": country.crisis_line,
    }
    sheet.markdown("\n\n".join(f"**{name}:** {value}" for name, value in lines.items() if value))


def _open_questions(sheet: Sheet, assessment: Assessment, knowledge: Knowledge) -> None:
    if assessment.explanation.unknown:
        sheet.subheader("Still open")
        step.offer(sheet, assessment.explanation.open_questions[:SHOWN], "signs", knowledge)
        more = len(assessment.explanation.open_questions) - SHOWN
        if more > 0:
            sheet.caption(f"and {more} more")
