"""What the stages return: frozen records, from which alone the explanation is made."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeVar, overload

from .knowledge import Knowledge
from .model import Advice, Dose, ExerciseFacts, Level, Rule, StageName, StopSign, TriageRule
from .person import Person
from .truth import Truth

Plan = Literal["closed", "capped", "open"]
Likelihood = Literal["likely", "possible", "unlikely", "not_assessed"]
Fate = Literal["chosen", "in_reserve", "held_back", "not_relevant"]


T = TypeVar("T")


class Record(Sequence[T]):
    """What a stage recorded, written out when it is first read: most results are shown without their record."""

    def __init__(self, write: Callable[[], Iterable[T]]) -> None:
        self._write = write
        self._written: tuple[T, ...] | None = None

    @property
    def _items(self) -> tuple[T, ...]:
        if self._written is None:
            self._written = tuple(self._write())
        return self._written

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...
    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        return self._items[place]

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[T]:
        return iter(self._items)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record | tuple) and self._items == tuple(other)

    def __hash__(self) -> int:
        return hash(self._items)

    def __repr__(self) -> str:
        return repr(self._items)


@dataclass(frozen=True, slots=True)
class Decision:
    """One rule's part in the result: its truth, its effect, why, and on whose word."""

    stage: StageName
    rule: str
    truth: Truth
    effect: str
    because: str
    sources: tuple[str, ...] = ()
    used: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    ref: str = ""
    at: str = ""
    confidence: str = ""
    private: bool = False


def of_rule(stage: StageName, rule: Rule, truth: Truth, effect: str, person: Person) -> Decision:
    """Return a rule's decision, with the answers that made its condition what it is; a private rule names none."""
    private = isinstance(rule, TriageRule) and rule.private
    used, missing = ((), ()) if private else person.split(person.grounds(rule.when))
    return Decision(
        stage,
        rule.id,
        truth,
        effect,
        rule.because,
        rule.sources,
        used,
        missing,
        rule.ref,
        rule.at,
        rule.confidence,
        private,
    )


def of_adjustments(stage: StageName, person: Person) -> Iterator[Decision]:
    """Yield the decision of every adjustment that acts for her in a stage."""
    for item in person.knowledge.adjustments.all:
        if item.stage == stage and person.truth(item.when) is True:
            yield of_rule(stage, item, True, item.says, person)


@dataclass(frozen=True, slots=True)
class Facts:
    """The person as read: her answers, the named facts that hold, and what is still open."""

    person: Person
    holds: tuple[str, ...]
    unknown: tuple[str, ...]
    contradictions: tuple[str, ...]
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class RedFlag:
    """A danger sign that is true, or unknown and so treated as unsafe."""

    rule: str
    name: str
    disposition: str
    effect: str
    truth: Truth
    do: str
    because: str
    advice: Advice
    missing: tuple[str, ...]
    private: bool


@dataclass(frozen=True, slots=True)
class Triage:
    """How urgent, and what of the plan stays open."""

    disposition: str
    closed: bool
    red_flags: tuple[RedFlag, ...]
    closed_regions: frozenset[str]
    cap: int
    negative: Sequence[str]
    decisions: Sequence[Decision] = ()

    @property
    def fired(self) -> tuple[RedFlag, ...]:
        """The red flags that are true."""
        return tuple(flag for flag in self.red_flags if flag.truth is True)

    @property
    def open(self) -> tuple[RedFlag, ...]:
        """The red flags that are still unknown."""
        return tuple(flag for flag in self.red_flags if flag.truth is None)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One finding for or against a pattern; cues of one test count once, so some do not count."""

    rule: str
    direction: Literal["for", "against"]
    weight: Literal["strong", "moderate", "weak", "none"]
    because: str
    counts: bool
    points: int
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PatternResult:
    """How well her answers fit a pattern, with the evidence for and against, and what would settle it."""

    pattern: str
    name: str
    likelihood: Likelihood
    aim: bool
    evidence: tuple[Evidence, ...]
    would_settle: tuple[str, ...]
    caveat: str


@dataclass(frozen=True, slots=True)
class Patterns:
    """Every pattern, the likely ones first."""

    results: tuple[PatternResult, ...]
    decisions: Sequence[Decision] = ()

    def of(self, *likelihoods: Likelihood) -> tuple[PatternResult, ...]:
        """Return the patterns with one of these likelihoods."""
        return tuple(x for x in self.results if x.likelihood in likelihoods)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is out, capped or adapted: the rule, the words, and what would bring it back."""

    rule: str
    because: str
    truth: Truth = True
    until: str = ""
    instead: str = ""
    guidance: str = ""
    property: str = ""
    ref: str = ""
    sources: tuple[str, ...] = ()
    demand_at_most: int | None = None
    missing: tuple[str, ...] = ()


def template(name: str, truth: Truth, knowledge: Knowledge) -> str:
    """Return the wording for what is known of her, or its twin for what is not."""
    return knowledge.wording[f"{name}_open" if truth is None else name]


