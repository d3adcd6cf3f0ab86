"""Whether a figure is true: nothing through the floor, what is planted stays, joints are joints, she would stand."""

import math
from collections.abc import Iterator

from engine.model import Level

from .balance import beyond_the_feet
from .contacts import SIDES, SOLE, drifts, spot
from .model import Agreement, Limits, Pair, Shown
from .motion import Motion
from .props import Box, floor_of, things
from .skeleton import Side, Skeleton
from .space import Frame


def untruths(motion: Motion, agreement: Agreement, level: Level | None) -> Iterator[str]:
    """Yield what is wrong with a figure, and what to do."""
    limits = agreement.limits
    yield from _below(motion, limits)
    yield from _inside(motion, limits)
    yield from _drifting(motion, limits)
    yield from _overbent(motion)
    yield from _falling(motion, limits)
    if level is not None:
        yield from _unchanged(motion, limits, level)
        yield from _disagreeing(motion, agreement, level)


def _below(motion: Motion, limits: Limits) -> Iterator[str]:
    worst = min((at.y - r, name) for skin in motion.skin for name, at, r in skin)
    depth = floor_of(motion) if motion.figure.view == "profile" and not _raised(motion) else 0.0
    if worst[0] < depth - limits.below_floor:
        yield f"the {_said(worst[1])} is {-worst[0]:.1f} cm below the floor: raise it, or plant what should rest there"


def _raised(motion: Motion) -> bool:
    return any(thing.tone == "cloth" and thing.y[1] == 0 for thing in things(motion) if isinstance(thing, Box))


def _inside(motion: Motion, limits: Limits) -> Iterator[str]:
    solid = [thing for thing in things(motion) if isinstance(thing, Box) and thing.solid]
    worst = [(_depth(box, at.x, at.y, at.z, r), name) for skin in motion.skin
             for name, at, r in skin for box in solid]  # fmt: skip
    deepest = max(worst, default=(0.0, ""))
    if deepest[0] > limits.inside_a_thing:
        yield f"the {_said(deepest[1])} is {deepest[0]:.1f} cm inside a thing: move the thing (shift) or the part"


def _depth(box: Box, x: float, y: float, z: float, radius: float) -> float:
    ways = [x - box.x[0], box.x[1] - x, y - box.y[0], box.y[1] - y]
    if not box.z[0] < z < box.z[1]:
        return 0.0
    ways = [way + radius for way in ways]
    return max(0.0, min(ways))


def _drifting(motion: Motion, limits: Limits) -> Iterator[str]:
    worst: dict[str, float] = {}
    for step in motion.steps:
        for name, way in drifts(step, motion.contacts, motion.body):
            worst[name] = max(way, worst.get(name, 0.0))
    for name, way in worst.items():
        if way > limits.drift:
            yield f"planted '{name}' moves by {way:.1f} cm: it cannot reach; change the angles or do not plant it"


# ------------------------------------------------------------------ joints
def _overbent(motion: Motion) -> Iterator[str]:
    seen: dict[str, tuple[float, Pair]] = {}
    for step, pose in zip(motion.steps, motion.poses, strict=True):
        angles = pose.model_dump(exclude={"near", "far"})
        for side, given in ((step.near, pose.near), (step.far, pose.far)):
            prefix = SIDES[0 if side.hand_side == 1 else 1]
            angles |= {prefix + name: value for name, value in (given.model_dump() | _real(step, side)).items()}
        for name, value in angles.items():
            low, high = motion.body.joints[name.removeprefix(SIDES[0]).removeprefix(SIDES[1])].range
            if not low - 0.5 <= value <= high + 0.5 and (name not in seen or _over(value, low, high) > seen[name][0]):
                seen[name] = (_over(value, low, high), (value, high if value > high else low))
    for name, (_, (value, limit)) in seen.items():
        yield f"{name} comes to {value:.0f} degrees, beyond {limit:.0f}: no joint goes there; change the angles"


def _over(value: float, low: float, high: float) -> float:
    return max(low - value, value - high)


