"""Directions in space: x to the right of the picture, y up, z towards the viewer; lengths in centimetres."""

import math
from dataclasses import dataclass
from typing import NamedTuple


class Vec(NamedTuple):
    """A point or a direction."""

    x: float
    y: float
    z: float

    def plus(self, other: "Vec", times: float = 1.0) -> "Vec":
        """Return this and `times` the other together."""
        return Vec(self.x + times * other.x, self.y + times * other.y, self.z + times * other.z)

    def minus(self, other: "Vec") -> "Vec":
        """Return the way from the other to this."""
        return self.plus(other, -1.0)

    def times(self, factor: float) -> "Vec":
        """Return this, so much longer."""
        return Vec(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other: "Vec") -> float:
        """Return how far the two point the same way."""
        return self.x * other.x + self.y * other.y + self.z * other.z

    def cross(self, other: "Vec") -> "Vec":
        """Return the direction square to both."""
        x = self.y * other.z - self.z * other.y
        y = self.z * other.x - self.x * other.z
        return Vec(x, y, self.x * other.y - self.y * other.x)

    @property
    def length(self) -> float:
        """How long it is."""
        return math.sqrt(self.dot(self))

    @property
    def unit(self) -> "Vec":
        """The same way, of length 1; nothing stays nothing."""
        return self.times(1 / self.length) if self.length > 1e-9 else self


ORIGIN = Vec(0.0, 0.0, 0.0)
FORWARD, UP, RIGHT = Vec(1.0, 0.0, 0.0), Vec(0.0, 1.0, 0.0), Vec(0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """Which way a part of the body points: its own forward, up and right."""

    forward: Vec = FORWARD
    up: Vec = UP
    right: Vec = RIGHT

    def out(self, local: Vec) -> Vec:
        """Return a direction of this frame as one of the world."""
        (fx, fy, fz), (ux, uy, uz), (rx, ry, rz) = self.forward, self.up, self.right
        x, y, z = local
        return Vec(fx * x + ux * y + rx * z, fy * x + uy * y + ry * z, fz * x + uz * y + rz * z)

    def then(self, inner: "Frame") -> "Frame":
        """Return the frame that `inner` is when it is told relative to this one."""
        return Frame(self.out(inner.forward), self.out(inner.up), self.out(inner.right))

    def pitched(self, degrees: float) -> "Frame":
        """Return it turned about its right axis: what hangs down swings forward."""
        forward, up = _turned(self.forward, self.up, degrees)
        return Frame(forward, up, self.right)

    def yawed(self, degrees: float) -> "Frame":
        """Return it turned about its up axis: forward goes to the right."""
        forward, right = _turned(self.forward, self.right, degrees)
        return Frame(forward, self.up, right)

    def rolled(self, degrees: float) -> "Frame":
        """Return it turned about its forward axis: what hangs down swings to the right."""
        right, up = _turned(self.right, self.up, degrees)
        return Frame(self.forward, up, right)


def _turned(one: Vec, other: Vec, degrees: float) -> tuple[Vec, Vec]:
    """Return two directions that are square to each other, turned from the one towards the other."""
    if not degrees:
        return one, other
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    (ax, ay, az), (bx, by, bz) = one, other
    return (
        Vec(ax * c + bx * s, ay * c + by * s, az * c + bz * s),
        Vec(bx * c - ax * s, by * c - ay * s, bz * c - az * s),
    )


def along(bone: Vec, right: Vec) -> Frame:
    """Return the frame of a part that hangs along `bone`, its right as near as may be to `right`."""
    up = bone.times(-1.0).unit
    forward = up.cross(right).unit
    return Frame(forward, up, forward.cross(up))


def flat(frame: Frame) -> Frame:
    """Return the frame turned the shortest way until its up is the world's: a sole on the floor."""
    ahead = frame.forward.plus(frame.up, 0.7)  # a foot on tiptoe points down, and still has a way ahead
    forward = Vec(ahead.x, 0.0, ahead.z).unit
    up = Vec(0.0, 1.0, 0.0)
    return Frame(forward, up, forward.cross(up))
