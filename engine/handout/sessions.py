"""The calendar: her sessions on her days for the weeks of the plan, and nothing of why she does them (RFC 5545)."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from ..answers_file import PRODUCT
from ..results import Session
from ..stages.explanation import dose_in_words
from .case import Case, named

if TYPE_CHECKING:
    from icalendar import Event

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
SECONDS = 60
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://plumbline.example/sessions")  # .example belongs to nobody (RFC 2606)


def calendar(case: Case) -> bytes:
    """Return an iCalendar file: for each of her days one all-day event, repeated weekly from the date on."""
    from icalendar import Calendar

    found = Calendar()
    found.add("prodid", f"-//{PRODUCT}//{PRODUCT}//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", case.words.calendar.name)
    for session in case.shown.programme.week:
        found.add_component(_event(session, case))
    written: bytes = found.to_ical()
    return written


def _event(session: Session, case: Case) -> "Event":
    from icalendar import Event

    summary, lines = _summary(session, case), "\n".join((*_lines(session, case), case.words.calendar.closing))
    first = first_day(case.date, session.day)
    event, rule = Event(), {"freq": "weekly", "count": case.words.weeks}
    fields: dict[str, Any] = {
        "uid": f"{uuid.uuid5(_SPACE, f'{first} {lines}')}@plumbline.example",
        "dtstamp": datetime.combine(case.date, time(), UTC),
        "dtstart": first,
        "dtend": first + timedelta(days=1),
        "rrule": rule,
        "summary": summary,
        "description": lines,
        "transp": "TRANSPARENT",
        "class": "PRIVATE",
    }
    for name, value in fields.items():
        event.add(name, value)
    return event


def first_day(start: date, weekday: str) -> date:
    """Return the first such day of the week, on or after a date."""
    return start + timedelta(days=(WEEKDAYS.index(weekday) - start.weekday()) % len(WEEKDAYS))


def _summary(session: Session, case: Case) -> str:
    items = (item for item in case.shown.programme.chosen if item.exercise in session.exercises)
    minutes = max(1, round(sum(item.seconds for item in items) / SECONDS))
    return case.words.calendar.session.format(minutes=minutes)


def _lines(session: Session, case: Case) -> list[str]:
    line = case.words.calendar.line
    return [
        line.format(exercise=named(item), dose=dose_in_words(item.dose, case.knowledge))
        for item in case.shown.programme.chosen
        if item.exercise in session.exercises
    ]
