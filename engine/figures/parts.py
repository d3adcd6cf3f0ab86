"""Her parts as nested pieces of a picture, in the order in which they overlap."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Union

from . import head
from .camera import CAMERAS, Camera, Track, hanging, heading
from .contacts import SIDES, point_of, spot
from .model import Area, Girth, Pair, Prop, Triple
from .motion import Motion, fills
from .outline import ellipse, limb, smooth, stroke
from .skeleton import Place, Side, Skeleton

SIDE_ON = 0.55  # from here on a head or a foot is drawn in profile
LOOKS_ROUND = 15.0  # degrees that a head turns on its neck: then the turn itself is drawn
BEHIND = -5.0  # so much further away than the trunk, a limb is drawn in the darker tone
BEFORE = 2.0
SEEN = 0.5  # an outline that changes by less is told once
HEM = 2.5  # how far the top hangs over the leggings


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline (one, or one a step, then with its points), its class, and how it is stretched along its part."""

    paths: tuple[str, ...]
    look: str
    stretch: tuple[tuple[float, float], ...] = ((1.0, 1.0),)
    outlines: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """A part that moves as one, what hangs on it, and whether it is on the side turned away."""

    track: Track
    inner: tuple[Union["Node", Shape], ...] = field(default=())
    far: bool = False


Hung = tuple[Node | Shape, ...]


