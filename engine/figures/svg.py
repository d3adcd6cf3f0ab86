"""A figure as SVG: moving, or start and end side by side; no script, nothing from outside."""

import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from .arrow import arrow
from .camera import CAMERAS, Camera, Track, resting
from .clock import USUAL, Clock, clock
from .contacts import point_of
from .model import Prop
from .motion import Motion
from .outline import hull, polygon
from .parts import Drawer, Node, Shape
from .props import STRUNG, Box, Round, Thing, floor_of, things
from .skeleton import Skeleton
from .space import Vec
from .surface import balls

WIDE, HIGH = 320, 240
EDGE = 10
SELDOM = 5  # a bending trunk is told only so often: in between, the eye sees no difference
LARGEST = 1.45  # picture units a centimetre: standing and lying women do not differ too much

# Each colour has a name that a page may set, and is ours otherwise: by day, by night.
COLOURS = {
    "skin": ("#dda585", "#e2ad8e"),
    "skin-far": ("#bd8465", "#b98366"),
    "hair": ("#51342c", "#8a5a46"),
    "top": ("#93b5a3", "#b5d2c3"),
    "top-far": ("#7a9c8b", "#8fae9f"),
    "leggings": ("#2f6068", "#5d9aa2"),
    "leggings-far": ("#234b53", "#44777f"),
    "floor": ("#cbbba8", "#6d6459"),
    "mat": ("#e6d8c4", "#4d463e"),
    "cloth": ("#d8c6b4", "#5a5148"),
    "wood": ("#c39a6b", "#94714b"),
    "wall": ("#efe7dc", "#37322d"),
    "iron": ("#5b5a60", "#a3a3ab"),
    "accent": ("#dd5a3c", "#ff8162"),
}
FILLED = {
    "s": "skin", "sf": "skin-far", "h": "hair", "t": "top", "tf": "top-far", "l": "leggings", "lf": "leggings-far",
    "w": "accent", "mat": "mat", "cloth": "cloth", "wood": "wood", "wall": "wall", "soft": "cloth", "iron": "iron",
    "accent": "accent",
}  # fmt: skip
STROKED = {
    "e": ("hair", 7),
    "floor": ("floor", 14),
    "arrow": ("accent", 20),
    "rope": ("accent", 20),
    "handle": ("iron", 24),
    "plumb": ("accent", 8),
    "mark": ("accent", 3),
}
TURNS = ".no{display:none}@media(prefers-reduced-motion:reduce),print{.go{display:none}.no{display:inline}}"


def style(drawn: str) -> str:
    """Return the rules for what is drawn: colours that a page may set, light and dark."""
    looks = set(re.findall(r'class="([^"]+)"', drawn))
    filled = {look: colour for look, colour in FILLED.items() if look in looks}
    stroked = {look: given for look, given in STROKED.items() if look in looks}
    needed = dict.fromkeys([*filled.values(), *(colour for colour, _ in stroked.values())])
    day, night = (";".join(f"--_{name}:{COLOURS[name][i]}" for name in needed) for i in (0, 1))
    rules = [f"svg{{{day}}}@media(prefers-color-scheme:dark){{svg{{{night}}}}}"]
    rules += [f".{look}{{fill:{_colour(name)}}}" for look, name in filled.items()]
    rules += [f".{look}{{stroke:{_colour(name)};stroke-width:{wide}}}" for look, (name, wide) in stroked.items()]
    lines = ",".join(f".{look}" for look in stroked)
    rules.append(f"{lines}{{fill:none;stroke-linecap:round;stroke-linejoin:round}}.w{{opacity:.7}}")
    return "".join(rules) + (TURNS if "go" in looks else "")


def _colour(name: str) -> str:
    return f"var(--{name},var(--_{name}))"


