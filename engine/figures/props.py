"""Things to scale: where they stand in the start pose, and the boxes and rounds that they are made of."""

from collections.abc import Iterator
from dataclasses import dataclass

from .contacts import point_of
from .model import Prop
from .motion import Motion
from .space import Vec


@dataclass(frozen=True, slots=True)
class Box:
    """A block: from and to along the floor, in height and in depth; `solid` if she may not be inside it."""

    x: tuple[float, float]
    y: tuple[float, float]
    z: tuple[float, float]
    tone: str
    solid: bool = True

    def corners(self) -> list[Vec]:
        """Return its eight corners."""
        return [Vec(x, y, z) for x in self.x for y in self.y for z in self.z]


@dataclass(frozen=True, slots=True)
class Round:
    """A ball or roll seen from its end."""

    at: Vec
    radius: float
    tone: str


Thing = Box | Round
CARRIED = ("dumbbell", "kettlebell", "barbell", "weight", "cuff")
STRUNG = ("stick", "band", "loop")


def things(motion: Motion) -> list[Thing]:
    """Return everything that stands still, the hindmost first."""
    return [thing for prop in motion.figure.props for thing in _things(prop, motion)]


def floor_of(motion: Motion) -> float:
    """Return the height of the floor: she lies at 0, and a bed stands below her."""
    return min([0.0, *(thing.y[0] for thing in things(motion) if isinstance(thing, Box))])


def _things(prop: Prop, motion: Motion) -> Iterator[Thing]:
    if prop.form in CARRIED or prop.form in STRUNG:
        return
    if prop.under_all:
        yield from _under_all(prop, motion)
    else:
        at = point_of(prop.touches or "seat", motion.end if prop.when == "end" else motion.start, motion.body)
        yield from _FORMS[prop.form](prop, at)


def _under_all(prop: Prop, motion: Motion) -> Iterator[Thing]:
    low, high = _extent(motion)
    middle, half = (low + high) / 2 + prop.shift[0], max(prop.size[0], high - low + 14) / 2
    depth = (-prop.size[2] / 2 + prop.shift[1], prop.size[2] / 2 + prop.shift[1])
    x = (middle - half, middle + half)
    if prop.form == "bed":
        yield Box((x[0] + 6, x[0] + 12), (-38, -20), depth, "wood", False)
        yield Box((x[1] - 12, x[1] - 6), (-38, -20), depth, "wood", False)
        yield Box(x, (-28, -17), depth, "wood", False)
        yield Box(x, (-18, 0), depth, prop.tone)
    else:
        yield Box(x, (-prop.size[1], 0), depth, prop.tone)


def _extent(motion: Motion) -> tuple[float, float]:
    ends = [(at.x - r, at.x + r) for skin in (motion.skin[0], motion.skin[-1]) for _, at, r in skin]
    return min(low for low, _ in ends), max(high for _, high in ends)


def _box(prop: Prop, at: Vec) -> Iterator[Thing]:
    yield _block(prop, at, prop.tone)


def _block(prop: Prop, at: Vec, tone: str) -> Box:
    long, high, deep = prop.size
    high = prop.height if isinstance(prop.height, int | float) else high
    if prop.face == "right":
        x, y = (at.x - long, at.x), (0.0, high)
    elif prop.face == "left":
        x, y = (at.x, at.x + long), (0.0, high)
    else:
        x, y = (at.x - long / 2, at.x + long / 2), (at.y - high, at.y)
    if prop.height == "fit":
        y = (0.0, at.y)
    dx, dz = prop.shift
    y = (y[0] if y[0] == 0 else y[0] + prop.rise, y[1] + prop.rise)
    return Box((x[0] + dx, x[1] + dx), y, (dz - deep / 2, dz + deep / 2), tone)


def _chair(prop: Prop, at: Vec) -> Iterator[Thing]:
    block = _block(prop, at, prop.tone)
    left, top = block.x[0], block.y[1]
    yield Box((left - 3, left + 1), (top - 1, top + 44), (block.z[0] + 3, block.z[1] - 3), prop.tone, False)
    yield from _stool(prop, at)


def _stool(prop: Prop, at: Vec) -> Iterator[Thing]:
    block = _block(prop, at, prop.tone)
    (left, right), (_, top) = block.x, block.y
    for x in (left, right - 4):
        for z in (block.z[0], block.z[1] - 4):
            yield Box((x, x + 4), (0, top - 2), (z, z + 4), prop.tone, False)
    yield Box(block.x, (top - 4, top), block.z, prop.tone)


def _table(prop: Prop, at: Vec) -> Iterator[Thing]:
    block = _block(prop, at, prop.tone)
    (left, right), (_, top) = block.x, block.y
    yield Box((left + 7, right), (0, top - 3), block.z, "soft")
    yield Box(block.x, (top - 4, top), block.z, prop.tone)


def _bench(prop: Prop, at: Vec) -> Iterator[Thing]:
    block = _block(prop, at, prop.tone)
    (left, right), (_, top) = block.x, block.y
    yield Box((left + 4, left + 8), (0, top - 6), (block.z[0] + 6, block.z[1] - 6), "iron", False)
    yield Box((right - 8, right - 4), (0, top - 6), (block.z[0] + 6, block.z[1] - 6), "iron", False)
    yield Box(block.x, (top - 8, top), block.z, prop.tone)


def _sofa(prop: Prop, at: Vec) -> Iterator[Thing]:
    block = _block(prop, at, prop.tone)
    (left, right), (_, top) = block.x, block.y
    yield Box((left - 8, left + 12), (4, top + 36), block.z, prop.tone, False)
    yield Box((left - 4, right - 3), (0, 6), (block.z[0] + 6, block.z[1] - 6), "wood", False)
    yield Box((left, right), (6, top - 11), block.z, prop.tone)
    yield Box((left + 10, right), (top - 13, top), block.z, prop.tone)


def _doorway(prop: Prop, at: Vec) -> Iterator[Thing]:
    block = _block(prop, at, prop.tone)
    yield Box(block.x, block.y, block.z, prop.tone, False)


def _round(prop: Prop, at: Vec) -> Iterator[Thing]:
    radius = prop.size[0] / 2
    ways = {
        "top": Vec(0, -radius, 0),
        "bottom": Vec(0, radius, 0),
        "left": Vec(radius, 0, 0),
        "right": Vec(-radius, 0, 0),
    }
    yield Round(at.plus(ways[prop.face]).plus(Vec(prop.shift[0], prop.shift[1], 0)), radius, prop.tone)


_FORMS = {
    "box": _box, "wall": _box, "pad": _box, "chair": _chair, "stool": _stool, "table": _table, "bench": _bench,
    "sofa": _sofa, "doorway": _doorway, "round": _round,
}  # fmt: skip
