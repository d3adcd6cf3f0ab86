"""The typed shape of data/figures/: the body, the things she uses, and a level's figure."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

Pair = tuple[float, float]
Triple = tuple[float, float, float]
Quad = tuple[float, float, float, float]
Outline = tuple[Pair, ...]
View = Literal["profile", "front", "back", "above", "oblique", "oblique_back", "front_above", "back_above"]


class Entry(BaseModel):
    """Anything read from data/figures/."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Length(Entry):
    """How long a part is."""

    of_stature: float
    sources: tuple[str, ...]


class Lengths(Entry):
    """How long the parts are."""

    upper_leg: Length
    lower_leg: Length
    ankle_height: Length
    foot: Length
    upper_arm: Length
    lower_arm: Length
    hand: Length
    trunk: Length
    neck: Length


class Mass(Entry):
    """How heavy a part is, and where along it its centre lies."""

    of_weight: float
    at: float


class Masses(Entry):
    """How heavy the parts are."""

    head: Mass
    trunk: Mass
    upper_arm: Mass
    lower_arm: Mass
    hand: Mass
    upper_leg: Mass
    lower_leg: Mass
    foot: Mass


class Girth(Entry):
    """How thick the trunk is at a height above the hip joint, and how much of its bends has happened by there."""

    up: float
    front: float
    back: float
    wide: float
    bend: float
    rib: float


class Swelling(Entry):
    """How far the belly of late pregnancy comes forward at a height."""

    up: float
    front: float


class Limbs(Entry):
    """How thick the limbs are: along the part from 0 to 1, towards the front, towards the back."""

    upper_leg: tuple[Triple, ...]
    lower_leg: tuple[Triple, ...]
    shin: tuple[Triple, ...]
    upper_arm: tuple[Triple, ...]
    sleeve: tuple[Triple, ...]
    lower_arm: tuple[Triple, ...]
    neck: tuple[Triple, ...]


class Shapes(Entry):
    """Outlines drawn by hand, looking to the right or at the viewer."""

    head: Outline
    hair: Outline
    bun: Outline
    ear: Outline
    eye: Outline
    head_front: Outline
    hair_front: Outline
    hair_back: Outline
    bun_front: Outline
    face_front: Outline
    foot: Outline
    toes: Outline
    foot_front: Outline
    hand: Outline
    fist: Outline


Part = Literal[
    "pelvis",
    "thorax",
    "neck",
    "skull",
    "upper_leg",
    "lower_leg",
    "foot",
    "toes",
    "upper_arm",
    "lower_arm",
    "hand",
    "blade",
]


class Spot(Entry):
    """A point of the body: on which part, and where on it."""

    on: Part
    at: Triple


class Area(Entry):
    """A part of the body that can be tinted: an oval of a size, or an outline (as it is on her right, from behind)."""

    on: Part
    at: Triple
    size: Pair = (0, 0)
    outline: Outline = ()


class Joint(Entry):
    """One angle of a pose: how far it goes, what it is at 0 and which way positive goes."""

    range: Pair
    zero: str
    plus: str
    sources: tuple[str, ...] = ()


class Body(Entry):
    """The woman that is drawn."""

    sources: tuple[str, ...]
    stature: float
    lengths: Lengths
    masses: Masses
    hip_apart: float
    shoulder_apart: float
    trunk: tuple[Girth, ...]
    leggings_up_to: float
    pregnant_leggings_up_to: float
    shoulder_up: float
    pregnant: tuple[Swelling, ...]
    limbs: Limbs
    shapes: Shapes
    ball_of_foot: Pair
    points: dict[str, Spot]
    areas: dict[str, Area]
    joints: dict[str, Joint]

    def named_sources(self) -> set[str]:
        """Return every source that the body rests on."""
        lengths = [length.sources for _, length in self.lengths]
        joints = [joint.sources for joint in self.joints.values()]
        return {source for sources in (self.sources, *lengths, *joints) for source in sources}


class SidePose(Entry):
    """The angles of one arm and one leg, in degrees, and how far the shoulder has moved, in centimetres.

    `joints` of body.yaml says what each means.
    """

    shoulder: float = 0
    shoulder_out: float = 0
    shoulder_turn: float = 0
    elbow: float = 0
    wrist: float = 0
    hip: float = 0
    hip_out: float = 0
    hip_turn: float = 0
    knee: float = 0
    ankle: float = 0
    heel_lift: float = 0
    toes: float = 0
    shrug: float = 0
    blade: float = 0


