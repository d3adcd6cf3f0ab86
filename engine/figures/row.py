"""Figures in a row, to one scale: a ladder with her level marked, outcomes of a test, postures at a plumb line."""

from collections.abc import Sequence

from .camera import CAMERAS
from .motion import Motion
from .shared import key_of, shared
from .svg import Field, Words, document, field_of, scene

CELL = 200.0
PLUMB_AHEAD = 3.0  # the line falls a little in front of the ankle bone (Kendall)


def row(
    motions: Sequence[Motion],
    words: Words,
    *,
    marked: int | None = None,
    plumb: bool = False,
    high: float | None = None,
) -> str:
    """Return the end poses of several figures side by side as one SVG, one of them marked, or each at a plumb line.

    It is as high as the tallest needs, or `high` (a cell is `CELL` wide).
    """
    fields = [field_of(motion) for motion in motions]
    wide, tall = max(field.wide for field in fields), max(field.tall for field in fields)
    high = high or CELL * min(1.0, tall / wide) + 12
    cells = [_cell(motion, _as_large(field, wide, tall), i, high, plumb) for i, (motion, field) in
             enumerate(zip(motions, fields, strict=True))]  # fmt: skip
    if marked is not None:
        cells.append(_mark(marked, high))
    key = key_of("/".join(motion.figure.at for motion in motions))
    return document(shared("".join(cells), key), words, (CELL * len(motions), high))


def _as_large(field: Field, wide: float, tall: float) -> Field:
    middle = (field.left + field.right) / 2
    return Field(middle - wide / 2, field.low, middle + wide / 2, field.low + tall)


def _cell(motion: Motion, field: Field, i: int, high: float, plumb: bool) -> str:
    drawn = scene(motion, field, (i * CELL, 0, CELL, high), -1, cue=False)
    return drawn.removesuffix("</g>") + _line(motion, field) + "</g>" if plumb else drawn


def _line(motion: Motion, field: Field) -> str:
    ankle = motion.end.near.foot.point(PLUMB_AHEAD, 0)
    x = round(CAMERAS[motion.figure.view].flat(ankle)[0] * 10)
    return f'<path class="plumb" d="M{x} {round(field.low * 10) + 40}V{round(field.high * 10) - 20}"/>'


def _mark(i: int, high: float) -> str:
    return f'<rect class="mark" x="{i * CELL + 3:g}" y="3" width="{CELL - 6:g}" height="{high - 6:g}" rx="10"/>'
