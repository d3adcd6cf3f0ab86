"""Sketches and lines over a still figure: a ruler, a telephone, a hand close by, an angle."""

import math
from collections.abc import Mapping

from .camera import Camera
from .colours import FAR
from .contacts import point_of
from .model import Extra, Pair, Sketch, Stroke
from .motion import Motion
from .outline import ellipse, polygon, smooth, stroke

FARTHER = {"sf": "s", "tf": "t", "lf": "l"}  # the darker skin and cloth of what is further away


def sketched(sketch: Sketch, at: Pair = (0, 0), turn: float = 0, size: float = 1, flip: bool = False) -> str:
    """Return a sketch as SVG parts, its origin at a place, turned by degrees against the clock."""
    placed = f"translate({round(at[0] * 10)} {round(at[1] * 10)})"
    placed += f"rotate({turn:g})" if turn else ""
    placed += f"scale({-size if flip else size:g} {size:g})" if flip or size != 1 else ""
    inner = "".join(map(_shape, sketch.strokes))
    return f'<g transform="{placed}">{inner}</g>'


def _shape(given: Stroke) -> str:
    look = FARTHER.get(given.look, given.look)
    path = f'<path class="{look}" d="{_path(given)}"/>'
    return f'<g class="{FAR}">{path}</g>' if given.look in FARTHER else path


def _path(given: Stroke) -> str:
    if given.oval:
        return ellipse(*given.oval)
    if given.edges:
        return polygon(given.edges)
    return smooth(given.curve) if given.curve else stroke(given.line)


def extra(given: Extra, motion: Motion, camera: Camera, sketches: Mapping[str, Sketch]) -> str:
    """Return what is drawn over a figure where she turns back."""
    start = _shifted(_place(given.touches, motion, camera), given.shift)
    if given.sketch:
        return sketched(sketches[given.sketch], start, given.turn, given.size, given.flip)
    end = _shifted(_place(given.to, motion, camera) if given.to else start, given.reach)
    return f'<path class="{given.line or "mark"}" d="{_straight(start, end)}"/>'


def _place(name: str | None, motion: Motion, camera: Camera) -> Pair:
    return camera.flat(point_of(name, motion.end, motion.body)) if name else (0.0, 0.0)


def _shifted(place: Pair, by: Pair) -> Pair:
    return place[0] + by[0], place[1] + by[1]


def _straight(start: Pair, end: Pair) -> str:
    return "M" + "L".join(f"{math.floor(x * 10 + 0.5)} {math.floor(y * 10 + 0.5)}" for x, y in (start, end))
