"""A posture pattern beside an even posture, each at a plumb line."""

from engine import Knowledge, drawings_of_pattern

from . import drawn
from .sheet import Sheet

WIDE = 136  # two side by side on the narrowest phone


def add(sheet: Sheet, pattern: str, knowledge: Knowledge) -> None:
    """Draw a pattern, and say that both are normal; nothing, where there is nothing to be seen."""
    if found := drawings_of_pattern(knowledge.patterns[pattern], knowledge):
        sheet.html(drawn.markup(found, WIDE))
        sheet.caption(knowledge.wording["posture_shown"])
