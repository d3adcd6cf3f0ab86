"""Planted contacts: a foot, hand, knee or shoulder blade stays where the start pose put it, whatever the angles do."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .model import Body, Pose, SidePose, Spot
from .skeleton import Place, Side, Skeleton, stand, toes_of
from .space import Frame, Vec, along, flat
from .surface import lowest

SIDES = ("near_", "far_")


@dataclass(frozen=True, slots=True)
class Contact:
    """A point of her body that stays at `place`, or `slides` at its height; `frame` is how its part lies there."""

    name: str
    place: Vec
    frame: Frame
    slides: bool = False


def sided(name: str, body: Body) -> tuple[str, ...]:
    """Return a point's name for each side that it means: 'foot' is both feet."""
    if name in body.points and _of_limb(body.points[name]):
        return tuple(prefix + name for prefix in SIDES)
    return (name,)


def spot(name: str, body: Body) -> Spot:
    """Return a point of the body by its name, with or without a side."""
    return body.points[name] if name in body.points else body.points[name.partition("_")[2]]


def place_of(name: str, skeleton: Skeleton, body: Body) -> Place:
    """Return the part that carries a named point."""
    part = spot(name, body).on
    if not _of_limb(spot(name, body)):
        middle: Place = getattr(skeleton, part)
        return middle
    limb: Place = getattr(side_of(name, skeleton), part)
    return limb


def side_of(name: str, skeleton: Skeleton) -> Side:
    """Return the side that a name means."""
    return skeleton.far if name.startswith(SIDES[1]) else skeleton.near


def point_of(name: str, skeleton: Skeleton, body: Body) -> Vec:
    """Return where a named point of her body is."""
    x, y, z = spot(name, body).at
    sign = side_of(name, skeleton).hand_side if _of_limb(spot(name, body)) else 1
    return place_of(name, skeleton, body).point(x, y, z * sign)


def _of_limb(found: Spot) -> bool:
    return found.on in LEG or found.on in ARM


LEG = ("upper_leg", "lower_leg", "foot", "toes")
ARM = ("upper_arm", "lower_arm", "hand", "blade")
SLIDE = "slide"
SOLE, SHANK, FOREARM, PALM = LEG[2:], LEG[1], ARM[1], ARM[2]


# ------------------------------------------------------------------ the start
def settle(pose: Pose, planted: dict[str, float | str], body: Body) -> tuple[Skeleton, tuple[Contact, ...]]:
    """Return the start pose put down on its contacts, and the contacts where they have come to be."""
    skeleton = stand(pose, body)
    names = [(side, height) for name, height in planted.items() for side in sided(name, body)]
    skeleton = skeleton.moved(Vec(0, _drop(skeleton, names, pose, body), 0))
    contacts = tuple(_contact(name, height, skeleton, pose, body) for name, height in names)
    within = tuple(_in_reach(contact, skeleton, pose, body) for contact in contacts[1:])
    contacts = contacts[:1] + within
    return plant(pose, contacts, body), contacts


def _drop(skeleton: Skeleton, names: list[tuple[str, float | str]], pose: Pose, body: Body) -> float:
    if not names or isinstance(names[0][1], str):
        return -lowest(skeleton, body)
    name, height = names[0]
    frame = _lying(name, skeleton, body, height)
    return float(height) - _on(_lifted(name, frame, skeleton, pose, body), name, skeleton, body).y


def _lifted(name: str, frame: Frame, skeleton: Skeleton, pose: Pose, body: Body) -> Place:
    at = place_of(name, skeleton, body).at
    lift = _angles(name, pose).heel_lift if spot(name, body).on in SOLE else 0.0
    return Place(at, frame.pitched(-lift))


