"""A figure as SVG: moving, or start and end side by side; no script, nothing from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from .arrow import arrow
from .camera import CAMERAS, Camera
from .clock import USUAL, Clock, clock
from .colours import style
from .contacts import point_of
from .emit import Emitter
from .model import Pair, Prop
from .motion import Motion
from .outline import hull, polygon
from .parts import Drawer, Node
from .props import STRUNG, Box, Round, Thing, floor_of, things
from .shared import key_of, shared
from .space import Vec

WIDE, HIGH = 320, 240
EDGE = 10
LARGEST = 1.45  # picture units a centimetre: standing and lying women do not differ too much


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
    field, woman = field_of(motion), woman_of(motion)
    poses = _both(motion, field, woman)
    moves = not (still or motion.is_still)
    inner = f'<g class="go">{_moving(motion, field, woman)}</g><g class="no">{poses}</g>' if moves else poses
    key = key_of(f"{motion.figure.slug}/{motion.figure.level}")
    return document(shared(inner, key), words, (WIDE, HIGH), motion.figure.mirror)


def document(inner: str, words: Words, size: tuple[float, float], mirror: bool = False) -> str:
    """Return a whole SVG file round drawn things."""
    turned = f'<g transform="matrix(-1 0 0 1 {size[0]:g} 0)">{inner}</g>' if mirror else inner
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:g} {size[1]:g}" role="img">'
        f"<title>{escape(words.title)}</title><desc>{escape(words.text)}</desc><style>{style(inner)}</style>{turned}</svg>"
    )


# ------------------------------------------------------------------ the scene
def _moving(motion: Motion, field: Field, woman: Node) -> str:
    tempo = motion.figure.tempo or USUAL
    return scene(motion, field, (0, 0, WIDE, HIGH), clock(tempo, len(motion.steps)), woman=woman)


def _both(motion: Motion, field: Field, woman: Node) -> str:
    if motion.is_still:
        return scene(motion, field, (0, 0, WIDE, HIGH), woman=woman)
    beside = min(WIDE / 2 / field.wide, HIGH / field.tall) >= min(WIDE / field.wide, HIGH / 2 / field.tall)
    right, below = (WIDE / 2, 0.0) if beside else (0.0, HIGH / 2)
    size = (WIDE / 2, HIGH) if beside else (WIDE, HIGH / 2)
    first = scene(motion, field, (0, 0, *size), 0, cue=False, woman=woman)
    return first + scene(motion, field, (right, below, *size), -1, woman=woman)


def woman_of(motion: Motion) -> Node:
    """Return her, part by part: worth keeping if she is drawn more than once."""
    return Drawer(motion, CAMERAS[motion.figure.view]).whole()


def field_of(motion: Motion) -> Field:
    """Return what a picture of the whole motion must show."""
    camera = CAMERAS[motion.figure.view]
    spots = [camera.flat(at) for skin in motion.skin for _, at, _ in skin]
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
    motion: Motion,
    field: Field,
    frame: tuple[float, float, float, float],
    when: Clock | int = 0,
    *,
    cue: bool = True,
    woman: Node | None = None,
) -> str:
    """Return a motion's loop, or its figure at one step, drawn into a frame (left, top, width, height)."""
    camera = CAMERAS[motion.figure.view]
    left, top, wide, high = frame
    k = min((wide - EDGE) / field.wide, (high - EDGE) / field.tall, LARGEST)
    x = left + wide / 2 - k * (field.left + field.right) / 2
    y = top + high - (high - k * field.tall) / 2 + k * field.low
    set_ = "".join([_floor(motion, camera, field), *(_thing(thing, camera) for thing in things(motion))])
    emit = Emitter(when)
    inner = [f"<g>{set_}</g>"]
    strung = [prop for prop in motion.figure.props if prop.form in STRUNG]
    inner += [_string(emit, motion, prop, camera) for prop in strung if prop.behind]
    inner.append(emit.whole(woman or woman_of(motion)))
    inner += [_string(emit, motion, prop, camera) for prop in strung if not prop.behind]
    if cue:
        inner += [f'<path class="arrow" d="{d}"/>' for d, _ in arrow(motion, camera)]
    return f'<g transform="matrix({k / 10:.4f} 0 0 {-k / 10:.4f} {x:.1f} {y:.1f})">{"".join(inner)}</g>'


def _floor(motion: Motion, camera: Camera, field: Field) -> str:
    if motion.figure.view not in ("profile", "front", "back"):
        return ""
    y = round(floor_of(motion) * 10) - 7
    return f'<path class="floor" d="M{round(field.left * 10) + 40} {y}H{round(field.right * 10) - 40}"/>'


def _thing(thing: Thing, camera: Camera) -> str:
    if isinstance(thing, Round):
        x, y = (round(number * 10) for number in camera.flat(thing.at))
        return f'<circle class="{thing.tone}" cx="{x}" cy="{y}" r="{round(thing.radius * 10)}"/>'
    corners = hull([camera.flat(corner) for corner in thing.corners()])
    return f'<path class="{thing.tone}" d="{polygon(corners)}"/>'


def _string(emit: Emitter, motion: Motion, prop: Prop, camera: Camera) -> str:
    """Return a band, loop or stick between two points of her."""
    names = (prop.start or "", prop.end or "")
    lines = [[camera.flat(point_of(name, step, motion.body)) for name in names] for step in motion.steps]
    rows = [[number for end in line for number in end] for line in lines]
    return emit.path("rope" if prop.tone == "accent" else "handle", [_line(line) for line in lines], rows)


def _line(ends: list[Pair]) -> str:
    return "M" + "L".join(f"{round(x * 10)} {round(y * 10)}" for x, y in ends)
