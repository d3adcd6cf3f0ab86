"""Outlines: smooth curves through points, as SVG path data in whole millimetres."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .model import Pair, Triple

Points = Sequence[Pair]
ROUNDS = 8  # each brings the corners three times nearer to where they belong


def smooth(points: Points) -> str:
    """Return a closed curve through the points: a quadratic B-spline, of which path data tell two numbers a point.

    Each stretch of it is told by where it ends, half-way between two corners; the corners follow by mirroring (`t`).
    They lie on every other millimetre, so that the half-way points are whole.
    """
    return _smooth(tuple(points))


@lru_cache(maxsize=512)
def _smooth(points: tuple[Pair, ...]) -> str:
    corners = [(2 * round(x * 5), 2 * round(y * 5)) for x, y in _corners(points)]
    pairs = zip(corners, corners[1:] + corners[:1], strict=True)
    middles = [((ax + bx) // 2, (ay + by) // 2) for (ax, ay), (bx, by) in pairs]
    (x, y), (cx, cy), (ex, ey) = middles[-1], corners[0], middles[0]
    ways = [bx - ax for a, b in pairwise(middles) for ax, bx in zip(a, b, strict=True)]
    return f"M{joined((x, y))}q{joined((cx - x, cy - y, ex - x, ey - y))}t{joined(ways)}z"


def _corners(points: Points) -> Points:
    """Return the corners round which a quadratic B-spline goes through the points: a + 6b + c = 8 times the point."""
    found = list(points)
    for _ in range(ROUNDS):
        found = [
            ((8 * x - ax - bx) / 6, (8 * y - ay - by) / 6)
            for (x, y), (ax, ay), (bx, by) in zip(points, found[-1:] + found[:-1], found[1:] + found[:1], strict=True)
        ]
    return found


def stroke(points: Points, tension: float = 0.166) -> str:
    """Return a line through the points: a Catmull-Rom spline, as Béziers that each mirror the one before."""
    grid = [(round(x * 10), round(y * 10)) for x, y in points]
    out = [f"M{joined(grid[0])}"]
    for i in range(len(points) - 1):
        before, here, there, after = (points[min(max(i + k, 0), len(points) - 1)] for k in (-1, 0, 1, 2))
        first = (here[0] + (there[0] - before[0]) * tension, here[1] + (there[1] - before[1]) * tension)
        second = (there[0] - (after[0] - here[0]) * tension, there[1] - (after[1] - here[1]) * tension)
        ways = [second, _tenth(grid[i + 1])] if i else [first, second, _tenth(grid[1])]
        out.append(("s" if i else "c") + _from(grid[i], ways))
    return "".join(out)


def _tenth(corner: tuple[int, int]) -> Pair:
    return corner[0] / 10, corner[1] / 10


def _from(origin: tuple[int, int], ways: Points) -> str:
    return joined([round(number * 10) - own for way in ways for number, own in zip(way, origin, strict=True)])


def joined(numbers: Sequence[int]) -> str:
    """Return numbers as briefly as path data allow: a minus parts them as well as a space."""
    return "".join(f" {number}" if i and number >= 0 else str(number) for i, number in enumerate(numbers))


def limb(widths: Sequence[Triple], long: float, facing: float, ends: tuple[float, float] = (0.95, 0.95)) -> list[Pair]:
    """Return the outline of a limb that hangs from the origin, its front to the right by `facing` (-1 to 1)."""
    sides = [(share, *_sides(front, back, facing)) for share, front, back in widths]
    top, low = sides[0], sides[-1]
    right = [(x, -share * long) for share, x, _ in sides]
    left = [(-x, -share * long) for share, _, x in reversed(sides)]
    head = ((top[1] - top[2]) / 2, -top[0] * long + ends[0] * (top[1] + top[2]) / 2)
    tail = ((low[1] - low[2]) / 2, -low[0] * long - ends[1] * (low[1] + low[2]) / 2)
    return [head, *right, tail, *left]


def _sides(front: float, back: float, facing: float) -> tuple[float, float]:
    middle, aside = (front + back) / 2, (front - back) / 2 * facing
    return middle + aside, middle - aside


def hull(points: Points) -> list[Pair]:
    """Return the corners of the smallest convex shape round the points (Andrew's monotone chain)."""
    ordered = sorted({(round(x, 2), round(y, 2)) for x, y in points})
    return _half(ordered)[:-1] + _half(ordered[::-1])[:-1]


def _half(ordered: Points) -> list[Pair]:
    chain: list[Pair] = []
    for x, y in ordered:
        while len(chain) > 1 and _turns_right(chain[-2], chain[-1], (x, y)):
            chain.pop()
        chain.append((x, y))
    return chain


def _turns_right(a: Pair, b: Pair, c: Pair) -> bool:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) <= 0


def polygon(points: Points) -> str:
    """Return straight lines round the points."""
    grid = [(round(x * 10), round(y * 10)) for x, y in points]
    ways = [(bx - ax, by - ay) for (ax, ay), (bx, by) in pairwise(grid)]
    return f"M{joined(grid[0])}l{joined([number for way in ways for number in way])}z"


def ellipse(x: float, y: float, wide: float, high: float) -> str:
    """Return an ellipse round a point."""
    rx, ry = round(wide * 10), round(high * 10)
    return f"M{joined((round(x * 10) - rx, round(y * 10)))}a{rx} {ry} 0 1 0 {2 * rx} 0a{rx} {ry} 0 1 0-{2 * rx} 0z"