@dataclass(frozen=True, slots=True)
class Words:
    """What a screen reader says of a figure."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Field:
    """The part of the scene that a picture shows, in centimetres."""

    left: float
    low: float
    right: float
    high: float

    @property
    def wide(self) -> float:
        """How wide it is."""
        return self.right - self.left

    @property
    def tall(self) -> float:
        """How high it is."""
        return self.high - self.low


def svg(motion: Motion, words: Words, *, still: bool = False) -> str:
    """Return a figure as SVG text: moving unless `still`; in print and with reduced motion both poses."""
    poses = _both(motion)
    moves = not (still or motion.is_still)
    inner = f'<g class="go">{_moving(motion)}</g><g class="no">{poses}</g>' if moves else poses
    key = f"f{zlib.crc32(f'{motion.figure.slug}/{motion.figure.level}'.encode()) % 4096:03x}"
    return document(shared(inner, key), words, (WIDE, HIGH), motion.figure.mirror)


def document(inner: str, words: Words, size: tuple[float, float], mirror: bool = False) -> str:
    """Return a whole SVG file round drawn things."""
    turned = f'<g transform="matrix(-1 0 0 1 {size[0]:g} 0)">{inner}</g>' if mirror else inner
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:g} {size[1]:g}" role="img">'
        f"<title>{escape(words.title)}</title><desc>{escape(words.text)}</desc><style>{style(inner)}</style>{turned}</svg>"
    )


# ------------------------------------------------------------------ the scene
def _moving(motion: Motion) -> str:
    tempo = motion.figure.tempo or USUAL
    field = field_of(motion)
    return scene(motion, field, (0, 0, WIDE, HIGH), clock(tempo, len(motion.steps)))


def _both(motion: Motion) -> str:
    field = field_of(motion)
    if motion.is_still:
        return scene(motion, field, (0, 0, WIDE, HIGH))
    beside = min(WIDE / 2 / field.wide, HIGH / field.tall) >= min(WIDE / field.wide, HIGH / 2 / field.tall)
    right, below = (WIDE / 2, 0.0) if beside else (0.0, HIGH / 2)
    size = (WIDE / 2, HIGH) if beside else (WIDE, HIGH / 2)
    first = scene(motion, field, (0, 0, *size), 0, cue=False)
    return first + scene(motion, field, (right, below, *size), -1)


def field_of(motion: Motion) -> Field:
    """Return what a picture of the whole motion must show."""
    camera = CAMERAS[motion.figure.view]
    spots = [camera.flat(at) for step in motion.steps for _, at, _ in balls(step, motion.body)]
    spots += [camera.flat(corner) for thing in things(motion) for corner in _corners(thing)]
    spots += [spot for _, line in arrow(motion, camera) for spot in line]
    xs, ys = [x for x, _ in spots], [y for _, y in spots]
    return Field(min(xs) - 6, min(ys) - 5, max(xs) + 6, max(ys) + 8)


def _corners(thing: Thing) -> Iterator[Vec]:
    if isinstance(thing, Box):
        yield from thing.corners()
    else:
        yield thing.at


def scene(
    motion: Motion, field: Field, frame: tuple[float, float, float, float], when: Clock | int = 0, *, cue: bool = True
) -> str:
    """Return a motion's loop, or its figure at one step, drawn into a frame (left, top, width, height)."""
    camera = CAMERAS[motion.figure.view]
    left, top, wide, high = frame
    k = min((wide - EDGE) / field.wide, (high - EDGE) / field.tall, LARGEST)
    x = left + wide / 2 - k * (field.left + field.right) / 2
    y = top + high - (high - k * field.tall) / 2 + k * field.low
    set_ = "".join([_floor(motion, camera, field), *(_thing(thing, camera) for thing in things(motion))])
    emit = _Emitter(when)
    inner = [f'<g class="set">{set_}</g>']
    strung = [prop for prop in motion.figure.props if prop.form in STRUNG]
    inner += [emit.string(motion, prop, camera) for prop in strung if prop.behind]
    inner.append(emit.node(Drawer(motion, camera).whole(), resting(len(motion.steps))))
    inner += [emit.string(motion, prop, camera) for prop in strung if not prop.behind]
    if cue:
        inner += [f'<path class="arrow" d="{d}"/>' for d, _ in arrow(motion, camera)]
    return f'<g transform="matrix({k / 10:.4f} 0 0 {-k / 10:.4f} {x:.1f} {y:.1f})">{"".join(inner)}</g>'


def _floor(motion: Motion, camera: Camera, field: Field) -> str:
    if motion.figure.view in ("above", "oblique"):
        return ""
    y = round(floor_of(motion) * 10) - 7
    return f'<path class="floor" d="M{round(field.left * 10) + 40} {y}H{round(field.right * 10) - 40}"/>'


def _thing(thing: Thing, camera: Camera) -> str:
    if isinstance(thing, Round):
        x, y = (round(number * 10) for number in camera.flat(thing.at))
        return f'<circle class="{thing.tone}" cx="{x}" cy="{y}" r="{round(thing.radius * 10)}"/>'
    corners = hull([camera.flat(corner) for corner in thing.corners()])
    return f'<path class="{thing.tone}" d="{polygon(corners)}"/>'


