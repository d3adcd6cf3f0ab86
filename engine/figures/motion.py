"""The way of a figure from its start to its end, as skeletons in between."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .contacts import SIDES, Contact, arm_to, plant, point_of, settle, side_of, sided, spot
from .model import Body, Figure, Moment, Pose, SidePose
from .skeleton import Skeleton
from .surface import Ball, balls

BEYOND_WRIST = 7.0  # where a hand touches, from the wrist
HANDS_APART = 9.0  # and from the middle, when both touch one point of the trunk
BELLY, ROUND_BELLY = 15.0, 18.0  # how high the belly fills most, and how far up and down from there at all


@dataclass(frozen=True)
class Motion:
    """A figure on its way: skeletons at even parts of the way, and what stays planted."""

    figure: Figure
    body: Body
    steps: tuple[Skeleton, ...]
    poses: tuple[Pose, ...]
    contacts: tuple[Contact, ...]

    @property
    def start(self) -> Skeleton:
        """Where she begins."""
        return self.steps[0]

    @property
    def end(self) -> Skeleton:
        """Where she turns back."""
        return self.steps[-1]

    @cached_property
    def skin(self) -> tuple[tuple[Ball, ...], ...]:
        """Her skin at every step, as balls and points."""
        return tuple(tuple(balls(step, self.body, fist=self.figure.fist)) for step in self.steps)

    @cached_property
    def is_still(self) -> bool:
        """Whether nothing moves."""
        return len(self.steps) == 1


def moving(figure: Figure, body: Body) -> Motion:
    """Return the motion of a figure."""
    worn = _with_child(body) if figure.pregnant else body
    keys = [figure.start, *figure.via, figure.end]
    settled = keys[-1] if figure.settle == "end" else keys[0]
    _, contacts = settle(pose_of(settled), dict(figure.planted), worn)
    poses = [pose_of(moment) for moment in _between(keys, figure.steps)]
    steps = [_touching(plant(pose, contacts, worn), figure.touch, pose, worn) for pose in poses]
    if all(moment == keys[0] for moment in keys[1:]):
        steps, poses = steps[:1], poses[:1]
    return Motion(figure, worn, tuple(steps), tuple(poses), contacts)


def _with_child(body: Body) -> Body:
    fronts = {girth.up: girth.front for girth in body.pregnant}
    trunk = tuple(girth.model_copy(update={"front": fronts.get(girth.up, girth.front)}) for girth in body.trunk)
    return body.model_copy(update={"trunk": trunk, "leggings_up_to": body.pregnant_leggings_up_to})


def pose_of(moment: Mapping[str, float]) -> Pose:
    """Return a pose from the flat names of its angles, sides told by near_ and far_."""
    near, far = ({key.removeprefix(p): v for key, v in moment.items() if key.startswith(p)} for p in SIDES)
    middle = {key: value for key, value in moment.items() if not key.startswith(SIDES)}
    return Pose(**middle, near=SidePose(**near), far=SidePose(**far))


def _between(keys: list[Moment], steps: int) -> list[Moment]:
    count = steps if len(keys) == 2 else steps - 2
    total = count * (len(keys) - 1)
    return [_mixed(keys, i / total * (len(keys) - 1)) for i in range(total + 1)]


def _mixed(keys: list[Moment], place: float) -> Moment:
    first = min(int(place), len(keys) - 2)
    share, low, high = place - first, keys[first], keys[first + 1]
    names = dict.fromkeys([*low, *high])
    return {name: low.get(name, 0.0) * (1 - share) + high.get(name, 0.0) * share for name in names}


def _touching(skeleton: Skeleton, touch: Mapping[str, str], pose: Pose, body: Body) -> Skeleton:
    """Return her with hands that rest on her own body: 'hand: thigh' is each hand on its own thigh."""
    for hand, target in touch.items():
        for name in sided(hand, body):
            prefix = next((side for side in SIDES if name.startswith(side)), "")
            own = prefix + target if len(sided(target, body)) > 1 else target
            side = side_of(name, skeleton)
            apart = 0.0 if own != target or target.startswith(SIDES) else side.hand_side * HANDS_APART
            aim = point_of(own, skeleton, body).plus(skeleton.pelvis.frame.right, apart)
            aim = aim.plus(skeleton.pelvis.frame.forward, pose.belly * _filled(own, body))
            skeleton = skeleton.with_side(arm_to(side, aim, body, BEYOND_WRIST))
    return skeleton


def _filled(name: str, body: Body) -> float:
    """Return what share of a breath (or a wave) a point of her front feels."""
    found = spot(name, body)
    feet = {"pelvis": 0.0, "thorax": body.shoulder_up}
    return fills(found.at[1] + feet[found.on]) if found.on in feet and found.at[0] > 0 else 0.0


def fills(up: float) -> float:
    """Return what share of a breath comes forwards at a height of the trunk."""
    return max(0.0, 1 - abs(up - BELLY) / ROUND_BELLY)
