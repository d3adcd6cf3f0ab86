"""The frozen, typed shape of everything in data/: what a file may say, and nothing else."""

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from . import condition

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:_[a-z0-9]+)*$")]
RuleId = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
Prose = Annotated[str, Field(min_length=3)]
When = Annotated[condition.Condition, BeforeValidator(condition.parse)]
Confidence = Literal["high", "medium", "low"]
ReviewDate = Annotated[str, Field(pattern=r"^(?:\d{4}-\d{2}-\d{2})?$")]
Grade = Literal["A", "B", "C", "D"]
DispositionId = Literal["self_care", "not_known_yet", "routine_referral", "within_days", "same_day", "emergency_now"]
Gravity = Literal["ticks", "rising", "falling"] | tuple[Id | tuple[Id, ...], ...]
Demand = Annotated[int, Field(ge=0, le=5)]
StageName = Literal["facts", "triage", "patterns", "exclusions", "ranking", "levels", "programme", "explanation"]
Answer = Any
PROGRESSION = "PR"  # begins the refs of the fact base's rows on progression
AnswersDiff = dict[str, Answer]


class Entry(BaseModel):
    """Anything read from data/; `at` is its file and line."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
    at: str = ""


class Examples(Entry):
    """Differences from the well woman that make a condition true, false or unknown."""

    true: tuple[AnswersDiff, ...] = ()
    false: tuple[AnswersDiff, ...] = ()
    open: tuple[AnswersDiff, ...] = ()


# ---------------------------------------------------------------- vocabulary
class DispositionWord(Entry):
    """How urgent, from the mildest to the gravest."""

    id: DispositionId
    label: Prose
    meaning: Prose


class Section(Entry):
    """A part of the questionnaire."""

    id: Id
    title: Prose
    intro: str = ""


class Topic(Entry):
    """One screen of the questionnaire."""

    id: Id
    section: Id
    title: Prose


class Region(Entry):
    """A part of the body, from a closed list."""

    id: Id
    label: Prose
    hint: Prose
    side: bool
    view: Literal["front", "back", "both"]
    group: Prose


class AxisValue(Entry):
    """One answer to a movement axis, and the movement properties that follow from it."""

    id: Id
    meaning: Prose
    implies: tuple[Id, ...]


class Axis(Entry):
    """A forced choice that every exercise level answers."""

    id: Id
    takes: Literal["one", "many"]
    values: tuple[AxisValue, ...]


class MovementProperty(Entry):
    """What a movement does to the body; contraindications are written over these."""

    id: Id
    group: str
    label: Prose
    definition: Prose
    yes_when: str = ""
    no_when: str = ""
    sources: tuple[str, ...]
    confidence: Confidence


class DerivedProperty(Entry):
    """A property that follows from answers to two axes together."""

    id: str
    when: dict[str, str | tuple[str, ...]]
    property: Id
    because: Prose


class Vocabulary(Entry):
    """The closed lists that all other files use."""

    dispositions: tuple[DispositionWord, ...]
    sections: tuple[Section, ...]
    topics: tuple[Topic, ...]
    regions: tuple[Region, ...]
    axes: tuple[Axis, ...]
    properties: tuple[MovementProperty, ...]
    derived_properties: tuple[DerivedProperty, ...]
    strict_stages: tuple[Id, ...]
    evidence_weights: dict[Literal["strong", "moderate", "weak"], int]


class Source(Entry):
    """Where a statement comes from, and how far it was read."""

    id: Annotated[str, Field(pattern=r"^[A-Z0-9_]+$")]
    authors: str
    year: int | None = None
    title: str
    where: str = ""
    link: str = ""
    seen: str
    confidence: Confidence
    note: str = ""
    link_status: str = ""


# ------------------------------------------------------------- questionnaire
class Question(Entry):
    """One question (FHIR Questionnaire item): its type, options, and when it is asked.

    With `options_from`, only the options that were ticked in that earlier question are offered.
    `gravity` orders the answers of a question of triage, the mildest first: `ticks` (each tick is graver than none),
    `rising` or `falling` (numbers), or the options, those of one rank in brackets; `no_gravity` says why not.
    `display_options` are those that no rule reads: kept so that she finds her own answer among them.
    With `display: body` the options are regions, and she may also tap them on a figure.
    """

    id: Id
    section: Id
    topic: Id
    type: Literal["yes_no", "one_of", "many_of", "number", "scale_0_10"]
    text: Prose
    help: str = ""
    why: Prose
    options: dict[str, str] = {}
    options_from: Id | None = None
    unit: str = ""
    min: float | None = None
    max: float | None = None
    step: float = 1
    not_sure: bool = False
    enable_when: When | None = None
    sensitive: bool = False
    optional: bool = False
    tell_apart: tuple[str, ...] = ()
    tell_apart_then: str = ""
    self_test: str | None = None
    display: Literal["body"] | None = None
    display_only: bool = False
    display_options: tuple[str, ...] = ()
    gravity: Gravity | None = None
    no_gravity: str = ""

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if self.type in ("one_of", "many_of") and len(self.options) < 2:
            raise ValueError(f"question '{self.id}' wants at least two options")
        if self.is_number and (self.min is None or self.max is None):
            raise ValueError(f"question '{self.id}' wants min and max")
        return self

    @property
    def is_number(self) -> bool:
        """Whether the answer is a number."""
        return self.type in ("number", "scale_0_10")

    @property
    def measured(self) -> bool:
        """Whether this is a self-test: offered, and never missed."""
        return self.section == "self_tests"

    @property
    def grain(self) -> float:
        """How finely a number is taken: whole, or to one decimal where the steps are finer than one."""
        return 1 if self.step >= 1 else 0.1

    @property
    def choices(self) -> dict[str, str]:
        """The options by id, those of yes_no included."""
        return {"yes": "Yes", "no": "No"} if self.type == "yes_no" else self.options

    @property
    def skippable(self) -> bool:
        """Whether leaving it out counts as not applicable (optional, or a measurement not taken)."""
        return self.optional or self.measured


class SelfTest(Entry):
    """A test she can do at home; a `timed` one wants a watch."""

    id: str
    name: Prose
    shows: Prose
    steps: tuple[Prose, ...]
    needs: tuple[str, ...] = ()
    seconds: int
    unit: str = ""
    timed: bool = False
    skip_when: Id | None = None
    who_skips: str = ""
    stop_if: str = ""
    norms: str = ""
    reliability: str = ""
    caveat: str = ""
    reading: str = ""
    questions: tuple[Id, ...]
    sources: tuple[str, ...]
    confidence: Confidence


# --------------------------------------------------------------------- facts
class Bounds(Entry):
    """Two bounds, both included."""

    at_least: float | None = None
    at_most: float | None = None

    def includes(self, x: float) -> bool:
        """Return whether x lies within the bounds."""
        return (self.at_least is None or x >= self.at_least) and (self.at_most is None or x <= self.at_most)


class Product(Entry):
    """A score: the product of answers, read as a band."""

    of: tuple[Id, ...]
    values: dict[Id, dict[str, float]] = {}
    bands: dict[str, Bounds]


class Norm(Bounds):
    """Below average for an age: under this value."""

    under: float


class BelowNorm(Entry):
    """A measurement below the norm for her age."""

    of: Id
    by: Id
    norms: tuple[Norm, ...]


class Fact(Entry):
    """A named, derived truth or score about the person, used everywhere by its name."""

    id: Id
    kind: Literal["context", "stage", "screen", "score", "entry"]
    label: Prose
    when: When | None = None
    count: tuple[When, ...] | None = None
    product: Product | None = None
    gap: tuple[Id, Id] | None = None
    gap_percent: tuple[Id, Id] | None = None
    below_norm: BelowNorm | None = None
    note: str = ""
    ref: str = ""
    sources: tuple[str, ...] = ()
    confidence: Confidence | None = None
    reviewed: ReviewDate = ""
    examples: Examples

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        forms = (self.when, self.count, self.product, self.gap, self.gap_percent, self.below_norm)
        if sum(form is not None for form in forms) != 1:
            raise ValueError(
                f"fact '{self.id}' wants exactly one of when, count, product, gap, gap_percent, below_norm"
            )
        return self

    @property
    def has_value(self) -> bool:
        """Whether it is compared with a band or bounds rather than true or false by itself."""
        return any(x is not None for x in (self.count, self.product, self.gap, self.gap_percent))


# --------------------------------------------------------------------- rules
class Rule(Entry):
    """When this is true of the person, do something, because, on the word of sources."""

    id: RuleId
    ref: str = ""
    also: tuple[str, ...] = ()
    when: When
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence = "low"
    reviewed: ReviewDate = ""
    examples: Examples | None = None


class TriageRule(Rule):
    """A red flag, or a context that closes the plan."""

    name: Prose
    disposition: DispositionId
    effect: Literal["closed", "region_closed", "cap", "notice"]
    regions: tuple[Id, ...] | Literal["marked"] = ()
    demand_at_most: Demand | None = None
    advice: RuleId
    do: Prose
    for_clinician: str = ""
    lowered_by: str = ""
    near_miss: str = ""
    private: bool = False

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if (self.effect == "cap") != (self.demand_at_most is not None):
            raise ValueError("'demand_at_most' goes with effect cap, and only with it")
        if self.disposition in ("emergency_now", "same_day") and self.effect != "closed":
            raise ValueError("emergency and same-day always close the plan: write effect: closed")
        if self.effect == "region_closed" and not self.regions:
            raise ValueError("region_closed wants regions")
        return self


class ExclusionRule(Rule):
    """A contraindication: movements with these properties are out while the condition is true or unknown."""

    for_: Annotated[tuple[Id, ...], Field(alias="for", min_length=1)]
    do: Literal["exclude", "allow"]
    instead: str = ""
    until: str = ""
    stop_if: str = ""
    evidence: str = ""


class LevelRule(Rule):
    """A cap on demand, with guidance for the whole plan, or an adaptation, while the condition is true or unknown."""

    for_: Annotated[tuple[Id, ...] | Literal["all"], Field(alias="for")] = "all"
    scope: Literal["plan", "marked"] | tuple[Id, ...] = "plan"
    demand_at_most: Demand | None = None
    adapt: str = ""
    guidance: str = ""
    until: str = ""
    stop_if: str = ""
    evidence: str = ""
    kind: Literal["context", "pain", "experience", "test"] = "context"

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if self.demand_at_most is None and not self.adapt:
            raise ValueError("wants demand_at_most, adapt or both")
        return self

    @property
    def refs(self) -> tuple[str, ...]:
        """The rows of the fact base that it carries."""
        return (self.ref, *self.also)

    @property
    def judges_the_start(self) -> bool:
        """Whether it only judges where to start, and is no contraindication: its row is one of progression."""
        return self.kind != "context" and self.ref.startswith(PROGRESSION)


class RankingRule(Rule):
    """A preference for movements with these properties, or advice for the whole plan."""

    for_: Annotated[tuple[Id, ...] | Literal["all"], Field(alias="for")] = "all"
    advice: Prose
    evidence: str = ""


class PatternRule(Rule):
    """A finding for or against a pattern."""

    pattern: Id
    direction: Literal["for", "against"]
    weight: Literal["strong", "moderate", "weak", "none"]
    required: bool = False
    test: str | None = None


class DoseRule(Rule):
    """A change of dose while the condition is true or unknown."""

    scope: Literal["plan", "marked"] = "plan"
    sets_at_most: int | None = None
    volume: Literal["half"] | None = None
    per_week_at_most: int | None = None


class Verdict(Entry):
    """What one life stage or bone state says of one movement property."""

    verdict: Literal["allow", "modify", "exclude"]
    cap: Demand | None = None
    note: str = ""
    instead: str = ""
    until: str = ""
    stop_if: str = ""
    ref: str
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence
    reviewed: ReviewDate = ""

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.verdict != "allow" and not self.note:
            raise ValueError(f"verdict {self.verdict} wants a note")
        return self


class StageVerdicts(Entry):
    """One verdict for every movement property, at one stage (default deny)."""

    stage: Id
    verdicts: dict[Id, Verdict]

    def denies(self, prop: str) -> bool:
        """Return whether a movement property is out at this stage: by its verdict, or for want of one."""
        verdict = self.verdicts.get(prop)
        return verdict is None or verdict.verdict == "exclude"


class Advice(Entry):
    """A door: where to go, how fast, what to do meanwhile; one is for urgent signs that she is not sure of."""

    id: RuleId
    title: Prose
    how_fast: Prose
    who: Prose
    meanwhile: tuple[Prose, ...]
    tell_them: str = ""
    when_not_sure: bool = False


class Pattern(Entry):
    """A posture pattern or common condition: what it is, and how far to trust it."""

    id: Id
    ref: str
    name: Prose
    clinical_name: str = ""
    kind: Literal["pattern", "condition"]
    told: str | None = None
    caveat: Prose
    figures: str = ""
    course: str = ""
    who_to_see: str = ""
    emphasis: str = ""
    required: str = ""
    refer_first_if: str = ""
    evidence_grade: str
    sources: tuple[str, ...]
    confidence: Confidence


# -------------------------------------------------------------------- guides
class Dose(Entry):
    """Sets, repetitions, hold or minutes, rest, and times a week (FITT)."""

    sets: tuple[int, int]
    reps: tuple[int, int] | None = None
    hold_s: tuple[int, int] | None = None
    minutes: tuple[int, int] | None = None
    each_side: bool = False
    per_week: tuple[int, int]
    rest_s: int = 60

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if self.reps is None and self.hold_s is None and self.minutes is None:
            raise ValueError("a dose wants reps, hold_s or minutes")
        return self


Count = Annotated[int, Field(ge=1, le=100)]
Weekdays = Annotated[int, Field(ge=1, le=7)]


class DoseChange(Entry):
    """The parts of a dose that are to be otherwise, each from least to most; what is not named stays."""

    sets: tuple[Count, Count] | None = None
    reps: tuple[Count, Count] | None = None
    hold_s: tuple[Count, Count] | None = None
    minutes: tuple[Count, Count] | None = None
    per_week: tuple[Weekdays, Weekdays] | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if not self.given:
            raise ValueError("a change of dose wants sets, reps, hold_s, minutes or per_week")
        for key, (least, most) in self.given.items():
            if least > most:
                raise ValueError(f"{key}: write the smaller number first, [{most}, {least}]")
        return self

    @property
    def given(self) -> dict[str, tuple[int, int]]:
        """The parts that are to be otherwise, by name."""
        parts = ("sets", "reps", "hold_s", "minutes", "per_week")
        return {key: getattr(self, key) for key in parts if getattr(self, key) is not None}


Movement = dict[Id, tuple[str, ...]]


def _as_values(raw: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    return {axis: tuple(value) if isinstance(value, list) else (value,) for axis, value in raw.items()}


MovementAnswers = Annotated[Movement, BeforeValidator(_as_values)]


class Level(Entry):
    """One rung of an exercise's ladder; `regions` in the file are those it loads beyond the family's."""

    id: RuleId
    title: str = ""
    demand: Demand
    regions: tuple[Id, ...] = ()
    movement: MovementAnswers = {}
    needs: tuple[Id, ...] = ()
    substitutes: str = ""
    entry: Id | None = None
    dose: Dose
    seconds: Annotated[int, Field(ge=10, le=3600)]
    move_on: Prose
    drop_back: str = ""
    sources: tuple[str, ...]
    properties: frozenset[str] = frozenset()


class Muscle(Entry):
    """A muscle that an exercise trains, and how hard it was measured to work (demand, not benefit)."""

    name: str
    role: Literal["main", "helper", "stabiliser"]
    measured: str = ""
    sources: tuple[str, ...] = ()


class Addresses(Entry):
    """A pattern that an exercise may help with, and how well that is known."""

    pattern: Id
    grade: Grade
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class ExerciseFacts(Entry):
    """The machine-readable block of an exercise guide."""

    slug: RuleId
    name: Prose
    also_called: tuple[str, ...] = ()
    group: Id
    regions: Annotated[tuple[Id, ...], Field(min_length=1)]
    muscles: tuple[Muscle, ...] = ()
    addresses: tuple[Addresses, ...]
    goals: tuple[Id, ...] = ()
    movement: MovementAnswers
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]


class ConditionFacts(Entry):
    """The machine-readable block of a condition guide."""

    slug: RuleId
    patterns: tuple[Id, ...]


class SafetyFacts(Entry):
    """The machine-readable block of a safety guide."""

    slug: RuleId


class FrontMatter(Entry):
    """The front matter of a guide: the keys of the articles, and one block of ours."""

    layout: str
    title: Prose
    description: Prose
    keywords: tuple[str, ...]
    author: str
    date_published: str
    date_modified: str
    category: str
    reading_time: int
    difficulty: str = ""
    schema_type: str
    exercise: ExerciseFacts | None = None
    condition: ConditionFacts | None = None
    safety: SafetyFacts | None = None


class GuideSection(Entry):
    """A heading of a guide and the Markdown under it, its sub-headings apart."""

    title: str
    level: int
    markdown: str
    parts: tuple["GuideSection", ...] = ()


class Guide(Entry):
    """A guide: front matter, at a glance, and its sections in order."""

    slug: str
    kind: Literal["exercise", "condition", "safety"]
    title: str
    glance: str
    front: FrontMatter
    sections: tuple[GuideSection, ...]
    last_reviewed: str = ""

    def section(self, title: str) -> GuideSection | None:
        """Return the section with this title, or None."""
        return next((x for x in self.sections if x.title == title), None)


class LayWords(Entry):
    """What people say, and what the guides call it; words that say nothing have no meaning here."""

    said: Annotated[tuple[str, ...], Field(min_length=1)]
    means: tuple[str, ...]


# ------------------------------------------------- levels, programme, ranking
class DemandAnchor(Entry):
    """What one step of absolute demand means."""

    demand: Demand
    ref: str = ""
    name: Prose
    meaning: Prose
    anchors: tuple[str, ...] = ()
    sources: tuple[str, ...]
    confidence: Confidence


class DemandScale(Entry):
    """The scale of demand, and the highest demand that may be a start."""

    anchors: tuple[DemandAnchor, ...]
    start_at_most: Demand
    refs: tuple[str, ...] = ()
    because: Prose
    sources: tuple[str, ...]
    confidence: Confidence


class Advisory(Entry):
    """A rule of thumb of dose or progression, shown and never computed with."""

    id: RuleId
    ref: str
    topic: str
    title: Prose
    rule: Prose
    applies_to: str = ""
    do: str = ""
    sources: tuple[str, ...]
    confidence: Confidence


class StopSign(Entry):
    """When to stop an exercise, shown with every plan."""

    id: RuleId
    ref: str = ""
    when: When | None = None
    signs: tuple[Prose, ...]
    do: Prose
    sources: tuple[str, ...]
    confidence: Confidence


class Fit(Entry):
    """What a dislike concerns, in terms of movement."""

    place: str | None = None
    property: str | None = None
    position: str | None = None
    equipment: str | None = None
    hold: bool = False


class Pace(Entry):
    """How fast a session is counted: the time to get ready and to change sides, and what a repetition may take."""

    ready_s: Annotated[int, Field(ge=3, le=30)]
    change_s: Annotated[int, Field(ge=3, le=60)]
    move_s: Bounds


class Shape(Entry):
    """The size of a plan, and how the week, the place and dislikes are read."""

    exercises: Bounds
    minutes: dict[str, int]
    longest_share: Annotated[float, Field(gt=0, le=1)]
    default_minutes: str
    days: dict[str, tuple[str, ...]]
    default_days: str
    places: dict[str, tuple[str, ...]]
    default_place: str
    dislikes: dict[str, Fit]
    practice: Pace
    refs: tuple[str, ...] = ()
    because: str = ""
    sources: tuple[str, ...]
    confidence: Confidence


class Points(Entry):
    """What each reason for an exercise counts when exercises are ordered."""

    likely: int
    possible: int
    aim: int
    grades: dict[Grade, int]
    main_region: int
    region: int
    in_passing: int
    foremost: int
    goal: int
    preferred: int
    general: int
    relevant_from: int
    because: Prose
    sources: tuple[str, ...]


class ExerciseGroup(Entry):
    """Exercises of one kind, of which a plan takes one; where nothing else decides, the first comes first."""

    id: Id
    name: Prose
    large_muscles: bool = False
    exercises: Annotated[tuple[RuleId, ...], Field(min_length=1)]


class Country(Entry):
    """Whom to ring, by country."""

    id: Id
    name: str
    emergency: str
    urgent_care: str
    crisis_line: str = ""
    abuse_help: str = ""
    confidence: Confidence


class Support(Entry):
    """Help shown on the screen of one private question only, and kept nowhere."""

    question: Id
    ref: str
    options: tuple[Id, ...]
    title: Prose
    text: Prose
    banner: tuple[Prose, ...] = ()
    sources: tuple[str, ...]
    confidence: Confidence = "low"


class AnswersVersion(Entry):
    """What changed in the names that a file of answers uses, when its version went up; null: it is no longer asked."""

    version: Annotated[int, Field(ge=1)]
    what: Prose
    questions: dict[Id, Id | None] = {}
    options: dict[Id, dict[Id, Id | None]] = {}
    exercises: dict[RuleId, RuleId] = {}


class Contradiction(Entry):
    """Answers that cannot all be true; until mended they close the plan. `doubt` names those to look at again."""

    id: RuleId
    when: When
    doubt: Annotated[tuple[Id, ...], Field(min_length=1)]
    because: Prose
    fix: Prose
    examples: Examples


class Law(Entry):
    """A law that is proved over every possible person: what it says, and what it does not say."""

    id: Id
    title: Prose
    says: Prose
    not_: str = Field(alias="not", default="")


class Tolerance(Entry):
    """How much of a plan an answer must be able to change before its question is asked for the plan's sake alone."""

    exercises: Annotated[int, Field(ge=0, le=5)]
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence


