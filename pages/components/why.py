"""Why a question is asked: its own reason, and what rests on it now, from the rules."""

from typing import Any

from engine import Knowledge, RestsOn, Step, rests_on

from . import session, words

ASK = "Why are you asking?"
SHOWN = 3


def told(current: Step, knowledge: Knowledge) -> list[dict[str, Any]]:
    """Return, for each question of a screen, why it is asked and what hangs on it: lines, each with those under it."""
    found = rests_on((item.id for item in current.questions), session.answers(), knowledge, session.put_to_her())
    return [{"text": item.text, "why": item.why, "lines": _lines(found[item.id])} for item in current.questions]


def _lines(rests: RestsOn) -> list[tuple[str, list[str]]]:
    hidden = f"{words.count(rests.private, 'danger sign')} that we do not name here"
    lines = [
        ("Whether this danger sign can be left aside:", _first(rests.danger_signs)),
        (hidden if rests.private else "", []),
        ("Which stage's rules are yours:", _first(rests.stages)),
        ("Which movements are safe for you:", _first(rests.cautions)),
    ]
    told = [(line, under) for line, under in lines if under or line == hidden]
    return told or [("Which exercises fit you best. No danger sign rests on it now.", [])]


def _first(names: tuple[str, ...]) -> list[str]:
    more = len(names) - SHOWN
    return [*names[:SHOWN], *([f"and {more} more"] if more > 0 else [])]
