"""How things stand while she answers: danger signs, and the patterns that take shape."""

from engine import SoFar

from . import session
from .sheet import Sheet

TITLE = "So far"
Line = tuple[str, str, str]
"""The name of a sign, what is said strongly, and the rest."""
_DANGER: dict[str, Line] = {
    "sign": ("priority_high", "A danger sign needs attention.", "See what to do in what you have so far."),
    "open": ("pending", "", "Danger signs: none so far, not all asked yet."),
    "clear": ("check_circle", "", "Danger signs: all asked, none found."),
}
SHOWN = 3


def lines() -> list[Line]:
    """Return how things stand, in a line or two."""
    found = session.so_far()
    return [_DANGER[found.danger], *([] if found.closed else [("category", "", _patterns(found))])]


def add(sheet: Sheet) -> None:
    """Add the small panel."""
    with sheet.box():
        sheet.caption(TITLE)
        for sign, strong, text in lines():
            sheet.signed(sign, f"{f'**{strong}** ' if strong else ''}{text}")


def _patterns(found: SoFar) -> str:
    named = [f"{name} (likely)" for name in found.likely] + [f"{name} (possible)" for name in found.possible]
    if not named:
        return "Patterns: none has taken shape yet."
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return f"Patterns taking shape: {'; '.join(named[:SHOWN])}{more}."
