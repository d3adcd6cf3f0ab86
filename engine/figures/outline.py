"""Outlines: smooth closed curves through points, as SVG path data in whole millimetres."""

from collections.abc import Sequence

from .model import Pair, Triple

Points = Sequence[Pair]


def smooth(points: Points, closed: bool = True, tension: float = 0.166) -> str:
    """Return a curve through the points: a Catmull-Rom spline, as Béziers that each mirror the one before."""
    count = len(points)
    grid = [(round(x * 10), round(y * 10)) for x, y in points]
    out = [f"M{joined(grid[0])}"]
    for i in range(count if closed else count - 1):
        before, here, there, after = (_at(points, i + k, closed) for k in (-1, 0, 1, 2))
        first = (here[0] + (there[0] - before[0]) * tension, here[1] + (there[1] - before[1]) * tension)
        second = (there[0] - (after[0] - here[0]) * tension, there[1] - (after[1] - here[1]) * tension)
        ways = [second, _tenth(grid[(i + 1) % count])] if i else [first, second, _tenth(grid[1])]
        out.append(("s" if i else "c") + _from(grid[i], ways))
    return "".join(out) + ("z" if closed else "")


def _tenth(corner: tuple[int, int]) -> Pair:
    return corner[0] / 10, corner[1] / 10


def _at(points: Points, i: int, closed: bool) -> Pair:
    return points[i % len(points)] if closed else points[min(max(i, 0), len(points) - 1)]


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
    return "M" + "L".join(joined(corner) for corner in grid) + "z"


def ellipse(x: float, y: float, wide: float, high: float) -> str:
    """Return an ellipse round a point."""
    rx, ry = round(wide * 10), round(high * 10)
    return f"M{round(x * 10) - rx} {round(y * 10)}a{rx} {ry} 0 1 0 {2 * rx} 0a{rx} {ry} 0 1 0 {-2 * rx} 0z"
