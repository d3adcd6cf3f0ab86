"""Answers that do not fit together, named where they arise and mended in place."""

from functools import partial

from engine import Knowledge, Mistake

from . import session
from .sheet import Sheet


def words(mistake: Mistake) -> str:
    """Return what does not fit and what to do."""
    return f"{mistake.because} {mistake.fix}"


def ways_out(mistake: Mistake, knowledge: Knowledge) -> dict[str, str]:
    """Return the questions whose answers can go, each with the words of its button."""
    return {name: f"Clear my answer to “{knowledge.questions[name].text}”" for name in mistake.clear}


def add(sheet: Sheet, mistake: Mistake, knowledge: Knowledge) -> None:
    """Say what does not fit and what to do, with one button to clear each answer that can go."""
    with sheet.box():
        sheet.callout("warning", words(mistake))
        for name, label in ways_out(mistake, knowledge).items():
            sheet.button(f"clear:{mistake.questions}:{name}", label, partial(session.answer, name, None))