def _contact(name: str, height: float | str, skeleton: Skeleton, pose: Pose, body: Body) -> Contact:
    frame = _lying(name, skeleton, body, height)
    at = _on(_lifted(name, frame, skeleton, pose, body), name, skeleton, body)
    if height == SLIDE:
        return Contact(name, Vec(at.x, 0.0, at.z), frame, slides=True)
    return Contact(name, at if isinstance(height, str) else Vec(at.x, float(height), at.z), frame)


def _in_reach(contact: Contact, skeleton: Skeleton, pose: Pose, body: Body) -> Contact:
    """Return a foot or hand on the floor moved along it, if it must, until the limb is long enough."""
    part, side = spot(contact.name, body).on, side_of(contact.name, skeleton)
    if part not in SOLE and part != PALM:
        return contact
    root, long = (side.upper_leg.at, _leg_length(body)) if part in SOLE else (side.upper_arm.at, _arm_length(body))
    frame = _sole(contact, pose) if part in SOLE else contact.frame
    spot_ = _joint_to_point(contact.name, side, frame, body)
    way = contact.place.minus(spot_).minus(root)
    flat_way, most = math.hypot(way.x, way.z), math.sqrt(max((long - SLACK) ** 2 - way.y**2, 0.0))
    if flat_way <= most or flat_way < 1e-6:
        return contact
    nearer = Vec(way.x * most / flat_way, way.y, way.z * most / flat_way)
    return replace(contact, place=root.plus(nearer).plus(spot_))


def _joint_to_point(name: str, side: Side, frame: Frame, body: Body) -> Vec:
    x, y, z = spot(name, body).at
    if spot(name, body).on == SOLE[1]:
        x, y = x + body.ball_of_foot[0], y + body.ball_of_foot[1]
    return frame.out(Vec(x, y, z * side.hand_side))


def _leg_length(body: Body) -> float:
    return (body.lengths.upper_leg.of_stature + body.lengths.lower_leg.of_stature) * body.stature


def _arm_length(body: Body) -> float:
    return (body.lengths.upper_arm.of_stature + body.lengths.lower_arm.of_stature) * body.stature


SLACK = 0.1  # a limb is never quite straight


def _on(place: Place, name: str, skeleton: Skeleton, body: Body) -> Vec:
    x, y, z = spot(name, body).at
    return place.point(x, y, z * (side_of(name, skeleton).hand_side if _of_limb(spot(name, body)) else 1))


def _lying(name: str, skeleton: Skeleton, body: Body, height: float | str) -> Frame:
    """Return how the contact's part lies: a sole flat, a palm down, and all else as the pose has it."""
    frame = place_of(name, skeleton, body).frame
    part = spot(name, body).on
    if isinstance(height, str) and height != SLIDE:
        return frame
    if part in SOLE:
        return flat(place_of(name, skeleton, body).frame if part == SOLE[0] else side_of(name, skeleton).foot.frame)
    if part == PALM:
        fingers = Vec(-frame.up.x, 0, -frame.up.z).unit
        palm_up = Vec(0, 1, 0)
        return Frame(palm_up, fingers.times(-1), palm_up.cross(fingers.times(-1)))
    return frame


# ------------------------------------------------------------------ every moment
def plant(pose: Pose, contacts: tuple[Contact, ...], body: Body) -> Skeleton:
    """Return the pose with its contacts where they belong: the first carries her, the others are reached for."""
    skeleton = stand(pose, body)
    for contact in contacts:
        skeleton = _keep_lying(skeleton, contact, pose, body)
    if contacts:
        skeleton = skeleton.moved(contacts[0].place.minus(point_of(contacts[0].name, skeleton, body)))
    for contact in contacts[1:]:
        now = _slid(contact, skeleton, body) if contact.slides else contact
        skeleton = _reach(skeleton, now, pose, body)
    return skeleton


