"""What a self-test and a posture pattern look like: still drawings, with the words that stand for them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from .knowledge import Knowledge
from .model import Pattern, SelfTest

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Drawing:
    """A still drawing: its SVG text, what it shows in words, and the line that stands below it."""

    svg: str
    alt: str
    caption: str


@dataclass(frozen=True, slots=True)
class TestDrawings:
    """What can be seen of a self-test: what to do, and for each of its questions what each answer looks like."""

    steps: tuple[Drawing, ...] = ()
    answers: Mapping[str, tuple[Drawing, ...]] = field(default_factory=dict)


def drawings_of_test(test: SelfTest, knowledge: Knowledge) -> TestDrawings:
    """Return the drawings of a self-test: none, if its file is missing or broken, which the lint says."""
    kept = knowledge.derived(_of_tests)
    if test.id not in kept:
        from .figures.drawn import drawn_test  # read by nobody who sees no test, and slow to start

        kept[test.id] = _if_whole(lambda: drawn_test(test, knowledge)) or TestDrawings()
    return kept[test.id]


def drawings_of_pattern(pattern: Pattern, knowledge: Knowledge) -> tuple[Drawing, ...]:
    """Return an even posture and a pattern's, each at a plumb line; none where there is nothing to be seen."""
    kept = knowledge.derived(_of_patterns)
    if pattern.id not in kept:
        from .figures.drawn import drawn_pattern  # as above

        kept[pattern.id] = _if_whole(lambda: drawn_pattern(pattern, knowledge)) or ()
    return kept[pattern.id]


def _of_tests(_: Knowledge) -> dict[str, TestDrawings]:
    return {}


def _of_patterns(_: Knowledge) -> dict[str, tuple[Drawing, ...]]:
    return {}


def _if_whole(draw: Callable[[], T]) -> T | None:
    try:
        return draw()
    except Exception:  # whatever is wrong with a drawing, the page goes on without it
        return None