def _real(step: Skeleton, side: Side) -> dict[str, float]:
    """Return the angles that reaching has changed."""
    return {
        "elbow": _between(side.upper_arm.frame, side.lower_arm.frame),
        "knee": -_between(side.upper_leg.frame, side.lower_leg.frame),
        "ankle": _between(side.lower_leg.frame, side.foot.frame),
    }  # fmt: skip


def _between(upper: Frame, lower: Frame) -> float:
    return math.degrees(math.atan2(-lower.up.dot(upper.forward), lower.up.dot(upper.up)))


def _falling(motion: Motion, limits: Limits) -> Iterator[str]:
    held = [c for c in motion.contacts if spot(c.name, motion.body).on not in SOLE]
    leant = [t for t in things(motion) if not (isinstance(t, Box) and t.tone == "mat")]
    if held or leant or not motion.contacts or motion.figure.striding:
        return
    out = max(beyond_the_feet(step, motion.contacts, motion.body) for step in motion.steps)
    if out > limits.out_of_balance:
        yield f"she would fall: her weight is {out:.1f} cm beyond her feet; lean the trunk or move the feet"


# ------------------------------------------------------------------ the guide
def _unchanged(motion: Motion, limits: Limits, level: Level) -> Iterator[str]:
    if level.dose.hold_s and motion.is_still:
        return
    changed = max(
        (a.minus(b).length for (_, a, _), (_, b, _) in zip(
            motion.skin[0], motion.skin[-1], strict=True)), default=0.0)  # fmt: skip
    if changed < limits.least_change and not motion.figure.via:
        yield f"start and end differ by {changed:.1f} cm only: give an end that can be seen"


def _disagreeing(motion: Motion, agreement: Agreement, level: Level) -> Iterator[str]:
    told = {"position": agreement.position, "shoulders": agreement.shoulders, "base": agreement.base,
            "load": agreement.load}  # fmt: skip
    for axis, values in told.items():
        for value in level.movement.get(axis, ()):
            if value in values:
                yield from (f"the guide says {axis}: {value}, but {what}" for what in _missing(motion, values[value]))
    for need in level.needs:
        if need in agreement.needs:
            yield from (f"the guide says needs: {need}, but {what}" for what in _missing(motion, agreement.needs[need]))


def _missing(motion: Motion, shown: Shown) -> Iterator[str]:
    trunk = motion.start.pelvis.frame
    upright = max(trunk.up.y, motion.end.pelvis.frame.up.y)
    facts = ((shown.upright, upright, "upright"), (shown.face_up, trunk.forward.y, "facing up"),
             (shown.on_a_side, abs(trunk.right.y), "on a side"))  # fmt: skip
    for wanted, is_, word in facts:
        if wanted and not wanted[0] - 0.01 <= is_ <= wanted[1] + 0.01:
            yield f"the pelvis is {word} by {is_:.1f} and not {wanted[0]:g} to {wanted[1]:g}: mend lean or turn"
    planted = {contact.name.removeprefix(SIDES[0]).removeprefix(SIDES[1]) for contact in motion.contacts}
    if shown.planted and not planted & set(shown.planted):
        yield f"none of {', '.join(shown.planted)} is planted: plant one"
    if shown.arm_raised and _arm_raised(motion) < shown.arm_raised[0]:
        yield f"no arm rises above {_arm_raised(motion):.0f} degrees: raise one to {shown.arm_raised[0]:.0f} or more"
    feet = {c.name for c in motion.contacts if spot(c.name, motion.body).on in SOLE}
    if shown.feet is not None and len(feet) != shown.feet:
        yield f"{len(feet)} feet are planted and not {shown.feet}: plant near_foot only"
    drawn = {prop.id for prop in motion.figure.props}
    if shown.carries and not drawn & set(shown.carries):
        yield f"none of {', '.join(shown.carries)} is drawn: add it to props"


def _arm_raised(motion: Motion) -> float:
    return max(_raise(step, side) for step in motion.steps for side in (step.near, step.far))


def _raise(step: Skeleton, side: Side) -> float:
    cosine = side.upper_arm.frame.up.dot(step.thorax.frame.up)
    return math.degrees(math.acos(max(-1.0, min(1.0, cosine))))


def _said(part: str) -> str:
    return part.replace("_", " ")