def _slid(contact: Contact, skeleton: Skeleton, body: Body) -> Contact:
    """Return where a contact that slides is now: as far along the floor as the pose has it, or a thigh is long."""
    at = point_of(contact.name, skeleton, body)
    now = replace(contact, place=Vec(at.x, contact.place.y, at.z))
    if spot(contact.name, body).on != SHANK:
        return now
    hip, knee = side_of(contact.name, skeleton).upper_leg.at, side_of(contact.name, skeleton).lower_leg.at
    drop = hip.y - (knee.y - at.y + contact.place.y)
    thigh = body.lengths.upper_leg.of_stature * body.stature
    along_floor = math.copysign(math.sqrt(max(thigh * thigh - drop * drop, 0.0)), knee.x - hip.x)
    return replace(now, place=Vec(hip.x + along_floor + at.x - knee.x, contact.place.y, at.z))


def _keep_lying(skeleton: Skeleton, contact: Contact, pose: Pose, body: Body) -> Skeleton:
    side, part = side_of(contact.name, skeleton), spot(contact.name, body).on
    if part in SOLE:
        return skeleton.with_side(_with_foot(side, Place(side.foot.at, _sole(contact, pose)), pose, body))
    if part == SHANK:
        leg = Place(side.lower_leg.at, contact.frame)
        foot = leg.frame.pitched(_angles(contact.name, pose).ankle)
        ankle = Place(leg.point(0, -body.lengths.lower_leg.of_stature * body.stature), foot)
        return skeleton.with_side(_with_foot(replace(side, lower_leg=leg), ankle, pose, body))
    if part == FOREARM:
        arm = Place(side.lower_arm.at, contact.frame)
        wrist = arm.point(0, -body.lengths.lower_arm.of_stature * body.stature)
        hand = Place(wrist, arm.frame.pitched(_angles(contact.name, pose).wrist))
        return skeleton.with_side(replace(side, lower_arm=arm, hand=hand))
    return skeleton


def _angles(name: str, pose: Pose) -> SidePose:
    return pose.far if name.startswith(SIDES[1]) else pose.near


def _sole(contact: Contact, pose: Pose) -> Frame:
    return contact.frame.pitched(-_angles(contact.name, pose).heel_lift)


def _with_foot(side: Side, foot: Place, pose: Pose, body: Body) -> Side:
    angles = pose.near if side.hand_side == 1 else pose.far
    bent = angles.model_copy(update={"toes": angles.toes + max(angles.heel_lift, 0)})
    return replace(side, foot=foot, toes=toes_of(foot, bent, body))


def _reach(skeleton: Skeleton, contact: Contact, pose: Pose, body: Body) -> Skeleton:
    side, part = side_of(contact.name, skeleton), spot(contact.name, body).on
    if part in SOLE:
        frame = _sole(contact, pose)
        ankle = contact.place.minus(_joint_to_point(contact.name, side, frame, body))
        reached = leg_to(side, ankle, body)
        return skeleton.with_side(_with_foot(reached, Place(reached.foot.at, frame), pose, body))
    if part == PALM:
        wrist = contact.place.minus(_joint_to_point(contact.name, side, contact.frame, body))
        reached = arm_to(side, wrist, body)
        return skeleton.with_side(replace(reached, hand=Place(reached.hand.at, contact.frame)))
    if part == FOREARM:
        return skeleton.with_side(_elbow_to(side, contact, pose, body))
    if part == SHANK:
        return skeleton.with_side(_knee_to(side, contact, pose, body))
    return skeleton


def _elbow_to(side: Side, contact: Contact, pose: Pose, body: Body) -> Side:
    x, y, z = spot(contact.name, body).at
    elbow = contact.place.minus(contact.frame.out(Vec(x, y, z * side.hand_side)))
    upper = Place(side.upper_arm.at, along(elbow.minus(side.upper_arm.at), side.upper_arm.frame.right))
    shift = upper.point(0, -body.lengths.upper_arm.of_stature * body.stature).minus(side.lower_arm.at)
    return replace(side, upper_arm=upper, lower_arm=side.lower_arm.moved(shift), hand=side.hand.moved(shift))