class Pose(Entry):
    """All angles of a figure at one moment."""

    lean: float = 0
    turn: float = 0
    tilt: float = 0
    drop: float = 0
    bend: float = 0
    ribs: float = 0
    side_bend: float = 0
    twist: float = 0
    neck: float = 0
    nod: float = 0
    neck_side: float = 0
    neck_turn: float = 0
    belly: float = 0
    near: SidePose = SidePose()
    far: SidePose = SidePose()


Form = Literal[
    "box", "bed", "chair", "stool", "bench", "sofa", "wall", "doorway", "table", "round", "pad",
    "dumbbell", "kettlebell", "barbell", "weight", "cuff", "stick", "band", "loop",
]  # fmt: skip


class Prop(Entry):
    """A thing she uses: its form and size, and where it touches her."""

    id: str
    form: Form
    size: Triple = (1, 1, 1)
    tone: Literal["mat", "cloth", "wood", "wall", "soft", "iron", "accent"] = "wood"
    touches: str | None = Field(None, alias="at")
    face: Literal["top", "bottom", "left", "right"] = "top"
    height: float | Literal["fit"] | None = None
    shift: Pair = (0, 0)
    rise: float = 0
    under_all: bool = False
    when: Literal["start", "end"] = "start"
    behind: bool = False
    on: str | None = None
    start: str | None = Field(None, alias="from")
    end: str | None = Field(None, alias="to")


def _listed(value: Any) -> Any:
    return dict.fromkeys(value, 0.0) if isinstance(value, list) else value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Planted = Annotated[dict[str, float | Literal["here", "slide"]], BeforeValidator(_listed)]
Names = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]
Moment = dict[str, float]


class Stroke(Entry):
    """One shape of a sketch: a closed curve, straight edges, an open line, or an oval."""

    look: str
    curve: Outline = ()
    edges: Outline = ()
    line: Outline = ()
    oval: tuple[float, float, float, float] | None = None  # its middle, half its width and height


class Sketch(Entry):
    """A small thing drawn by hand, in centimetres round its own origin: a hand close by, a ruler, a telephone."""

    id: str
    strokes: tuple[Stroke, ...]


class Extra(Entry):
    """What is drawn over a still figure: a sketch, or a line between two points of her."""

    sketch: str | None = None
    line: str | None = None
    touches: str | None = Field(None, alias="at")
    to: str | None = None
    shift: Pair = (0, 0)
    reach: Pair = (0, 0)
    turn: float = 0
    size: float = 1
    flip: bool = False
    behind: bool = False


class Close(Entry):
    """The part of the scene that a picture shows: so many centimetres wide (and high) round a point of her."""

    touches: str | None = Field(None, alias="at")
    wide: float
    high: float | None = None
    shift: Pair = (0, 0)


class Figure(Entry):
    """One level's figure, whole: every key that it inherits is in it."""

    slug: str
    level: str
    at: str
    nudge: Pair = (0, 0)
    view: View = "profile"
    planted: Planted = {}
    settle: Literal["start", "end"] = "start"
    touch: dict[str, str] = {}
    start: Moment = {}
    via: tuple[Moment, ...] = ()
    end: Moment = {}
    props: tuple[Prop, ...] = ()
    works: Names = ()
    arrow: Names = ()
    press: dict[str, Pair] = {}
    circle: dict[str, Quad] = {}
    tempo: tuple[float, float, float, float] | None = None
    steps: int = 5  # between two poses: enough that planted points stay within a few millimetres
    fist: bool = False
    pregnant: bool = False
    mirror: bool = False
    striding: bool = False
    note: str = ""
    sketch: str = ""
    close: Close | None = None
    more: tuple[Extra, ...] = ()


class Shown(Entry):
    """What a figure must show for one answer to a movement axis."""

    upright: Pair | None = None
    face_up: Pair | None = None
    on_a_side: Pair | None = None
    arm_raised: Pair | None = None
    planted: tuple[str, ...] = ()
    feet: int | None = None
    carries: tuple[str, ...] = ()


class Limits(Entry):
    """How exact a figure must be, in centimetres; and how long its file may be."""

    below_floor: float
    inside_a_thing: float
    drift: float
    out_of_balance: float
    least_change: float
    most_bytes: int


class Agreement(Entry):
    """What figures are held to."""

    position: dict[str, Shown]
    shoulders: dict[str, Shown]
    base: dict[str, Shown]
    load: dict[str, Shown]
    needs: dict[str, Shown]
    limits: Limits
