"""The one cue: an arrow along the way that a point of her takes, round a point, or against what she presses."""

import math
from collections.abc import Iterator

from .camera import Camera
from .contacts import point_of
from .model import Pair, Quad
from .motion import Motion
from .outline import stroke

ASIDE = 11.0  # how far beside the way it runs
SHORTEST = 15.0
HEAD = 6.0
ARC = 30.0  # degrees between two points of one that goes round


def arrow(motion: Motion, camera: Camera) -> Iterator[tuple[str, list[Pair]]]:
    """Yield each arrow as path data, with the points that it goes through."""
    for name in motion.figure.arrow:
        way = [camera.flat(point_of(name, step, motion.body)) for step in motion.steps]
        line = _beside(_long_enough([way[0], _midway(way), way[-1]]), _middle(motion, camera), motion.figure.nudge)
        if line:
            yield _drawn(line), line
    for name, (right, up) in motion.figure.press.items():
        x, y = camera.flat(point_of(name, motion.end, motion.body))
        line = [(x - right * share, y - up * share) for share in (1, 0.5, 0)]
        yield _drawn(line), line
    for name, given in motion.figure.circle.items():
        line = _round(camera.flat(point_of(name, motion.end, motion.body)), given, motion.figure.nudge)
        yield _drawn(line), line


def _round(middle: Pair, given: Quad, nudge: Pair) -> list[Pair]:
    """Return the way round a point: half its width and height, and from which degree to which."""
    (x, y), (wide, high, first, last), (right, up) = middle, given, nudge
    count = max(2, math.ceil(abs(last - first) / ARC))
    angles = [math.radians(first + (last - first) * i / count) for i in range(count + 1)]
    return [(x + right + wide * math.cos(angle), y + up + high * math.sin(angle)) for angle in angles]


def _drawn(line: list[Pair]) -> str:
    return stroke(line) + stroke(_head(line), tension=0)


def _middle(motion: Motion, camera: Camera) -> Pair:
    x, y = zip(*(camera.flat(step.pelvis.at.plus(step.thorax.at).times(0.5)) for step in motion.steps), strict=True)
    return sum(x) / len(x), sum(y) / len(y)


def _midway(way: list[Pair]) -> Pair:
    """Return where the point is half-way in time; where the straight way has its middle, if it has come or stayed."""
    middle = way[len(way) // 2]
    if min(math.dist(middle, way[0]), math.dist(middle, way[-1])) < math.dist(way[0], way[-1]) / 5:
        return (way[0][0] + way[-1][0]) / 2, (way[0][1] + way[-1][1]) / 2
    return middle


def _long_enough(way: list[Pair]) -> list[Pair]:
    (ax, ay), (bx, by) = way[0], way[-1]
    length = math.hypot(bx - ax, by - ay)
    if length < 0.3:
        return []
    if length >= SHORTEST:
        return way
    mx, my, grow = (ax + bx) / 2, (ay + by) / 2, SHORTEST / length
    return [(mx + (x - mx) * grow, my + (y - my) * grow) for x, y in way]


def _beside(way: list[Pair], middle: Pair, nudge: Pair) -> list[Pair]:
    if not way:
        return []
    (ax, ay), (mx, my), (bx, by) = way
    length = math.hypot(bx - ax, by - ay)
    square = (-(by - ay) / length, (bx - ax) / length)
    sign = 1 if square[0] * (mx - middle[0]) + square[1] * (my - middle[1]) >= 0 else -1
    dx, dy = square[0] * ASIDE * sign + nudge[0], square[1] * ASIDE * sign + nudge[1]
    return [(x + dx, y + dy) for x, y in way]


def _head(line: list[Pair]) -> list[Pair]:
    (ax, ay), (bx, by) = line[-2], line[-1]
    angle = math.atan2(by - ay, bx - ax)
    barbs = [(bx - HEAD * math.cos(angle + turn), by - HEAD * math.sin(angle + turn)) for turn in (-0.6, 0.6)]
    return [barbs[0], (bx, by), barbs[1]]
