"""How things stand while she answers: danger signs, and the patterns that take shape."""

from engine import SoFar

from . import session
from .sheet import Sheet

TITLE = "So far"
Line = tuple[str, str, str]
"""The name of a sign, what is said strongly, and the rest."""
_DANGER: dict[str, Line] = {
    "sign": ("priority_high", "A danger sign needs attention.", "See what to do in what you have so far."),
    "unsure": ("help", "You were not sure about a danger sign.", "Someone should talk it through with you."),
    "open": ("pending", "", "Danger signs: none so far, not all answered yet."),
    "clear": ("check_circle", "", "Danger signs: all asked, none found."),
}
_ONLY_TESTS: Line = ("check_circle", "", "Danger signs: none in what you were asked. A test at home could tell more.")
_LEFT_OPEN: Line = ("pending", "", "Danger signs: something was left open, so it is not known yet what is safe.")
SHOWN = 3


def lines() -> list[Line]:
    """Return how things stand, in a line or two."""
    found = session.so_far()
    return [_DANGER[found.danger], *_shapes(found)]


def add(sheet: Sheet, found: SoFar) -> None:
    """Add the small panel as it stands once nothing more is asked."""
    with sheet.box():
        sheet.caption(TITLE)
        for sign, strong, text in (_at_the_end(found), *_shapes(found)):
            sheet.signed(sign, f"{f'**{strong}** ' if strong else ''}{text}")


def _shapes(found: SoFar) -> list[Line]:
    return [] if found.closed else [("category", "", _patterns(found))]


def _at_the_end(found: SoFar) -> Line:
    """Return the line on danger signs: what is open still was left open by her, or rests on tests alone."""
    if found.danger in ("sign", "unsure"):
        return _DANGER[found.danger]
    if session.assessment().triage.closed:
        return _LEFT_OPEN
    return _ONLY_TESTS if found.danger == "open" else _DANGER[found.danger]


def _patterns(found: SoFar) -> str:
    named = [f"{name} (likely)" for name in found.likely] + [f"{name} (possible)" for name in found.possible]
    if not named:
        return "Patterns: none has taken shape yet."
    more = f" and {len(named) - SHOWN} more" if len(named) > SHOWN else ""
    return f"Patterns taking shape: {'; '.join(named[:SHOWN])}{more}."
