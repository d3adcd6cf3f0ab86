"""The screen of the check, as one component: what it shows goes to the browser, what she does there comes back.

One component instead of a widget a line, because a screen of seventeen lines is then exchanged in a third of the time.
What the browser tells is a list of acts, numbered; an act counts once, in order, and only for the visit it was meant
for. Nothing of it is trusted: what is no act, or of no question that she was asked, changes nothing.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from . import keeping, session
from .part import Part, read

KEY = "check"
_SEEN = "check:seen"
_SCRIPT = read("make.js", "check_form.js", "stopwatch.js", "body_map.js")
_STYLE = read("controls.css", "check_form.css", "body_map.css")
COMPONENT = Part("check", _SCRIPT, _STYLE, '<div class="check"></div>')


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that she did on a screen: its number, where, what, to which question, and with what."""

    n: int
    whose: str
    topic: str
    do: str
    id: str
    value: Any


def show(screen: Mapping[str, Any], act: Callable[[Act], None]) -> None:
    """Draw a screen; `act` is called with each thing that she has done since."""
    data = {**screen, "visit": keeping.visit(), "whose": whose(), "seen": session.view(_SEEN, 0)}
    COMPONENT(key=KEY, data=data, on_said_change=partial(_hear, act))


def whose() -> str:
    """Return whose answers are on the screen: an example's, or her own."""
    return session.person() or ""


def _hear(act: Callable[[Act], None]) -> None:
    for done in _acts((session.view(KEY) or {}).get("said")):
        if done.n > session.view(_SEEN, 0):
            session.set_view(_SEEN, done.n)
            if done.whose == whose():
                act(done)


def _acts(said: Any) -> Iterator[Act]:
    """Yield what is an act of what a browser sent for this visit."""
    match said:
        case {"visit": visit, "acts": list(acts)} if visit == keeping.visit():
            for act in acts:
                match act:
                    case {
                        "n": int(n),
                        "whose": str(whose),
                        "topic": str(topic),
                        "do": str(do),
                        "id": str(asked),
                        "value": value,
                    } if not isinstance(n, bool):
                        yield Act(n, whose, topic, do, asked, value)
