"""What a change of an overlay does, in words."""

from ..knowledge import Knowledge
from .file import Add, Change, ChangeDose, Lower, Raise, Remove, Swap, Veto

DOSE_WORDS = {
    "sets": "sets",
    "reps": "repetitions",
    "hold_s": "seconds held",
    "minutes": "minutes",
    "per_week": "days a week",
}
"""The parts of a dose that may be otherwise, in words."""


def effect_in_words(change: Change, knowledge: Knowledge) -> str:
    """Return what a change does, such as 'Bird dog in place of dead bug'."""
    match change:
        case Swap():
            return f"{_name(change.for_, knowledge)} in place of {_name(change.exercise, knowledge).lower()}"
        case Lower():
            return f"{_name(change.exercise, knowledge)}: no higher than “{_title(change, knowledge)}”"
        case Raise():
            past = ", ".join(change.past)
            return f"{_name(change.exercise, knowledge)}: up to “{_title(change, knowledge)}”, past {past}"
        case Remove():
            return f"No {_name(change.exercise, knowledge).lower()}"
        case Add():
            return f"{_name(change.exercise, knowledge)} first"
        case ChangeDose():
            parts = (f"{DOSE_WORDS[key]} {_span(span)}" for key, span in change.dose.given.items())
            return f"{_name(change.exercise, knowledge)}: {', '.join(parts)}"
        case Veto():
            return f"Without the rule {change.rule}"
    return ""


def _name(slug: str, knowledge: Knowledge) -> str:
    return knowledge.exercises[slug].name


def _title(change: Lower | Raise, knowledge: Knowledge) -> str:
    return next(x.title for x in knowledge.exercises[change.exercise].levels if x.id == change.level)


def _span(span: tuple[int, int]) -> str:
    return str(span[0]) if span[0] == span[1] else f"{span[0]} to {span[1]}"
