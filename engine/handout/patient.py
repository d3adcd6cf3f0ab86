"""The page for her: each exercise with its picture, dose and ticks, when to stop, and whom to ring."""

from dataclasses import asdict
from typing import Any

from ..knowledge import Knowledge
from ..passages import plain
from ..results import Card, Prescribed
from .case import Case
from .pdf import typeset
from .pictures import Picture, Pictures

TEMPLATE = "patient.typ"
KEY_POINTS = "Key Points"
SECONDS = 60
Data = dict[str, Any]


def page(case: Case, *, large: bool = False) -> bytes:
    """Return the page as PDF: A4, one page for a plan; or large print, on as many pages as that takes."""
    return typeset(TEMPLATE, content(case) | {"large": large}, case.date, case.knowledge)


def content(case: Case) -> Data:
    """Return everything that stands on the page, in words."""
    explained, words = case.shown.explanation, case.words.patient
    return {
        "title": explained.headline,
        "made": words.made.format(date=case.day),
        "reviewed": case.knowledge.wording["reviewed"],
        "words": words.model_dump(exclude={"at"}),
        "numbers": _numbers(case),
        "closed": _closed(case) if case.whole.triage.closed else None,
        "plan": None if case.whole.triage.closed else _plan(case),
    }


def _numbers(case: Case) -> Data:
    words, country = case.words.patient, case.country
    rows = {
        words.emergency: country.emergency,
        words.urgent_care: country.urgent_care,
        words.crisis_line: country.crisis_line,
    }
    title = words.numbers_for.format(country=country.name)
    return {"title": title, "rows": [[name, number] for name, number in rows.items() if number]}


# ------------------------------------------------------------------ closed
def _closed(case: Case) -> Data:
    explained, door = case.shown.explanation, case.door
    first, *others = explained.summary
    advice = door.advice if door else None
    return {
        "urgency": case.knowledge.disposition_words[case.whole.triage.disposition].label,
        "meaning": first,
        "why": others,
        "advice": advice.model_dump(include={"title", "how_fast", "who"}) if advice else None,
        "tell_them": explained.tell_them if door else (),
        "meanwhile": explained.meanwhile if door else (),
        "open": [case.knowledge.questions[name].text for name in _open(case)],
    }


def _open(case: Case) -> list[str]:
    questions = case.knowledge.questions
    return [name for name in case.shown.explanation.open_questions if not questions[name].sensitive]


# -------------------------------------------------------------------- open
def _plan(case: Case) -> Data:
    programme, explained = case.shown.programme, case.shown.explanation
    words = case.words
    days = [words.days[session.day] for session in programme.week]
    minutes = round(sum(item.seconds for item in programme.chosen) / SECONDS)
    pictures = case.knowledge.derived(Pictures).of((item.exercise, item.level) for item in programme.chosen)
    return {
        "how": words.patient.how.format(minutes=minutes, days=in_a_row(days)) if days else words.patient.nothing_fits,
        **_urgency(case),
        "for_all": explained.for_all,
        "exercises": [
            _exercise(item, card, pictures.get((item.exercise, item.level)), case)
            for item, card in zip(programme.chosen, explained.cards, strict=True)
        ],
        "weeks": words.weeks,
        "stop_signs": [{"signs": _capital(in_a_row(sign.signs, "or")), "do": sign.do} for sign in explained.stop_signs],
        "look_again": words.patient.look_again.format(weeks=words.weeks),
    }


def _urgency(case: Case) -> Data:
    """Return whom she should see beside the exercises, and why; the mildest disposition needs no words here."""
    disposition, summary = case.whole.triage.disposition, case.shown.explanation.summary
    if case.knowledge.severity[disposition] == 0:
        return {"urgency": "", "notices": summary[1:]}
    return {"urgency": case.knowledge.disposition_words[disposition].label, "notices": summary}


def in_a_row(things: Any, last: str = "and") -> str:
    """Return things as a list in a sentence, such as 'Monday, Wednesday and Friday'."""
    *others, end = things
    return f"{', '.join(others)} {last} {end}" if others else str(end)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _exercise(item: Prescribed, card: Card, picture: Picture | None, case: Case) -> Data:
    words = case.words
    days = [words.days[x.day] for x in case.shown.programme.week if item.exercise in x.exercises]
    said = words.patient.tick_for.format(name=item.name, days=in_a_row(days), weeks=words.weeks)
    return {
        "name": item.name,
        "level": item.title,
        "dose": card.dose,
        "points": _key_points(item.exercise, case.knowledge)[: words.key_points],
        "for_you": card.adaptations,
        "days": [day[:2] for day in days],
        "ticks": said,
        "figure": asdict(picture) if picture else None,
    }


def _key_points(exercise: str, knowledge: Knowledge) -> list[str]:
    section = knowledge.guides[exercise].section(KEY_POINTS)
    return plain(section.markdown).splitlines() if section else []
