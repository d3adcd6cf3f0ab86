"""The picture of a level for doing it together: drawn when asked for, and None where there is none or it is broken."""

from dataclasses import dataclass

from .figures.clock import USUAL
from .figures.read import Families
from .knowledge import Knowledge
from .pictures import picture


@dataclass(frozen=True, slots=True)
class PracticePicture:
    """A moving picture as SVG text: the seconds of its loop (out, hold, back, rest), and whether it is turned round.

    As drawn, the side that works is her right; a picture that is turned round shows her left.
    """

    svg: str
    tempo: tuple[float, float, float, float]
    turned: bool


def practice_picture(knowledge: Knowledge, exercise: str, level: str) -> PracticePicture | None:
    """Return the moving picture of a level, drawn once a process."""
    drawn = knowledge.derived(_drawn)
    key = (exercise, level)
    if key not in drawn:
        drawn[key] = _draw(knowledge, exercise, level)
    return drawn[key]


def _drawn(_: Knowledge) -> dict[tuple[str, str], PracticePicture | None]:
    return {}


def _draw(knowledge: Knowledge, exercise: str, level: str) -> PracticePicture | None:
    found = picture(knowledge, exercise, level)
    svg = found.svg() if found else None
    if svg is None:
        return None
    figure = knowledge.derived(Families).of(exercise)[level]
    return PracticePicture(svg, figure.tempo or USUAL, figure.mirror)