# ------------------------------------------------------------------ nested parts
class _Emitter:
    """Writes nested parts: as a loop, or as they are at one step."""

    def __init__(self, when: Clock | int) -> None:
        self.loop = when if isinstance(when, Clock) else None
        self.step = when if isinstance(when, int) else 0

    def node(self, node: Node, parent: Track) -> str:
        own = node.track.within(parent)
        inner = "".join(self.shape(x) if isinstance(x, Shape) else self.node(x, node.track) for x in node.inner)
        places = [f"{round(x * 10)} {round(y * 10)}" for x, y in zip(own.x, own.y, strict=True)]
        turns = [f"{angle:.1f}".removesuffix(".0") for angle in _unwound(own.angle)]
        if self.loop is None:
            return f'<g transform="translate({places[self.step]}){_turn(turns[self.step])}">{inner}</g>'
        if len(set(places)) > 1:
            moved, more = self._animated("translate", places), ' additive="sum"'
            turned = self._animated("rotate", turns, more) if len(set(turns)) > 1 else ""
            inner = inner if turned or turns[0] in ZERO else f'<g transform="rotate({turns[0]})">{inner}</g>'
            return f"<g>{moved}{turned}{inner}</g>"
        if len(set(turns)) > 1:
            turned = self._animated("rotate", turns, ' additive="sum"')
            return f'<g transform="translate({places[0]})">{turned}{inner}</g>'
        return f'<g transform="translate({places[0]}){_turn(turns[0])}">{inner}</g>'

    def _animated(self, kind: str, values: list[str], more: str = "") -> str:
        assert self.loop is not None
        return f'<animateTransform attributeName="transform" type="{kind}"{more} {self.loop.loop(values)}/>'

    def shape(self, shape: Shape) -> str:
        stretch = [f"{x:.3g} {y:.3g}" for x, y in shape.stretch]
        if len(set(stretch)) > 1 and self.loop:
            return f"<g>{self._animated('scale', stretch)}{self._path(shape.look, shape.paths)}</g>"
        own = stretch[self.step if len(stretch) > 1 else 0]
        return self._path(shape.look, shape.paths, f' transform="scale({own})"' if own != "1 1" else "")

    def _path(self, look: str, paths: Sequence[str], more: str = "") -> str:
        if len(set(paths)) == 1 or self.loop is None:
            return f'<path class="{look}" d="{paths[self.step if len(paths) > 1 else 0]}"{more}/>'
        bent = f'<animate attributeName="d" {self.loop.loop(paths, SELDOM)}/>'
        return f'<path class="{look}" d="{paths[0]}"{more}>{bent}</path>'

    def string(self, motion: Motion, prop: Prop, camera: Camera) -> str:
        """Return a band, loop or stick between two points of her."""
        lines = [self._line(step, motion, prop, camera) for step in motion.steps]
        return self._path("rope" if prop.tone == "accent" else "handle", lines)

    def _line(self, step: Skeleton, motion: Motion, prop: Prop, camera: Camera) -> str:
        ends = [camera.flat(point_of(name or "", step, motion.body)) for name in (prop.start, prop.end)]
        return "M" + "L".join(f"{round(x * 10)} {round(y * 10)}" for x, y in ends)


ZERO = ("0", "-0")


def _turn(angle: str) -> str:
    return "" if angle in ZERO else f"rotate({angle})"


def _unwound(angles: tuple[float, ...]) -> list[float]:
    first = angles[0] - 360 * round(angles[0] / 360)
    return [angle - angles[0] + first for angle in angles]


# ------------------------------------------------------------------ shared outlines
def shared(inner: str, key: str) -> str:
    """Return the drawing with every outline that it uses more than once written only once."""
    found = Counter(re.findall(r'<path class="[^"]+" d="([^"]{30,})"', inner))
    names = {path: f"{key}{i}" for i, (path, count) in enumerate(found.items()) if count > 1}
    defs = [f'<path id="{name}" d="{path}"/>' for path, name in names.items()]

    def use(match: re.Match[str]) -> str:
        name = names.get(match[2])
        return f'<use class="{match[1]}" href="#{name}"{match[3]}/>' if name else match[0]

    inner = re.sub(r'<path class="([^"]+)" d="([^"]{30,})"((?: transform="[^"]*")?)/>', use, inner)
    backdrop = re.search(r'<g class="set">.*?</g>', inner)
    if backdrop and inner.count(backdrop[0]) > 1:
        defs.append(backdrop[0].replace('<g class="set"', f'<g id="{key}s"'))
        inner = inner.replace(backdrop[0], f'<use href="#{key}s"/>')
    return f"<defs>{''.join(defs)}</defs>{inner}" if defs else inner