def told(because: str, truth: Truth, knowledge: Knowledge) -> str:
    """Return why a rule acts, as it is told to her: what is not known of her is not said as a fact."""
    return because if truth is True else knowledge.wording["as_if"].format(because=because)


@dataclass(frozen=True, slots=True)
class Exclusions:
    """Movement properties that are out, and the levels that are out because of them."""

    properties: dict[str, tuple[Reason, ...]]
    levels: dict[tuple[str, str], tuple[Reason, ...]]
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """One reason why an exercise ranks where it does."""

    points: int
    because: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ranked:
    """An exercise with its points."""

    exercise: str
    points: int
    relevant: bool
    reasons: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """All exercises in order, and advice that belongs to no single exercise."""

    order: tuple[Ranked, ...]
    advice: tuple[Reason, ...]
    decisions: Sequence[Decision] = ()


@dataclass(frozen=True, slots=True)
class LevelResult:
    """One rung for her: permitted or not, a possible start or not, and every reason."""

    level: str
    demand: int
    permitted: bool
    startable: bool
    reasons: tuple[Reason, ...]
    adaptations: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """One exercise's rungs, and where she would start."""

    exercise: str
    rungs: tuple[LevelResult, ...]
    start: str | None

    def rung(self, level: str) -> LevelResult:
        """Return the rung of a level."""
        return next(x for x in self.rungs if x.level == level)


@dataclass(frozen=True, slots=True)
class Levels:
    """A ladder for every exercise, and the caps that hold for the whole plan."""

    ladders: dict[str, Ladder]
    caps: tuple[Reason, ...]
    plan_cap: int
    decisions: Sequence[Decision] = ()


def plan_of(triage: Triage, levels: Levels) -> Plan:
    """Return whether the plan is closed, capped (by a sign, a closed region or a context), or open."""
    if triage.closed:
        return "closed"
    held = triage.cap < 5 or levels.plan_cap < 5 or bool(triage.closed_regions)
    return "capped" if held else "open"


@dataclass(frozen=True, slots=True)
class Prescribed:
    """One exercise of the programme, ready to be followed."""

    exercise: str
    name: str
    level: str
    title: str
    demand: int
    dose: Dose
    seconds: int
    adaptations: tuple[Reason, ...]
    reasons: tuple[Point, ...]
    held_by: tuple[Reason, ...]
    next_level: str | None
    move_on: str
    dose_notes: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Fated:
    """What became of an exercise that is not in the programme, and why."""

    exercise: str
    name: str
    fate: Fate
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Session:
    """One day of the week and the exercises on it."""

    day: str
    exercises: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Programme:
    """The plan: what, how much, when; and what became of every other exercise."""

    chosen: tuple[Prescribed, ...]
    others: tuple[Fated, ...]
    week: tuple[Session, ...]
    minutes: int
    decisions: Sequence[Decision] = ()

    def of(self, fate: Fate) -> tuple[Fated, ...]:
        """Return the exercises with this fate."""
        return tuple(x for x in self.others if x.fate == fate)


@dataclass(frozen=True, slots=True)
class Card:
    """What a plan card says of one exercise, in words; and the open questions whose answers could raise it."""

    exercise: str
    why: tuple[str, ...]
    level: str
    dose: str
    adaptations: tuple[str, ...]
    raise_it: tuple[str, ...]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What the plan says of an exercise that is held back: why, and what would bring it back, open questions too."""

    exercise: str
    name: str
    because: tuple[str, ...]
    until: tuple[str, ...]
    instead: tuple[str, ...]
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """All sentences, made only from recorded decisions."""

    headline: str
    summary: tuple[str, ...]
    tell_them: tuple[str, ...]
    meanwhile: tuple[str, ...]
    kept_gentle: tuple[str, ...]
    gentle_asks: tuple[str, ...]
    for_all: tuple[str, ...]
    cards: tuple[Card, ...]
    held_back: tuple[HeldBack, ...]
    advice: tuple[str, ...]
    unknown: tuple[str, ...]
    open_questions: tuple[str, ...]
    stop_signs: tuple[StopSign, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """Everything that `assess` decided, stage by stage."""

    facts: Facts
    triage: Triage
    patterns: Patterns
    exclusions: Exclusions
    ranking: Ranking
    levels: Levels
    programme: Programme
    explanation: Explanation

    @property
    def plan(self) -> Plan:
        """Whether the plan is closed, capped (by a sign or a context), or open."""
        return plan_of(self.triage, self.levels)

    @property
    def decisions(self) -> tuple[Decision, ...]:
        """Every decision, in the order of the stages."""
        stages = (
            self.facts,
            self.triage,
            self.patterns,
            self.exclusions,
            self.ranking,
            self.levels,
            self.programme,
        )
        return tuple(decision for stage in stages for decision in stage.decisions)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A level that may be prescribed: the exercise, its level, and the rung that permits it."""

    exercise: ExerciseFacts
    level: Level
    rung: LevelResult
    ladder: Ladder = field(repr=False)