class Drawer:
    """Draws one motion from one place."""

    def __init__(self, motion: Motion, camera: Camera | None = None) -> None:
        self.motion, self.body = motion, motion.body
        self.camera = camera or CAMERAS[motion.figure.view]
        self.scale = self.body.stature
        self.working = _working(motion)

    def whole(self) -> Node:
        """Return all of her, the hindmost first, hung on the pelvis: what does not bend then needs no words."""
        legs = [(self._leg(side), self._depth(side, True)) for side in ("far", "near")]
        arms = [(self._arm(side), self._depth(side, False)) for side in ("far", "near")]
        behind = [node for node, depth in (*arms, *legs) if depth <= BEFORE]
        before = [node for node, depth in (*legs, *arms) if depth > BEFORE]
        pelvis, top = self._pelvis(), self._top()
        chest = Node(top.track, (self._neck(), *top.inner, self._head()))
        return Node(pelvis.track, (*behind, *pelvis.inner, chest, *before))

    # ------------------------------------------------------------- which is where
    def _places(self, find: Callable[[Skeleton], Place]) -> list[Place]:
        return [find(step) for step in self.motion.steps]

    def _depth(self, name: str, leg: bool) -> float:
        depths = [self._depth_at(step, getattr(step, name), leg) for step in (self.motion.start, self.motion.end)]
        return sum(depths) / 2

    def _depth_at(self, step: Skeleton, side: Side, leg: bool) -> float:
        root = step.pelvis if leg else step.thorax
        ends = (side.upper_leg, side.lower_leg, side.foot) if leg else (side.upper_arm, side.lower_arm, side.hand)
        return sum(self.camera.over.dot(end.at) for end in ends) / 3 - self.camera.over.dot(root.at)

    def _facing(self, places: Sequence[Place], track: Track) -> float:
        """Return how far a part shows its front to its own right: 1 and -1 in profile, 0 from the front."""
        x, y = self.camera.flat(places[0].frame.forward)
        shown = Track((0.0,), (0.0,), track.angle[:1], (1.0,)).local((x, y))[0]
        return round(shown) if abs(shown) > SIDE_ON or abs(shown) < 0.2 else round(shown * 2) / 2

    # ------------------------------------------------------------- limbs
    def _limb(self, widths: Sequence[Triple], long: float, places: list[Place], track: Track, look: str) -> Shape:
        outline = limb(widths, long, self._facing(places, track))
        return Shape((smooth(outline),), look, _stretched(track))

    def _leg(self, name: str) -> Node:
        long = self.body.lengths.upper_leg.of_stature * self.scale, self.body.lengths.lower_leg.of_stature * self.scale
        thighs, shanks = self._side(name, "upper_leg"), self._side(name, "lower_leg")
        upper, lower = hanging(self.camera, thighs), hanging(self.camera, shanks)
        thigh = self._limb(self.body.limbs.upper_leg, long[0], thighs, upper, "l")
        shank = self._limb(self.body.limbs.lower_leg, long[1], shanks, lower, "l")
        shin = self._limb(self.body.limbs.shin, long[1], shanks, lower, "s")
        worn = self._carried(name, lower, "foot")
        below = Node(lower, (self._foot(name), shin, shank, *worn, *self._areas(name, "lower_leg", lower)))
        hung: Hung = (below, thigh, *self._areas(name, "upper_leg", upper))
        return Node(upper, hung, far=self._depth(name, True) <= BEHIND)

    def _side(self, name: str, part: str) -> list[Place]:
        return self._places(lambda step: getattr(getattr(step, name), part))

    def _foot(self, name: str) -> Node:
        feet, tips = self._side(name, "foot"), self._side(name, "toes")
        track = heading(self.camera, feet)
        shapes = self.body.shapes
        if track.shortened[0] < SIDE_ON:
            upright = hanging(self.camera, feet)
            flip = 1 if self.camera.flat(feet[0].frame.right)[0] >= 0 else -1
            return Node(upright, (Shape((smooth(_mirrored(shapes.foot_front, flip)),), "s"),))
        up = self._up(feet, track)
        own = _stretched(track, across=True)
        x, y = self.body.ball_of_foot
        hinge = _carried_by(track, [(x * share, y * up) for share, _ in own * (1 if len(own) > 1 else len(feet))])
        toes = heading(self.camera, tips)
        bent = _stretched(toes, across=True)
        tip = Node(replace(toes, x=hinge.x, y=hinge.y), (Shape((smooth(_flipped(shapes.toes, up)),), "s", bent),))
        foot = Shape((smooth(_flipped(shapes.foot, up)),), "s", own)
        return Node(track, (tip, foot, *self._areas(name, "foot", track)))

    def _up(self, places: list[Place], track: Track) -> int:
        origin = Track((0.0,), (0.0,), track.angle[:1], (1.0,))
        return 1 if origin.local(self.camera.flat(places[0].frame.up))[1] >= 0 else -1

    def _arm(self, name: str) -> Node:
        long = self.body.lengths.upper_arm.of_stature * self.scale, self.body.lengths.lower_arm.of_stature * self.scale
        uppers, lowers, hands = (self._side(name, part) for part in ("upper_arm", "lower_arm", "hand"))
        upper, lower, hand = (hanging(self.camera, places) for places in (uppers, lowers, hands))
        shape = self.body.shapes.fist if self.motion.figure.fist or self._carries(name) else self.body.shapes.hand
        facing = self._facing(hands, hand)
        outline = smooth(_mirrored(shape, 1 if facing >= -0.2 else -1))
        grip = Node(hand, (*self._carried(name, hand, "hand"), Shape((outline,), "s", _stretched(hand))))
        fore = self._limb(self.body.limbs.lower_arm, long[1], lowers, lower, "s")
        over = self._limb(self.body.limbs.upper_arm, long[0], uppers, upper, "s")
        sleeve = self._limb(self.body.limbs.sleeve, long[0], uppers, upper, "t")
        below = Node(lower, (grip, fore, *self._areas(name, "lower_arm", lower)))
        hung: Hung = (below, over, sleeve, *self._areas(name, "upper_arm", upper))
        return Node(upper, hung, far=self._depth(name, False) <= BEHIND)

    # ------------------------------------------------------------- the middle
    def _pelvis(self) -> Node:
        track = hanging(self.camera, self._places(lambda step: step.pelvis))
        rows = [i for i, girth in enumerate(self.body.trunk) if girth.up <= self.body.leggings_up_to + HEM + 2]
        return Node(
            track,
            (
                self._trunk(rows, track, "l", tucked=True),
                *self._areas("", "pelvis", track),
                *self._carried("", track, "pelvis"),
            ),
        )

    def _top(self) -> Node:
        track = hanging(self.camera, self._places(lambda step: step.thorax))
        rows = [i for i, girth in enumerate(self.body.trunk) if girth.up >= self.body.leggings_up_to - HEM - 1]
        blades = [node for side in ("near", "far") for node in self._blade(side)]
        return Node(track, (self._trunk(rows[:-1], track, "t"), *blades, *self._areas("", "thorax", track)))

    def _blade(self, name: str) -> Iterator[Node]:
        """Yield a shoulder blade, if it is tinted: it glides over the ribs."""
        track = hanging(self.camera, self._side(name, "blade"))
        tints = tuple(self._areas(name, "blade", track))
        if tints:
            yield Node(track, tints)

    def _trunk(self, rows: list[int], track: Track, look: str, tucked: bool = False) -> Shape:
        outlines = [self._silhouette(step, rows, track, i, tucked) for i, step in enumerate(self.motion.steps)]
        return _drawn_by([[outline] for outline in outlines], look, smooth)

    def _silhouette(self, step: Skeleton, rows: list[int], track: Track, i: int, tucked: bool) -> list[Pair]:
        right, left = list[Pair](), list[Pair]()
        for row in rows:
            place, girth = step.spine[row], self.body.trunk[row]
            ahead = self.camera.flat(place.frame.up)
            length = max((ahead[0] ** 2 + ahead[1] ** 2) ** 0.5, 0.05)
            across = (ahead[1] / length, -ahead[0] / length)
            forward = _dot(self.camera.flat(place.frame.forward), across)
            wide = _dot(self.camera.flat(place.frame.right), across) * girth.wide
            front = girth.front + self._breath(i, girth)
            half = ((front + girth.back) / 2 * forward) ** 2 + (wide * (1 + self._breath(i, girth) / 30)) ** 2
            shift = (front - girth.back) / 2 * forward
            x, y = self.camera.flat(place.at)
            for sign, found in ((1, right), (-1, left)):
                out = (shift + sign * half**0.5) * (0.7 if tucked and row == rows[-1] else 1)
                up = self._shrugged(i, girth, sign * wide) / length
                found.append(track.local((x + across[0] * out + ahead[0] * up, y + across[1] * out + ahead[1] * up), i))
        hem = [] if tucked else [track.local(self._hem(step, rows[0]), i)]
        return [*hem, *right, *reversed(left)]

    def _breath(self, i: int, girth: Girth) -> float:
        """Return by how much the belly has come forwards at a height, when the breath (or a wave) has filled it."""
        return self.motion.poses[i].belly * fills(girth.up)

    def _shrugged(self, i: int, girth: Girth, wide: float) -> float:
        """Return by how much the line of the shoulder rises, seen from the front or from behind."""
        side = self.motion.poses[i].near if wide > 0 else self.motion.poses[i].far
        near_by = max(0.0, 1 - abs(girth.up - self.body.shoulder_up) / 7)
        return side.shrug * near_by if abs(wide) > girth.wide / 2 else 0.0

    def _hem(self, step: Skeleton, row: int) -> Pair:
        return self.camera.flat(step.spine[row].point(0, -1.2))

    def _neck(self) -> Node:
        places = self._places(lambda step: step.neck)
        track = hanging(self.camera, places)
        shape = self._limb(self.body.limbs.neck, -self.body.lengths.neck.of_stature * self.scale, places, track, "s")
        return Node(track, (shape, *self._areas("", "neck", track)))

    def _head(self) -> Node:
        places = self._places(lambda step: step.skull)
        track = hanging(self.camera, places)
        forward = [Track((0.0,), (0.0,), (angle,), (1.0,)).local(self.camera.flat(place.frame.forward))[0]
                   for angle, place in zip(track.angle, places, strict=True)]  # fmt: skip
        turns = [math.degrees(math.atan2(x, self.camera.depth(place.frame.forward)))
                 for x, place in zip(forward, places, strict=True)]  # fmt: skip
        if self._looks_round(turns):
            return Node(track, tuple(self._turning(track, [max(-head.MOST, min(head.MOST, turn)) for turn in turns])))
        if abs(forward[0]) >= SIDE_ON:
            return Node(track, tuple(self._profile(1 if forward[0] > 0 else -1)))
        if self.camera.depth(places[0].frame.forward) < 0:
            return Node(track, self._from_behind())
        return Node(track, self._from_the_front(track, forward))

    def _looks_round(self, turns: list[float]) -> bool:
        """Return whether her head turns on the neck, and towards the viewer."""
        told = [pose.neck_turn for pose in self.motion.poses]
        return max(told) - min(told) > LOOKS_ROUND and min(map(abs, turns)) < math.degrees(math.asin(SIDE_ON))

    def _turning(self, track: Track, turns: list[float]) -> Iterator[Node | Shape]:
        shapes = self.body.shapes
        yield Node(_carried_by(track, [head.bun(turn) for turn in turns]), (Shape((smooth(shapes.bun_front),), "h"),))
        yield _drawn_by([[head.skull(shapes, turn)] for turn in turns], "s", smooth)
        yield _drawn_by([[head.hair(shapes, turn)] for turn in turns], "h", smooth)
        yield _drawn_by([head.face(shapes, turn) for turn in turns], "e", stroke)

    def _profile(self, sign: int) -> Iterator[Shape]:
        shapes = self.body.shapes
        for outline, look in ((shapes.bun, "h"), (shapes.head, "s"), (shapes.hair, "h"), (shapes.ear, "s")):
            yield Shape((smooth(_mirrored(outline, sign)),), look)
        yield Shape((stroke(_mirrored(shapes.eye, sign)),), "e")

    def _from_behind(self) -> tuple[Shape, ...]:
        shapes = self.body.shapes
        return tuple(Shape((smooth(outline),), look) for outline, look in (
            (shapes.head_front, "s"), (shapes.bun_front, "h"), (shapes.hair_back, "h")))  # fmt: skip

    def _from_the_front(self, track: Track, forward: list[float]) -> tuple[Node | Shape, ...]:
        shapes = self.body.shapes
        eye = shapes.face_front
        face = tuple(Shape((stroke(_mirrored(eye, sign)),), "e") for sign in (1, -1))
        nose = Shape((stroke([(0.2, 1.6), (0.9, -0.6), (0, -0.9)]),), "e")
        mouth = Shape((stroke([(-1.6, -3.4), (0, -3.9), (1.6, -3.4)]),), "e")
        moved = _carried_by(track, [(x * 7.2, 0.0) for x in forward])
        drawn = ((shapes.bun_front, "h"), (shapes.head_front, "s"), (shapes.hair_front, "h"))
        return (*(Shape((smooth(outline),), look) for outline, look in drawn), Node(moved, (*face, nose, mouth)))

    # ------------------------------------------------------------- tints and things held
    def _areas(self, side: str, part: str, track: Track) -> Iterator[Shape]:
        for name, own in self.working:
            area = self.body.areas[name]
            place = self._place(self.motion.start, side, part) if area.on == part and own in ("", side) else None
            for sign in self._signs(side, area) if place else ():
                yield from self._tint(area, place, sign, track)

    def _signs(self, side: str, area: Area) -> tuple[int, ...]:
        """Return on which sides an area lies: of the trunk, on both, when both are seen."""
        if side:
            return (-1 if side == SIDES[1][:-1] else 1,)
        return (1, -1) if area.at[2] and self.motion.figure.view in ("front", "back") else (1,)

    def _tint(self, area: Area, place: Place | None, sign: int, track: Track) -> Iterator[Shape]:
        if place and not self._hidden(place, area.at[0]):
            x, y, z = area.at
            at = track.local(self.camera.flat(place.point(x, y, z * sign)))
            outline = [(px * sign * self._mirror(place), py) for px, py in area.outline]
            drawn = smooth([(at[0] + px, at[1] + py) for px, py in outline]) if outline else ellipse(*at, *area.size)
            yield Shape((drawn,), "w")

    def _mirror(self, place: Place) -> int:
        """Return 1 if her right is to the right in the picture, else -1."""
        return 1 if self.camera.flat(place.frame.right)[0] >= 0 else -1

    def _hidden(self, place: Place, forward: float) -> bool:
        """Return whether an area lies on the side of a part that is turned away."""
        return self.camera.depth(place.frame.forward) * forward < -1.5

    def _place(self, step: Skeleton, side: str, part: str) -> Place:
        found: Place = getattr(getattr(step, side), part) if side else getattr(step, part)
        return found

    def _carries(self, name: str) -> bool:
        return any(prop.on in (name + "_hand", "hand") for prop in self.motion.figure.props)

    def _carried(self, side: str, track: Track, part: str) -> Iterator[Shape]:
        """Yield what she carries on a part: in a hand, on the pelvis, round an ankle."""
        for prop in self.motion.figure.props:
            own = _of_side(prop.on or "", side)
            if prop.on and own and spot(prop.on, self.body).on == part:
                at = track.local(self.camera.flat(point_of(own, self.motion.start, self.body)))
                yield from held(prop, at, track)