class CanChange(Entry):
    """Which questions describe something that she, or time, can change: whole sections, and single questions."""

    sections: tuple[Id, ...]
    questions: tuple[Id, ...]
    because: Prose


class AskedFor(Entry):
    """Questions that are asked for a reason of their own while there may be a plan."""

    questions: tuple[Id, ...]
    because: Prose
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    confidence: Confidence


class Interview(Entry):
    """When the check stops asking, how many questions that usually takes, and what answers can change."""

    usual_questions: Annotated[int, Field(ge=1)]
    usual_left: dict[Id, Annotated[int, Field(ge=1)]]
    tolerance: Tolerance
    asked_anyway: AskedFor
    asked_to_name: AskedFor
    can_change: CanChange


class WhatIf(Entry):
    """A change that is often tried on the bench: the answers it gives; the ticks of a list are added to hers."""

    id: RuleId
    name: Prose
    answers: AnswersDiff


class ProofRecord(Entry):
    """What the last proof came to: cases by law, how many digits the number of possible people has."""

    digits: int
    cases: dict[Id, int]


class LiftedSentence(Entry):
    """A sentence of the independent side that its own rows lift, while a condition is true."""

    id: RuleId
    when: When
    because: Prose


class OtherMeaning(Entry):
    """A rule that speaks of other people than its row of the fact base, and why."""

    id: RuleId
    because: Prose


