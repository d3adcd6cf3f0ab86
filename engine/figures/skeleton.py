"""From angles to places: where every part of her is, and which way it points."""

from dataclasses import dataclass, replace
from itertools import pairwise

from .model import Body, Girth, Pose, SidePose
from .space import ORIGIN, Frame, Vec


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part of the body begins, and which way it points."""

    at: Vec
    frame: Frame

    def point(self, x: float, y: float, z: float = 0.0) -> Vec:
        """Return a point of the part, told in its own frame."""
        return self.at.plus(self.frame.out(Vec(x, y, z)))

    def moved(self, by: Vec) -> "Place":
        """Return it somewhere else."""
        return Place(self.at.plus(by), self.frame)


@dataclass(frozen=True, slots=True)
class Side:
    """The arm (with the shoulder blade) and the leg of one side; `hand_side` is 1 on her right and -1 on her left."""

    hand_side: int
    upper_leg: Place
    lower_leg: Place
    foot: Place
    toes: Place
    upper_arm: Place
    lower_arm: Place
    hand: Place
    blade: Place

    def moved(self, by: Vec) -> "Side":
        """Return it somewhere else."""
        leg = [part.moved(by) for part in (self.upper_leg, self.lower_leg, self.foot, self.toes)]
        arm = [part.moved(by) for part in (self.upper_arm, self.lower_arm, self.hand, self.blade)]
        return Side(self.hand_side, *leg, *arm)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Where all parts are at one moment."""

    pelvis: Place
    spine: tuple[Place, ...]
    thorax: Place
    neck: Place
    skull: Place
    near: Side
    far: Side

    def moved(self, by: Vec) -> "Skeleton":
        """Return her somewhere else."""
        spine = tuple(part.moved(by) for part in self.spine)
        thorax, neck, skull = (part.moved(by) for part in (self.thorax, self.neck, self.skull))
        return Skeleton(self.pelvis.moved(by), spine, thorax, neck, skull, self.near.moved(by), self.far.moved(by))

    def with_side(self, side: Side) -> "Skeleton":
        """Return her with another arm and leg on that side."""
        return replace(self, near=side) if side.hand_side == 1 else replace(self, far=side)


def stand(pose: Pose, body: Body) -> Skeleton:
    """Return where everything is when the middle between the hips is the origin."""
    whole = Frame().pitched(-pose.lean).yawed(pose.turn)
    pelvis = Place(ORIGIN, whole.pitched(-pose.tilt).rolled(pose.drop))
    spine = tuple(_spine(pelvis, pose, body.trunk))
    thorax = _at_height(spine, body, body.shoulder_up)
    top = spine[-1]
    neck = Place(top.at, _neck_frame(top.frame, pose))
    skull = Place(neck.point(0, body.lengths.neck.of_stature * body.stature), _skull_frame(neck.frame, pose))
    sides = [_side(given, sign, whole, pelvis, thorax, body) for given, sign in ((pose.near, 1), (pose.far, -1))]
    return Skeleton(pelvis, spine, thorax, neck, skull, *sides)


def _spine(pelvis: Place, pose: Pose, girths: tuple[Girth, ...]) -> list[Place]:
    frames = [_bent(pelvis.frame, pose, girth) for girth in girths]
    first = Place(pelvis.point(0, girths[0].up), frames[0])
    places = [first]
    for (low, high), frame in zip(pairwise(girths), frames[1:], strict=True):
        middle = places[-1].frame.up.plus(frame.up).unit
        places.append(Place(places[-1].at.plus(middle, high.up - low.up), frame))
    return places


def _bent(pelvis: Frame, pose: Pose, girth: Girth) -> Frame:
    forwards = (pose.bend - pose.tilt) * girth.bend + pose.ribs * girth.rib
    share = (girth.bend + girth.rib) / 2
    return pelvis.yawed(pose.twist * share).rolled(-pose.side_bend * share).pitched(-forwards)


def _at_height(spine: tuple[Place, ...], body: Body, up: float) -> Place:
    for (low, high), (below, above) in zip(pairwise(body.trunk), pairwise(spine), strict=True):
        if low.up <= up <= high.up:
            share = (up - low.up) / (high.up - low.up)
            return Place(below.at.plus(above.at.minus(below.at), share), above.frame)
    return spine[-1]


def _neck_frame(top: Frame, pose: Pose) -> Frame:
    return top.yawed(pose.neck_turn / 3).rolled(-pose.neck_side * 0.6).pitched(-pose.neck - NECK_REST)


NECK_REST = 9.0  # a neck rises a little forwards, the head level upon it


def _skull_frame(neck: Frame, pose: Pose) -> Frame:
    return neck.pitched(NECK_REST - pose.nod).rolled(-pose.neck_side * 0.4).yawed(pose.neck_turn * 2 / 3)


def _side(given: SidePose, sign: int, whole: Frame, pelvis: Place, thorax: Place, body: Body) -> Side:
    long = body.lengths
    upper_leg = Place(
        pelvis.point(0, 0, sign * body.hip_apart), _ball_joint(whole, sign, given.hip, given.hip_out, given.hip_turn)
    )
    lower_leg = Place(
        upper_leg.point(0, -long.upper_leg.of_stature * body.stature), upper_leg.frame.pitched(-given.knee)
    )
    foot = Place(lower_leg.point(0, -long.lower_leg.of_stature * body.stature), lower_leg.frame.pitched(given.ankle))
    arm = _ball_joint(thorax.frame, sign, given.shoulder, given.shoulder_out, given.shoulder_turn)
    upper_arm = Place(thorax.point(given.blade, given.shrug, sign * body.shoulder_apart), arm)
    lower_arm = Place(upper_arm.point(0, -long.upper_arm.of_stature * body.stature), arm.pitched(given.elbow))
    hand = Place(lower_arm.point(0, -long.lower_arm.of_stature * body.stature), lower_arm.frame.pitched(given.wrist))
    blade = Place(thorax.point(0, given.shrug, sign * given.blade), thorax.frame)
    return Side(sign, upper_leg, lower_leg, foot, toes_of(foot, given, body), upper_arm, lower_arm, hand, blade)


def toes_of(foot: Place, given: SidePose, body: Body) -> Place:
    """Return the toes of a foot, bent up by the angle given."""
    return Place(foot.point(*body.ball_of_foot), foot.frame.pitched(given.toes))


def _ball_joint(base: Frame, sign: int, forwards: float, out: float, turn: float) -> Frame:
    return base.pitched(forwards).rolled(sign * out).yawed(sign * turn)