def _of_side(point: str, side: str) -> str:
    """Return a point's name on one side, or nothing if it is of the other side only."""
    if not side or point.startswith(side + "_"):
        return point
    return "" if point.startswith(SIDES) else f"{side}_{point}"


def held(prop: Prop, at: Pair, track: Track) -> Iterator[Shape]:
    """Yield a thing that she carries, round the point of her that it is on."""
    long, high, _ = prop.size
    x, y = at[0] + prop.shift[0], at[1] + prop.shift[1]
    if prop.form == "barbell":
        yield Shape((ellipse(x, y + 1, long / 2, long / 2),), "iron")
        yield Shape((ellipse(x, y + 1, 4.6, 4.6),), "soft")
        yield Shape((ellipse(x, y + 1, 1.6, 1.6),), "iron")
    elif prop.form == "dumbbell":
        half = long / 2
        yield Shape((_slab(x - half, x + half, y - 1.4, y + 1.4),), "iron")
        for left in (x - half, x + half - 5.5):
            yield Shape((_slab(left, left + 5.5, y - high / 2, y + high / 2),), "iron")
    elif prop.form == "kettlebell":
        yield Shape((ellipse(x, y - high * 0.6, long / 2, long / 2),), "iron")
        yield Shape((stroke([(x - 4, y - 6), (x - 3.6, y + 1), (x + 3.6, y + 1), (x + 4, y - 6)]),), "handle")
    else:  # a weight, or a cuff
        yield Shape((_slab(x - long / 2, x + long / 2, y - high / 2, y + high / 2),), "iron")


