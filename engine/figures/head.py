"""A head that turns on its neck, seen from before her: hair, chin and face go round with it.

`turn` is how far she looks to the right in the picture, in degrees.
"""

import math
from itertools import pairwise

from .model import Pair, Shapes

MOST = 62.0  # degrees: beyond, she would be drawn in profile
CHIN = 3.4  # how far the chin is before the middle of the head
EYE_LEVEL = 3.0  # from there down, the jaw goes along with the chin
BUN_BEHIND = 7.5
NOSE, TIP, UNDER_NOSE = (0.2, 1.6), (0.9, -0.6), (0.0, -0.9)
TIP_OUT, MOUTH_OUT, EYE_IN = 9.0, 5.4, 0.4  # from the middle of the head, and under its outline
MOUTH = ((-1.6, -3.4), (0.0, -3.9), (1.6, -3.4))
NAPE = ((98.0, -0.4), (124.0, -3.8))  # where the hair ends behind an ear: degrees round the head, height
BULGE = 1.6  # of the hair at the back of the head, beside it when she looks away from there


def skull(shapes: Shapes, turn: float) -> list[Pair]:
    """Return the outline of the head, its chin where she looks."""
    low = min(y for _, y in shapes.head_front)
    aside = math.sin(math.radians(turn)) * CHIN
    return [(x + aside * max(0.0, (y - EYE_LEVEL) / (low - EYE_LEVEL)), y) for x, y in shapes.head_front]


def bun(turn: float) -> Pair:
    """Return by how much the bun is moved: it is at the back, and goes the other way."""
    return -BUN_BEHIND * math.sin(math.radians(turn)), 0.0


def hair(shapes: Shapes, turn: float) -> list[Pair]:
    """Return the hair: on the side that she looks away from, it comes round from the back of her head."""
    outer = [point for point in shapes.hair_front if _is_outer(point)]
    line = [point for point in shapes.hair_front if not _is_outer(point)]
    brow = [_round(shapes, point, turn) for point in sorted(line)]
    return [*_behind_the_ear(shapes, turn, 1), *outer, *reversed(_behind_the_ear(shapes, turn, -1)), *brow]


def _is_outer(point: Pair) -> bool:
    return abs(point[0]) > 8 or point[1] > 12


def _behind_the_ear(shapes: Shapes, turn: float, sign: int) -> list[Pair]:
    """Return the hair behind one ear: where it ends, from above down, then the back of the head, from below up."""
    seen = BULGE * max(0.0, -sign * math.sin(math.radians(turn)))
    ends = [(sign * _across(_wide(shapes, y), angle + sign * turn), y) for angle, y in NAPE]
    return [*ends, *((sign * (_wide(shapes, y) + seen), y) for _, y in reversed(NAPE))]


def face(shapes: Shapes, turn: float) -> list[list[Pair]]:
    """Return the lines of the face: eyes, nose and mouth."""
    eyes = [[_round(shapes, (sign * x, y), turn, EYE_IN) for x, y in shapes.face_front] for sign in (1, -1)]
    nose = [_round(shapes, NOSE, turn), _turned(TIP, TIP_OUT, turn), _round(shapes, UNDER_NOSE, turn)]
    return [*eyes, nose, [_turned(point, MOUTH_OUT, turn) for point in MOUTH]]


def _round(shapes: Shapes, point: Pair, turn: float, within: float = 0.0) -> Pair:
    """Return where a point of the skin comes when she turns."""
    return _turned(point, max(_wide(shapes, point[1]) - within, abs(point[0])), turn)


def _turned(point: Pair, out: float, turn: float) -> Pair:
    """Return where a point comes that is so far from the middle of the head."""
    return _across(out, math.degrees(math.asin(point[0] / out)) + turn), point[1]


def _across(out: float, degrees: float) -> float:
    return out * math.sin(math.radians(max(-90.0, min(90.0, degrees))))


def _wide(shapes: Shapes, y: float) -> float:
    """Return half the width of the head at a height."""
    half = sorted((point for point in shapes.head_front if point[0] >= 0), key=lambda point: point[1])
    for (ax, ay), (bx, by) in pairwise(half):
        if ay <= y <= by:
            return ax + (bx - ax) * (y - ay) / (by - ay)
    return half[-1][0]
