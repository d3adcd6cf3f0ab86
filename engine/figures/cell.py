"""One still picture of a self-test: a figure where she turns back, whole or close by, or a sketch alone."""

from collections.abc import Mapping

from .camera import CAMERAS
from .contacts import point_of
from .model import Sketch
from .motion import Motion
from .shared import shared
from .sketch import extra, sketched
from .svg import EDGE, Field, Words, document, field_of, scene

WIDE = 200.0
AROUND = 40.0  # a floor goes on beyond what is shown close by


def tall(motion: Motion) -> float:
    """Return how high the picture of a figure wants to be, its width being 200."""
    close = motion.figure.close
    if close:
        return WIDE * (close.high or close.wide) / close.wide
    field = field_of(motion)
    return min(WIDE, WIDE * field.tall / field.wide)


def cell(motion: Motion, sketches: Mapping[str, Sketch], words: Words, high: float = WIDE) -> str:
    """Return a figure's end pose with its arrow and all that is drawn over it, as SVG of 200 by `high`."""
    return document(shared(inside(motion, sketches, high), "c"), words, (WIDE, round(high)), motion.figure.mirror)


def inside(motion: Motion, sketches: Mapping[str, Sketch], high: float) -> str:
    """Return what `cell` draws, without the file round it."""
    field, figure = _field(motion, high), motion.figure
    scale = min(WIDE / field.wide, high / field.tall)
    x = WIDE / 2 - scale * (field.left + field.right) / 2
    y = high - (high - scale * field.tall) / 2 + scale * field.low
    if figure.sketch:
        inner = sketched(sketches[figure.sketch])
        return f'<g transform="matrix({scale / 10:.4f} 0 0 {-scale / 10:.4f} {x:.1f} {y:.1f})">{inner}</g>'
    return f'<g transform="matrix({scale:.4f} 0 0 {scale:.4f} {x:.1f} {y:.1f})">{_drawn(motion, field, sketches)}</g>'


def _drawn(motion: Motion, field: Field, sketches: Mapping[str, Sketch]) -> str:
    """Return the scene at one unit a centimetre, the floor's height and the scene's middle at 0."""
    out = AROUND if motion.figure.close else 0.0
    wider = Field(field.left - out, field.low - out, field.right + out, field.high + out)
    wide, high = wider.wide + EDGE, wider.tall + EDGE
    frame = (wider.left - EDGE / 2, -wider.high - EDGE / 2, wide, high)
    drawn = scene(motion, wider, frame, -1, cue=True).removesuffix("</g>")
    backdrop, _, woman = drawn.partition("</g>")
    behind, before = (_extras(motion, sketches, behind) for behind in (True, False))
    return f"{backdrop}</g>{behind}{woman}{before}</g>"


def _extras(motion: Motion, sketches: Mapping[str, Sketch], behind: bool) -> str:
    camera = CAMERAS[motion.figure.view]
    return "".join(extra(each, motion, camera, sketches) for each in motion.figure.more if each.behind == behind)


def _field(motion: Motion, high: float) -> Field:
    close = motion.figure.close
    if close is None:
        return field_of(motion)
    camera, at = CAMERAS[motion.figure.view], close.touches
    x, y = camera.flat(point_of(at, motion.end, motion.body)) if at else (0.0, 0.0)
    x, y, half = x + close.shift[0], y + close.shift[1], close.wide / 2
    return Field(x - half, y - half * high / WIDE, x + half, y + half * high / WIDE)
