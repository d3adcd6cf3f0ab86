"""Where her weight is, and whether she would stand: the centre of mass over the feet."""

from .contacts import SOLE, Contact, side_of, spot
from .model import Body
from .skeleton import Place, Side, Skeleton
from .space import ORIGIN, Vec


def centre_of_mass(skeleton: Skeleton, body: Body) -> Vec:
    """Return the centre of mass: each part's share of the weight (de Leva 1996, women) at its own centre."""
    parts = [*_middle(skeleton, body), *_limbs(skeleton.near, body), *_limbs(skeleton.far, body)]
    total = sum(weight for _, weight in parts)
    return sum_of([at.times(weight / total) for at, weight in parts])


def sum_of(ways: list[Vec]) -> Vec:
    """Return all ways one after the other."""
    whole = ORIGIN
    for way in ways:
        whole = whole.plus(way)
    return whole


def _middle(skeleton: Skeleton, body: Body) -> list[tuple[Vec, float]]:
    trunk = skeleton.thorax.at.plus(skeleton.pelvis.at.minus(skeleton.thorax.at), body.masses.trunk.at)
    head = skeleton.skull.point(0, 5)
    return [(trunk, body.masses.trunk.of_weight), (head, body.masses.head.of_weight)]


def _limbs(side: Side, body: Body) -> list[tuple[Vec, float]]:
    long, mass = body.lengths, body.masses
    hanging = (
        (side.upper_leg, long.upper_leg, mass.upper_leg),
        (side.lower_leg, long.lower_leg, mass.lower_leg),
        (side.upper_arm, long.upper_arm, mass.upper_arm),
        (side.lower_arm, long.lower_arm, mass.lower_arm),
        (side.hand, long.hand, mass.hand),
    )
    found = [(_down(at, how.of_stature * body.stature * m.at), m.of_weight) for at, how, m in hanging]
    foot = side.foot.point(long.foot.of_stature * body.stature * mass.foot.at - 5.8, -4)
    return [*found, (foot, mass.foot.of_weight)]


def _down(place: Place, way: float) -> Vec:
    return place.point(0, -way)


def beyond_the_feet(skeleton: Skeleton, contacts: tuple[Contact, ...], body: Body) -> float:
    """Return how far the centre of mass is outside the planted feet, along the floor in profile; 0 if over them."""
    soles = [x for contact in contacts for x in _sole(contact, skeleton, body)]
    if not soles:
        return 0.0
    x = centre_of_mass(skeleton, body).x
    return max(min(soles) - x, x - max(soles), 0.0)


def _sole(contact: Contact, skeleton: Skeleton, body: Body) -> list[float]:
    """Return where the part of the sole that bears weight begins and ends: all of it, or only ball and toes."""
    if spot(contact.name, body).on not in SOLE:
        return []
    side = side_of(contact.name, skeleton)
    lifted = side.foot.frame.forward.y < -0.15
    ball = side.foot.point(body.ball_of_foot[0] if lifted else body.shapes.foot[9][0], body.ball_of_foot[1])
    return [ball.x, side.toes.point(5, -1).x]