class LittleLeft(Entry):
    """Where an open plan may hold fewer than three exercises: from so many closed regions on."""

    id: RuleId
    closed_regions: Annotated[int, Field(ge=1)]
    because: Prose


class ExceptionToLaws(Entry):
    """Where a law that the proofs hold is lifted on purpose, each by name."""

    never: tuple[LiftedSentence, ...] = ()
    meaning: tuple[OtherMeaning, ...] = ()
    left_with_little: tuple[LittleLeft, ...] = ()


class LevelBounds(Entry):
    """The easiest and the hardest level of an exercise that a case accepts."""

    at_least: RuleId | None = None
    at_most: RuleId | None = None

    @model_validator(mode="after")
    def _shape(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("says no level: give at_least, at_most or both")
        return self


class Expectation(Entry):
    """What a whole-person case demands of the result."""

    disposition: DispositionId
    plan: Literal["closed", "capped", "open"]
    fires: tuple[RuleId, ...] = ()
    must_have: tuple[RuleId, ...] = ()
    must_not_have: tuple[RuleId, ...] = ()
    demand_at_most: Demand | None = None
    levels: dict[RuleId, LevelBounds] = {}
    patterns: dict[Id, Literal["likely", "possible", "unlikely", "not_assessed"]] = {}


class WellWoman(Entry):
    """The well woman: whole answers from which every example states its differences."""

    answers: AnswersDiff


class Person(Entry):
    """A whole person: a persona on the bench, a case in the tests, an example on home."""

    id: RuleId
    name: Prose
    story: Prose
    answers: AnswersDiff
    without: tuple[str, ...] = ()
    leave_out: tuple[RuleId, ...] = ()
    example: bool = False
    expect: Expectation
