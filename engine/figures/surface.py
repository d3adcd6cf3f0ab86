"""Her skin as balls and points: for the lowest point, and for what must not be inside a thing."""

from collections.abc import Iterator

from .model import Body, Pair, Triple
from .skeleton import Place, Side, Skeleton
from .space import Vec

Ball = tuple[str, Vec, float]


def balls(skeleton: Skeleton, body: Body, *, fist: bool = False) -> Iterator[Ball]:
    """Yield her skin: the part, the middle of a ball and its radius; her hands are open, or fists."""
    yield from _trunk(skeleton, body)
    yield from (("skull", skeleton.skull.point(x, y), 0.0) for x, y in body.shapes.head)
    for side in (skeleton.near, skeleton.far):
        yield from _limbs(side, body, body.shapes.fist if fist else body.shapes.hand)


def _trunk(skeleton: Skeleton, body: Body) -> Iterator[Ball]:
    for place, girth in zip(skeleton.spine, body.trunk, strict=True):
        yield "trunk", place.point(girth.front, 0), 0.0
        yield "trunk", place.point(-girth.back, 0), 0.0
        for out in (-1, 1):
            yield "trunk", place.point(0, 0, out * girth.wide), 0.0


def _limbs(side: Side, body: Body, hand: tuple[Pair, ...]) -> Iterator[Ball]:
    long, limbs = body.lengths, body.limbs
    yield from _limb("upper_leg", side.upper_leg, limbs.upper_leg[1:], long.upper_leg.of_stature * body.stature)
    yield from _limb("lower_leg", side.lower_leg, limbs.lower_leg, long.lower_leg.of_stature * body.stature)
    yield from _limb("upper_arm", side.upper_arm, limbs.upper_arm, long.upper_arm.of_stature * body.stature)
    yield from _limb("lower_arm", side.lower_arm, limbs.lower_arm, long.lower_arm.of_stature * body.stature)
    yield from _outline("foot", side.foot, body.shapes.foot)
    yield from _outline("toes", side.toes, body.shapes.toes)
    yield from _outline("hand", side.hand, hand)


def _limb(name: str, place: Place, widths: tuple[Triple, ...], long: float) -> Iterator[Ball]:
    for share, front, back in widths:
        middle = place.point((front - back) / 2, -share * long)
        yield name, middle, (front + back) / 2


def _outline(name: str, place: Place, points: tuple[Pair, ...]) -> Iterator[Ball]:
    return ((name, place.point(x, y), 0.0) for x, y in points)


def lowest(skeleton: Skeleton, body: Body) -> float:
    """Return the height of her lowest point."""
    return min(middle.y - radius for _, middle, radius in balls(skeleton, body))
