"""Pictures for pages: a level's figure, moving or still, and a ladder in a row; read and drawn when they are needed."""

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from .drawings import Drawing, drawings_of_pattern, drawings_of_test
from .figures.gallery import words
from .figures.model import Figure
from .figures.motion import Motion, moving
from .figures.read import FOLDER, Families
from .figures.row import CELL, row
from .figures.svg import EDGE, HIGH, LARGEST, WIDE, Words, field_of, svg
from .knowledge import Knowledge
from .model import Pattern, SelfTest
from .source import SourceError

CELL_HIGH = 150
TESTS = "tests"  # begins the names of the drawings of self-tests
PATTERNS = "patterns"  # likewise of posture patterns
STILL = ".still"
ENDING = ".svg"
_SIZE = re.compile(r'viewBox="0 0 (\S+) (\S+)"')
_CANNOT = (SourceError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What reading and drawing raise over a file with mistakes: the lint tells them, a page does without the picture."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that can be drawn: its name, its words, its size, and a mark that changes when it may have changed."""

    name: str
    alt: str
    width: int
    height: int
    mark: str
    _draw: Callable[[], str] = field(repr=False, compare=False)
    _fill: Callable[[], int] | None = field(default=None, repr=False, compare=False)

    def svg(self) -> str | None:
        """Draw it (some 20 ms), as SVG text; None if that cannot be done."""
        try:
            return self._draw()
        except _CANNOT:
            return None

    def filled(self) -> int:
        """Return how much of its height is drawn on, as much above the middle as below: the rest is empty."""
        return self._fill() if self._fill else self.height


def picture(knowledge: Knowledge, exercise: str, level: str, *, still: bool = False) -> Picture | None:
    """Return the figure of a level, moving or with both poses side by side; None if there is none."""
    shelf = knowledge.derived(_Shelf)
    figure = shelf.family(exercise).get(level)
    if figure is None:
        return None
    said = words(knowledge, figure)
    name = f"{exercise}/{level}{STILL if still else ''}{ENDING}"
    fill = None if still else partial(shelf.filled, figure)
    return Picture(name, said.text, WIDE, HIGH, shelf.mark, partial(shelf.figure, figure, said, still), fill)


def ladder_picture(knowledge: Knowledge, exercise: str) -> Picture | None:
    """Return the end poses of all levels in a row, to one scale, each in a cell of 4 to 3; None if one is missing."""
    shelf = knowledge.derived(_Shelf)
    facts = knowledge.exercises.get(exercise)
    levels = facts.levels if facts else ()
    family = shelf.family(exercise)
    figures = [family[level.id] for level in levels if level.id in family]
    if facts is None or not levels or len(figures) < len(levels):
        return None
    said = Words(facts.name, f"{facts.name}, in {len(levels)} levels: {', '.join(level.title for level in levels)}.")
    draw = partial(shelf.ladder, figures, said)
    width = round(CELL) * len(levels)
    return Picture(f"{exercise}{ENDING}", said.text, width, CELL_HIGH, shelf.mark, draw)


def picture_named(knowledge: Knowledge, name: str) -> Picture | None:
    """Return the picture of this name, such as 'squats/chair-squat.svg'; None if there is none."""
    exercise, slash, level = name.removesuffix(ENDING).partition("/")
    if not name.endswith(ENDING):
        return None
    if exercise == TESTS:
        return _of_test_named(knowledge, level)
    if exercise == PATTERNS:
        return next((x for x in _of_all_patterns(knowledge) if x.name == name), None)
    if not slash:
        return ladder_picture(knowledge, exercise)
    return picture(knowledge, exercise, level.removesuffix(STILL), still=level.endswith(STILL))


def picture_of_test(knowledge: Knowledge, test: SelfTest, drawing: Drawing) -> Picture:
    """Return a drawing of a self-test as a picture that the server hands out."""
    return _still(f"{TESTS}/{test.id}/{_all_of(test, knowledge).index(drawing)}", drawing)


def pictures_of_pattern(knowledge: Knowledge, pattern: Pattern) -> tuple[Picture, ...]:
    """Return the drawings of a posture pattern as pictures that the server hands out; none where there are none."""
    drawings = enumerate(drawings_of_pattern(pattern, knowledge))
    return tuple(_still(f"{PATTERNS}/{pattern.id}/{place}", drawing) for place, drawing in drawings)


def _of_all_patterns(knowledge: Knowledge) -> Iterator[Picture]:
    return (x for pattern in knowledge.patterns.values() for x in pictures_of_pattern(knowledge, pattern))


def _still(name: str, drawing: Drawing) -> Picture:
    mark = hashlib.sha256(drawing.svg.encode()).hexdigest()[:12]
    wide, high = (round(float(x)) for x in _SIZE.findall(drawing.svg)[0])
    return Picture(f"{name}{ENDING}", drawing.alt, wide, high, mark, lambda: drawing.svg)


def _of_test_named(knowledge: Knowledge, name: str) -> Picture | None:
    test_id, _, place = name.partition("/")
    test = knowledge.self_tests.get(test_id)
    found = {str(i): drawing for i, drawing in enumerate(_all_of(test, knowledge))} if test else {}
    return picture_of_test(knowledge, test, found[place]) if test and place in found else None


def _all_of(test: SelfTest, knowledge: Knowledge) -> tuple[Drawing, ...]:
    found = drawings_of_test(test, knowledge)
    return (*found.steps, *(drawing for group in found.answers.values() for drawing in group))


class _Shelf:
    """The figures of one data folder, a family at a time, and the mark of everything that they are drawn from."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.exercises = knowledge.exercises
        self.mark = _mark(knowledge)
        self._filled: dict[str, int] = {}
        try:
            self._read: Families | None = knowledge.derived(Families)
        except _CANNOT:
            self._read = None

    def family(self, slug: str) -> Mapping[str, Figure]:
        """The figures of an exercise by level; none for what is no exercise, or cannot be read."""
        return self._read.of(slug) if self._read and slug in self.exercises else {}

    def filled(self, figure: Figure) -> int:
        """How much of the height of a moving figure is drawn on, worked out once; all of it if that cannot be done."""
        if figure.at not in self._filled:
            try:
                self._filled[figure.at] = _filled(self._moving(figure))
            except _CANNOT:
                self._filled[figure.at] = HIGH
        return self._filled[figure.at]

    def figure(self, figure: Figure, said: Words, still: bool) -> str:
        """Draw a level."""
        return svg(self._moving(figure), said, still=still)

    def ladder(self, figures: list[Figure], said: Words) -> str:
        """Draw levels in a row."""
        return row([self._moving(figure) for figure in figures], said, high=CELL_HIGH)

    def _moving(self, figure: Figure) -> Motion:
        assert self._read is not None
        return moving(figure, self._read.shared.body)


def _filled(motion: Motion) -> int:
    field = field_of(motion)
    scale = min((WIDE - EDGE) / field.wide, (HIGH - EDGE) / field.tall, LARGEST)
    return min(HIGH, math.ceil(scale * field.tall) + EDGE)


def _mark(knowledge: Knowledge) -> str:
    """Return a mark of all that a picture depends on: poses, drawing code, and the names in its words."""
    titles = [level.title for exercise in knowledge.exercises.values() for level in exercise.levels]
    found = hashlib.sha256("\n".join(titles).encode())
    for path in (*_files(knowledge.root / FOLDER, "*.yaml"), *_files(Path(__file__).parent / FOLDER, "*.py")):
        found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _files(folder: Path, kind: str) -> list[Path]:
    return sorted(folder.rglob(kind))
