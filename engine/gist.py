"""The gist of an assessment: what it comes to, without its reasons, cheap to work out again for one changed answer.

`gist_of` takes it from a whole assessment. A `Sketch` works it out from the answers alone, with sets of levels as the
bits of a number, and reads again only what a changed answer may change. Both must agree (`tests/test_gist.py`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from .caps import NO_CAP, regions_of
from .condition import names
from .knowledge import Knowledge, LevelKey
from .model import (
    Dose,
    ExclusionRule,
    ExerciseFacts,
    Level,
    LevelRule,
    PatternRule,
    Points,
    RankingRule,
    Rule,
    TriageRule,
)
from .person import Person
from .results import Assessment, Likelihood
from .roots import Roots
from .stages import patterns, programme, ranking, triage
from .stages.facts import contradictions
from .truth import Truth, k_all

T = TypeVar("T")
Bits = int
"""A set of levels: bit i is the i-th level of the library."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What an assessment comes to: urgency, what is out, patterns, where each exercise would start, and the plan."""

    disposition: str
    closed: bool
    closed_regions: frozenset[str]
    cap: int
    out: frozenset[str]
    patterns: frozenset[tuple[str, Likelihood]]
    starts: frozenset[LevelKey]
    programme: tuple[tuple[str, str, int], ...]

    @property
    def safety(self) -> tuple[str, tuple[frozenset[str], int, frozenset[str]] | None]:
        """What danger signs and contraindications come to; of a closed plan everything is out (None)."""
        return self.disposition, None if self.closed else (self.closed_regions, self.cap, self.out)

    @property
    def exercises(self) -> frozenset[tuple[str, str]]:
        """The exercises of the plan, each with its level."""
        return frozenset((exercise, level) for exercise, level, _ in self.programme)


def gist_of(assessment: Assessment) -> Gist:
    """Return the gist of a whole assessment."""
    urgency = assessment.triage
    ladders = assessment.levels.ladders.values()
    return Gist(
        disposition=urgency.disposition,
        closed=urgency.closed,
        closed_regions=urgency.closed_regions,
        cap=urgency.cap,
        out=frozenset(assessment.exclusions.properties),
        patterns=frozenset((x.pattern, x.likelihood) for x in assessment.patterns.of("likely", "possible")),
        starts=frozenset((x.exercise, x.start) for x in ladders if x.start is not None),
        programme=tuple((x.exercise, x.level, x.dose.sets[0]) for x in assessment.programme.chosen),
    )


# ------------------------------------------------------------------ the library as bits
@dataclass(frozen=True, slots=True)
class _Candidate:
    exercise: str
    level: str
    dose: Dose
    seconds: int


