"""From space to the picture: where the viewer stands."""

import math
from dataclasses import dataclass

from .model import Pair, View
from .skeleton import Place
from .space import Vec


@dataclass(frozen=True, slots=True)
class Camera:
    """Which way is right, up and towards the viewer; limbs overlap along `over`."""

    right: Vec
    up: Vec
    near: Vec
    over: Vec

    def flat(self, point: Vec) -> Pair:
        """Return where a point is in the picture, in centimetres."""
        return self.right.dot(point), self.up.dot(point)

    def depth(self, point: Vec) -> float:
        """Return how far a point is towards the viewer."""
        return self.near.dot(point)


def _camera(round_degrees: float, raised: float, *, along_floor: bool = False) -> Camera:
    """Return a camera; if `along_floor`, what is lower is no further away: a hand on a shin is drawn over it."""
    a, b = math.radians(round_degrees), math.radians(raised)
    near = Vec(math.sin(a) * math.cos(b), math.sin(b), math.cos(a) * math.cos(b))
    right = Vec(math.cos(a), 0.0, -math.sin(a))
    return Camera(right, near.cross(right), near, Vec(near.x, 0.0, near.z) if along_floor else near)


CAMERAS: dict[View, Camera] = {
    "profile": _camera(0, 0),
    "front": _camera(90, 0),
    "back": _camera(-90, 0),
    "above": _camera(0, 38),
    "oblique": _camera(40, 14),
    "oblique_back": _camera(-46, 14),
    "front_above": _camera(90, 36, along_floor=True),
    "back_above": _camera(-70, 24),
}


@dataclass(frozen=True, slots=True)
class Track:
    """A part in the picture at every step: where it begins, how it is turned, and how much shortened."""

    x: tuple[float, ...]
    y: tuple[float, ...]
    angle: tuple[float, ...]
    shortened: tuple[float, ...]

    def within(self, parent: "Track") -> "Track":
        """Return it told relative to a parent part."""
        moved = [_inside(*ways) for ways in zip(self.x, self.y, parent.x, parent.y, parent.angle, strict=True)]
        turned = tuple(own - others for own, others in zip(self.angle, parent.angle, strict=True))
        return Track(tuple(x for x, _ in moved), tuple(y for _, y in moved), turned, self.shortened)

    def local(self, point: Pair, step: int = 0) -> Pair:
        """Return a point of the picture in the part's own directions."""
        return _inside(point[0], point[1], self.x[step], self.y[step], self.angle[step])


def _inside(x: float, y: float, px: float, py: float, degrees: float) -> Pair:
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return (x - px) * c + (y - py) * s, (y - py) * c - (x - px) * s


def hanging(camera: Camera, places: list[Place]) -> Track:
    """Return the track of a part that hangs along its own down direction."""
    return _track(camera, places, [place.frame.up.times(-1) for place in places], 90.0)


def heading(camera: Camera, places: list[Place]) -> Track:
    """Return the track of a part that is told by its forward direction: a foot."""
    return _track(camera, places, [place.frame.forward for place in places], 0.0)


def _track(camera: Camera, places: list[Place], ways: list[Vec], add: float) -> Track:
    flat = [camera.flat(place.at) for place in places]
    seen = [camera.flat(way) for way in ways]
    angles = _unwound([math.degrees(math.atan2(y, x)) + add for x, y in seen])
    return Track(tuple(x for x, _ in flat), tuple(y for _, y in flat), angles, tuple(math.hypot(x, y) for x, y in seen))


def _unwound(angles: list[float]) -> tuple[float, ...]:
    out = angles[:1]
    for angle in angles[1:]:
        out.append(angle + 360 * round((out[-1] - angle) / 360))
    return tuple(out)


def resting(steps: int) -> Track:
    """Return the track of the picture itself."""
    return Track((0.0,) * steps, (0.0,) * steps, (0.0,) * steps, (1.0,) * steps)
