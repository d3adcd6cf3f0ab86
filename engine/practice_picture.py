"""The picture of a level for doing it together: drawn when asked for, and None where there is none or it is broken."""

from dataclasses import dataclass

from .knowledge import Knowledge
from .source import SourceError


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
    from .figures import gallery, read
    from .figures.clock import USUAL

    try:
        figures = read.load(knowledge.root, frozenset({exercise}))
    except (SourceError, OSError):
        return None
    figure = figures.levels.get(exercise, {}).get(level)
    if figure is None:
        return None
    return PracticePicture(gallery.drawn(knowledge, figure, figures), figure.tempo or USUAL, figure.mirror)