def _knee_to(side: Side, contact: Contact, pose: Pose, body: Body) -> Side:
    x, y, z = spot(contact.name, body).at
    knee = contact.place.minus(contact.frame.out(Vec(x, y, z * side.hand_side)))
    upper = Place(side.upper_leg.at, along(knee.minus(side.upper_leg.at), side.upper_leg.frame.right))
    shift = upper.point(0, -body.lengths.upper_leg.of_stature * body.stature).minus(side.lower_leg.at)
    moved = [part.moved(shift) for part in (side.lower_leg, side.foot, side.toes)]
    return replace(side, upper_leg=upper, lower_leg=moved[0], foot=moved[1], toes=moved[2])


# ------------------------------------------------------------------ two bones
def leg_to(side: Side, ankle: Vec, body: Body) -> Side:
    """Return the side with its ankle at a place, as near as the leg's length allows."""
    upper = body.lengths.upper_leg.of_stature * body.stature
    lower = body.lengths.lower_leg.of_stature * body.stature
    ahead = side.upper_leg.at.minus(ankle).cross(side.upper_leg.frame.right)
    knee, end = bend(side.upper_leg, side.lower_leg.at, ankle, upper, lower, ahead)
    thigh = Place(side.upper_leg.at, along(knee.minus(side.upper_leg.at), side.upper_leg.frame.right))
    shank = Place(knee, along(end.minus(knee), thigh.frame.right))
    shift = end.minus(side.foot.at)
    foot, toes = side.foot.moved(shift), side.toes.moved(shift)
    return replace(side, upper_leg=thigh, lower_leg=shank, foot=foot, toes=toes)


def arm_to(side: Side, wrist: Vec, body: Body, beyond: float = 0.0) -> Side:
    """Return the side with its wrist at a place, or with what lies `beyond` the wrist in line with the forearm."""
    upper = body.lengths.upper_arm.of_stature * body.stature
    lower = body.lengths.lower_arm.of_stature * body.stature
    back = wrist.minus(side.upper_arm.at).cross(side.upper_arm.frame.right)
    elbow, end = bend(side.upper_arm, side.lower_arm.at, wrist, upper, lower + beyond, back)
    over = Place(side.upper_arm.at, along(elbow.minus(side.upper_arm.at), side.upper_arm.frame.right))
    fore = Place(elbow, along(end.minus(elbow), over.frame.right))
    hand = Place(fore.point(0, -lower), fore.frame if beyond else side.hand.frame)
    return replace(side, upper_arm=over, lower_arm=fore, hand=hand)


def bend(upper: Place, middle: Vec, target: Vec, long: float, short: float, otherwise: Vec) -> tuple[Vec, Vec]:
    """Return where the middle joint and the end of two bones come to lie (the law of cosines).

    The middle joint keeps to the side on which it is, unless that is the wrong way round: `otherwise` is the right one.
    """
    way = target.minus(upper.at)
    reach = min(max(way.length, abs(long - short) + 0.01), long + short - 0.01)
    ahead = way.unit
    cosine = (long * long + reach * reach - short * short) / (2 * long * reach)
    aside = _square(middle.minus(upper.at), ahead)
    if aside.length < 0.5 or aside.dot(otherwise) < 0:
        aside = _square(otherwise, ahead)
    knee = upper.at.plus(ahead, long * cosine).plus(aside.unit, long * math.sqrt(max(0.0, 1 - cosine * cosine)))
    return knee, upper.at.plus(ahead, reach)


def _square(way: Vec, ahead: Vec) -> Vec:
    return way.plus(ahead, -way.dot(ahead))


def drifts(skeleton: Skeleton, contacts: tuple[Contact, ...], body: Body) -> Iterator[tuple[str, float]]:
    """Yield how far each contact is from its place, in centimetres."""
    for contact in contacts:
        way = point_of(contact.name, skeleton, body).minus(contact.place)
        yield contact.name, abs(way.y) if contact.slides else way.length