def _slab(left: float, right: float, low: float, high: float) -> str:
    x, y, wide, tall = (round(number * 10) for number in (left, low, right - left, high - low))
    return f"M{x} {y}h{wide}v{tall}h{-wide}z"


def _working(motion: Motion) -> list[tuple[str, str]]:
    """Return the tinted areas with the side each is told for: none told is both."""
    found = []
    for name in motion.figure.works:
        side = next((prefix for prefix in SIDES if name.startswith(prefix)), "")
        found.append((name.removeprefix(side), side[:-1]))
    return found


def _stretched(track: Track, across: bool = False) -> tuple[tuple[float, float], ...]:
    low, high = min(track.shortened), max(track.shortened)
    if high - low < 0.06:
        share = 1.0 if low > 0.94 else max((low + high) / 2, 0.05)
        return ((share, 1.0) if across else (1.0, share),)
    shares = [max(share, 0.05) for share in track.shortened]
    return tuple((share, 1.0) if across else (1.0, share) for share in shares)


def _carried_by(track: Track, offsets: list[Pair]) -> Track:
    x, y = [], []
    for (dx, dy), px, py, angle in zip(offsets, track.x, track.y, track.angle, strict=True):
        c, s = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        x.append(px + dx * c - dy * s)
        y.append(py + dx * s + dy * c)
    return Track(tuple(x), tuple(y), track.angle, track.shortened)


def _drawn_by(outlines: list[list[list[Pair]]], look: str, drawn: Callable[[Sequence[Pair]], str]) -> Shape:
    """Return lines, told for every step, as one shape: told once if they are all alike."""
    joined = [[point for line in lines for point in line] for lines in outlines]
    paths = tuple("".join(map(drawn, lines)) for lines in outlines)
    if not _differ(joined):
        return Shape(paths[:1], look)
    return Shape(paths, look, outlines=tuple(tuple(number for point in line for number in point) for line in joined))


def _mirrored(points: Sequence[Pair], sign: int) -> list[Pair]:
    return [(x * sign, y) for x, y in points]


def _flipped(points: Sequence[Pair], sign: int) -> list[Pair]:
    return [(x, y * sign) for x, y in points]


def _dot(a: Pair, b: Pair) -> float:
    return a[0] * b[0] + a[1] * b[1]


def _differ(outlines: list[list[Pair]]) -> bool:
    first = outlines[0]
    return any(
        abs(a - b) > SEEN
        for other in outlines[1:]
        for p, q in zip(first, other, strict=True)
        for a, b in zip(p, q, strict=True)
    )