class Library:
    """All levels as bits, and which of them each mark, region, cap, entry and wish concerns."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.knowledge = knowledge
        self.levels = [(exercise, level) for exercise in knowledge.exercises.values() for level in exercise.levels]
        self.place = {(exercise.slug, level.id): i for i, (exercise, level) in enumerate(self.levels)}
        self.all: Bits = (1 << len(self.levels)) - 1
        self.by_property = {name: self._bits(keys) for name, keys in knowledge.levels_by_property.items()}
        self.by_region = {name: self._bits(keys) for name, keys in knowledge.levels_by_region.items()}
        self.above = {cap: self._where(lambda level, cap=cap: level.demand > cap) for cap in range(-1, 6)}
        self.never_a_start = self.above[knowledge.demand.start_at_most]
        self.entries = _grouped((level.entry, 1 << i) for i, (_, level) in enumerate(self.levels) if level.entry)
        self.needs = _grouped((need, 1 << i) for i, (_, level) in enumerate(self.levels) for need in level.needs)
        self.places = _grouped((x, 1 << i) for i, (_, level) in enumerate(self.levels) for x in level.movement["place"])
        self.dislikes = {
            name: self._where(lambda level, name=name: programme.concerns(name, level, knowledge))
            for name in knowledge.shape.dislikes
        }
        self.ladders = {slug: self._bits((slug, x.id) for x in e.levels) for slug, e in knowledge.exercises.items()}
        self._too_long: dict[int, Bits] = {}

    def _bits(self, keys: Iterable[LevelKey]) -> Bits:
        return sum(1 << self.place[key] for key in keys)

    def _where(self, holds: Any) -> Bits:
        return sum(1 << i for i, (_, level) in enumerate(self.levels) if holds(level))

    def too_long(self, means: programme.Means) -> Bits:
        """Return the levels one set of which takes more than its share of her minutes."""
        if means.minutes not in self._too_long:
            holds = self._where(lambda level: programme.takes_too_long(level, means, self.knowledge))
            self._too_long[means.minutes] = holds
        return self._too_long[means.minutes]

    def unfit(self, means: programme.Means) -> Bits:
        """Return the levels that do not fit what she has."""
        here = _union(self.places.get(place, 0) for place in means.places)
        lacking = _union(bits for need, bits in self.needs.items() if need not in means.equipment)
        disliked = _union(self.dislikes[name] for name in means.dislikes)
        return (self.all & ~here) | lacking | disliked | self.too_long(means)

    def carrying(self, properties: Iterable[str]) -> Bits:
        """Return the levels that carry any of these movement properties."""
        return _union(self.by_property.get(name, 0) for name in properties)

    def working(self, regions: Iterable[str]) -> Bits:
        """Return the levels that work any of these regions."""
        return _union(self.by_region.get(name, 0) for name in regions)

    def exercises(self, properties: Iterable[str]) -> tuple[str, ...]:
        """Return the exercises with a level that carries any of these movement properties."""
        carrying = self.carrying(properties)
        return tuple(slug for slug, bits in self.ladders.items() if bits & carrying)

    def highest(self, bits: Bits) -> tuple[ExerciseFacts, Level]:
        """Return the hardest of some levels of one exercise."""
        return self.levels[bits.bit_length() - 1]


def _union(many: Iterable[Bits]) -> Bits:
    found = 0
    for bits in many:
        found |= bits
    return found


def _grouped(pairs: Iterable[tuple[str, Bits]]) -> dict[str, Bits]:
    found: dict[str, Bits] = {}
    for name, bits in pairs:
        found[name] = found.get(name, 0) | bits
    return found


def _listed(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = {}
    for name, item in pairs:
        found.setdefault(name, []).append(item)
    return found


class Rules:
    """All rules by kind, each with its place there, and which of them rest on each question."""

    def __init__(self, knowledge: Knowledge) -> None:
        weights = knowledge.vocabulary.evidence_weights
        self.points = {"none": 0} | {str(word): points for word, points in weights.items()}
        findings = sorted(knowledge.findings, key=lambda rule: (-self.points[rule.weight], rule.id))
        self.of: dict[type[Rule], Sequence[Rule]] = {
            TriageRule: knowledge.triage,
            ExclusionRule: knowledge.exclusions,
            LevelRule: knowledge.levels,
            RankingRule: knowledge.ranking,
            PatternRule: findings,
        }
        rests = knowledge.derived(Roots)
        placed = [(kind, place, rule) for kind, rules in self.of.items() for place, rule in enumerate(rules)]
        self.under = _listed((name, (kind, place)) for kind, place, rule in placed for name in rests.of(rule.when))
        self.place = {id(rule): place for _, place, rule in placed}
        self.may_contradict = {name for item in knowledge.contradictions for name in names(item.when)}
        self.required = _listed((rule.pattern, place) for place, rule in enumerate(findings) if rule.required)


class Worth:
    """What each reason for an exercise concerns: the exercises behind patterns, regions, goals and preferences."""

    def __init__(self, knowledge: Knowledge) -> None:
        exercises, points = knowledge.exercises, knowledge.points
        large = {slug for slug, x in exercises.items() if knowledge.groups[x.group].large_muscles}
        self.general = {slug: points.general if slug in large else 0 for slug in exercises}
        self.addressing = _listed(
            (x.pattern, (s, points.grades[x.grade])) for s, e in exercises.items() for x in e.addresses
        )
        self.serving = _listed((goal, slug) for slug, exercise in exercises.items() for goal in exercise.goals)
        self.working = _listed(
            (x, (s, i < points.foremost)) for s, e in exercises.items() for i, x in enumerate(e.regions)
        )
        library = knowledge.derived(Library)
        self.preferred = {x.id: library.exercises(x.for_) for x in knowledge.ranking if x.for_ != "all"}


# ------------------------------------------------------------------ one person
class Sketch:
    """One person's assessment without reasons: the truth of every rule, and the gist that follows from them.

    Rules of a kind are read when something is asked of them.
    """

    def __init__(self, person: Person, left_out: Iterable[str] = ()) -> None:
        self.person = person
        self.knowledge = person.knowledge
        self.left_out = frozenset(left_out)
        self._rules = person.knowledge.derived(Rules)
        self.library = person.knowledge.derived(Library)
        self._worth = person.knowledge.derived(Worth)
        self._read: dict[type[Rule], list[Truth]] = {}
        self._before: tuple[Sketch, str] | None = None  # the sketch that this one is but for one answer, and to what

    @classmethod
    def of(cls, answers: Mapping[str, Any], knowledge: Knowledge, left_out: Iterable[str] = ()) -> "Sketch":
        """Return the sketch of some answers."""
        return cls(Person(answers, knowledge), left_out)

    def with_answer(self, question: str, value: Any) -> "Sketch":
        """Return the sketch with one answer changed (None takes it away); only what rests on it is read again."""
        other = type(self)(self.person.with_answer(question, value), self.left_out)
        if question not in self._rules.may_contradict:
            other.contradicted = self.contradicted
        other._before = self, question
        return other

    def let_go(self) -> None:
        """Let go of the sketch that this one was made from: what is read from now on is read anew."""
        self._before = None

    def under(self, knowledge: Knowledge) -> "Sketch":
        """Return the sketch of the same answers under other rules; where facts are alike, only new rules are read."""
        if any(knowledge.facts[name] is not fact for name, fact in self.knowledge.facts.items()):
            return type(self).of(self.person.answers, knowledge, self.left_out)
        other = type(self)(Person(self.person.answers, knowledge), self.left_out)
        for kind, rules in other._rules.of.items():
            known, places = self.truths(kind), ((self._rules.place.get(id(rule)), rule) for rule in rules)
            other._read[kind] = [other.person.truth(rule.when) if i is None else known[i] for i, rule in places]
        other.contradicted = self.contradicted
        return other

    def bare(self) -> "Sketch":
        """Return this sketch worked out, without what was read on the way: so that thousands can be held."""
        other = type(self)(Person(self.person.answers, self.knowledge), self.left_out)
        other._read = {kind: self.truths(kind) for kind in self._rules.of}
        other.gist, other.permitted, other.contradicted = self.gist, self.permitted, self.contradicted
        return other

    def truths(self, kind: type[Rule]) -> list[Truth]:
        """Return the truth of every rule of a kind."""
        if kind not in self._read:
            self._read[kind] = self._truths(kind)
        return self._read[kind]

    def _truths(self, kind: type[Rule]) -> list[Truth]:
        rules = self._rules.of[kind]
        if self._before is None:
            return [self.person.truth(rule.when) for rule in rules]
        before, question = self._before
        found = list(before.truths(kind))
        for other, place in self._rules.under.get(question, ()):
            if other is kind:
                found[place] = self.person.truth(rules[place].when)
        return found

    @cached_property
    def gist(self) -> Gist:
        """The gist of her assessment."""
        starts = {slug: bits & self.startable for slug, bits in self.library.ladders.items()}
        return Gist(
            *self.urgency,
            out=self._out,
            patterns=self.patterns,
            starts=frozenset(self._key(bits) for bits in starts.values() if bits),
            programme=() if self.urgency.closed else self._programme(self._points(), starts),
        )

    @cached_property
    def urgency(self) -> triage.Urgency:
        """What the danger signs come to."""
        return triage.judge(self.live(TriageRule), self.contradicted, self.person)

    @property
    def patterns(self) -> frozenset[tuple[str, Likelihood]]:
        """The patterns that are likely or possible."""
        return frozenset((name, x) for name, x in self._likelihoods.items() if x in ("likely", "possible"))

    def _key(self, bits: Bits) -> LevelKey:
        exercise, level = self.library.highest(bits)
        return exercise.slug, level.id

    def live(self, kind: type[Any]) -> Iterator[tuple[Any, Truth]]:
        """Yield the rules of a kind that are true or unknown, each with its truth."""
        for rule, truth in zip(self._rules.of[kind], self.truths(kind), strict=True):
            if truth is not False:
                yield rule, truth

    @cached_property
    def contradicted(self) -> bool:
        """Whether some of her answers contradict each other."""
        return bool(contradictions(self.person.answers, self.knowledge))

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The strict stages that are hers, or may be."""
        return tuple(x for x in self.knowledge.vocabulary.strict_stages if self.person.fact(x) is not False)

    # -------------------------------------------------------------- exclusions
    @cached_property
    def _out(self) -> frozenset[str]:
        by_rule = (rule.for_ for rule, _ in self.live(ExclusionRule) if rule.do == "exclude")
        by_stage = (denied(self.knowledge, stage) for stage in self.stages)
        return frozenset().union(*by_rule, *by_stage)

    # ------------------------------------------------------------------ levels
    @cached_property
    def permitted(self) -> Bits:
        """The levels that are permitted, whether or not the plan is closed."""
        library, urgency = self.library, self.urgency
        barred = library.carrying(self._out) | library.working(urgency.closed_regions)
        barred |= library.above[min(urgency.cap, NO_CAP)]
        barred |= _union(self.over_cap(rule) for rule, _ in self.live(LevelRule))
        barred |= _union(self.over_stage(stage) for stage in self.stages)
        return library.all & ~barred

    @cached_property
    def startable(self) -> Bits:
        """The permitted levels whose way in is met."""
        entries = self.library.entries.items()
        closed = _union(bits for entry, bits in entries if self.person.fact(entry) is not True)
        return self.permitted & ~closed & ~self.library.never_a_start

    def over_cap(self, rule: LevelRule) -> Bits:
        """Return the levels that are above the cap of a live rule, where it holds."""
        if rule.demand_at_most is None:
            return 0
        bits = self.library.above[rule.demand_at_most]
        if rule.for_ != "all":
            bits &= self.library.carrying(rule.for_)
        bits &= ~self._spared(rule)
        regions = regions_of(rule, self.person)
        return bits if regions is None else bits & self.library.working(regions)

    def _spared(self, rule: LevelRule) -> Bits:
        live = (x for x in self.knowledge.adjustments.sparing(rule.id) if self.person.truth(x.when) is True)
        return self.library.carrying(x.mark for x in live)

    def over_stage(self, stage: str) -> Bits:
        """Return the levels that are above a cap of a strict stage."""
        library = self.library
        verdicts = self.knowledge.verdicts[stage].verdicts.items()
        capped = ((prop, x.cap) for prop, x in verdicts if x.verdict == "modify" and x.cap is not None)
        return _union(library.by_property.get(prop, 0) & library.above[cap] for prop, cap in capped)

    # ---------------------------------------------------------------- patterns
    @cached_property
    def _likelihoods(self) -> dict[str, Likelihood]:
        before = self._before[0] if self._before else None
        if before is not None and self.truths(PatternRule) == before.truths(PatternRule):
            return before._likelihoods
        counted: dict[str, list[tuple[str, str]]] = {}
        balance: dict[str, int] = {}
        seen: set[tuple[str, str, str]] = set()
        worth = self._rules.points
        for rule, truth in self.live(PatternRule):
            cue = (rule.pattern, rule.direction, rule.test or rule.id)
            if truth is True and cue not in seen:
                seen.add(cue)
                counted.setdefault(rule.pattern, []).append((rule.direction, rule.weight))
                points = worth[rule.weight] if rule.direction == "for" else -worth[rule.weight]
                balance[rule.pattern] = balance.get(rule.pattern, 0) + points
        findings = self.truths(PatternRule)
        required = {name: k_all(findings[i] for i in self._rules.required.get(name, ())) for name in counted}
        return {name: patterns.weigh(tuple(found), balance[name], required[name]) for name, found in counted.items()}

    # ----------------------------------------------------------------- ranking
    def _points(self) -> dict[str, int]:
        worth = self.knowledge.points
        points = dict(self._worth.general)
        for name, pattern in self.knowledge.patterns.items():
            aim = pattern.told is not None and pattern.told in self.person.chosen("patterns_told")
            if strength := ranking.strength(self._likelihoods.get(name, "not_assessed"), aim, worth):
                _add(points, ((slug, strength + grade) for slug, grade in self._worth.addressing.get(name, ())))
        _add(points, self._for_regions(worth))
        _add(
            points, ((slug, worth.goal) for x in self.person.chosen("goals") for slug in self._worth.serving.get(x, ()))
        )
        live = (rule for rule, truth in self.live(RankingRule) if truth is True and rule.for_ != "all")
        _add(points, ((slug, worth.preferred) for rule in live for slug in self._worth.preferred[rule.id]))
        first = (x for x in self.knowledge.adjustments.additions if self.person.truth(x.when) is True)
        _add(points, ((x.exercise, self.knowledge.derived(ranking.first_place)) for x in first))
        return points

    def _for_regions(self, worth: Points) -> Iterator[tuple[str, int]]:
        marked = self.person.chosen("regions")
        main = self.person.value("main_region") or next(iter(marked), None)
        for region in marked:
            for slug, foremost in self._worth.working.get(region, ()):
                yield slug, (worth.main_region if region == main else worth.region) if foremost else worth.in_passing

    # --------------------------------------------------------------- programme
    def _programme(self, points: dict[str, int], starts: dict[str, Bits]) -> tuple[tuple[str, str, int], ...]:
        means = programme.means_of(self.person, self.left_out)
        candidates = tuple(self._sift(points, starts, means))
        chosen = programme.fit(candidates, means.minutes, self.knowledge)
        return tuple((x.exercise, x.level, x.dose.sets[0]) for x in chosen)

    def _sift(self, points: dict[str, int], starts: dict[str, Bits], means: programme.Means) -> Iterator[_Candidate]:
        """Yield what could be prescribed, best first and one of a group (as `programme` does)."""
        fits, least = ~self.library.unfit(means), programme.at_least(self.knowledge)
        able = {slug for slug, bits in starts.items() if bits & fits and slug not in means.left_out}
        exchanges = programme.exchanged(self.person, able.__contains__)
        place = programme.places(points, exchanges, self.knowledge)
        groups: set[str] = set()
        for slug in sorted(able.difference(x.exercise for x in exchanges), key=place.__getitem__):
            group = self.knowledge.exercises[slug].group
            needed = not place[slug][0] or len(groups) < least
            if needed and group not in groups:
                groups.add(group)
                yield self._candidate(starts[slug] & fits)

    @cached_property
    def _doses(self) -> programme.Doses:
        return programme.Doses(self.person)

    def _candidate(self, bits: Bits) -> _Candidate:
        exercise, level = self.library.highest(bits)
        dose, _ = self._doses.of(level)
        return _Candidate(exercise.slug, level.id, dose, programme.seconds_of(level, dose))


def denied(knowledge: Knowledge, stage: str) -> Iterator[str]:
    """Return the movement properties that are out at a strict stage: default deny."""
    return filter(knowledge.verdicts[stage].denies, knowledge.properties)


def _add(points: dict[str, int], more: Iterable[tuple[str, int]]) -> None:
    for slug, worth in more:
        points[slug] += worth
