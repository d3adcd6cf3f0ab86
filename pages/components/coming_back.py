"""Coming back after exercising: the stop signs are asked again, and one that happened puts the plan on hold."""

from functools import partial

from engine import Assessment

from . import session
from .sheet import Sheet


def add(sheet: Sheet, assessment: Assessment) -> bool:
    """Ask whether a stop sign has shown up since; return whether the plan is on hold because of it."""
    signs = assessment.explanation.stop_signs
    ticked = [i for i, sign in enumerate(signs) if any(session.view(_key(i, line)) for line in sign.signs)]
    with sheet.folded("Coming back? Tell us how it went", is_open=bool(ticked)):
        sheet.markdown("Has any of these happened during or after the exercises?")
        for i, sign in enumerate(signs):
            for line in sign.signs:
                key = _key(i, line)
                sheet.toggle(key, line[:1].upper() + line[1:], bool(session.view(key)), partial(session.set_view, key))
    for i in ticked:
        sheet.callout("error", f"**{signs[i].do}**")
    return bool(ticked)


def is_on_hold(assessment: Assessment) -> bool:
    """Return whether a stop sign is ticked, wherever she is in the app."""
    signs = enumerate(assessment.explanation.stop_signs)
    return any(session.view(_key(place, line)) for place, sign in signs for line in sign.signs)


def _key(place: int, line: str) -> str:
    return f"{session.HOLD}{place}:{line}"
