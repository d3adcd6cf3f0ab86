"""Levels: the start is the highest level that is permitted, within every cap, and whose entry is met. A minimum."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ..caps import NO_CAP, regions_of
from ..knowledge import Knowledge, LevelKey
from ..model import ExerciseFacts, Level, LevelRule
from ..person import Person
from ..results import (
    Decision,
    Exclusions,
    Facts,
    Ladder,
    LevelResult,
    Levels,
    Reason,
    Record,
    Triage,
    of_adjustments,
    of_rule,
    template,
    told,
)
from ..truth import Truth


@dataclass(frozen=True, slots=True)
class _Live:
    """A rule that is true or unknown, ready to be applied to levels: where it holds and what it says."""

    reason: Reason
    properties: frozenset[str] | None
    regions: frozenset[str] | None
    kind: str
    adaptation: Reason | None = None
    spared: frozenset[LevelKey] = frozenset()

    def concerns(self, knowledge: Knowledge) -> frozenset[LevelKey] | None:
        """Return the levels it holds for; None is all of them."""
        found = None
        if self.properties is not None:
            found = frozenset().union(*(knowledge.levels_by_property.get(x, frozenset()) for x in self.properties))
        if self.regions is not None:
            there = frozenset().union(*(knowledge.levels_by_region.get(x, frozenset()) for x in self.regions))
            found = there if found is None else found & there
        return found


Effect = tuple[tuple[Reason, ...], tuple[Reason, ...]]
"""The caps that a level is over, the lowest first, and its adaptations."""


class _Applied:
    """The live rules applied to levels: worked out once for all levels that the same rules concern alike."""

    def __init__(self, live: Iterable[_Live], knowledge: Knowledge) -> None:
        self._live = tuple(live)
        self._of_all: list[int] = []
        self._places: dict[LevelKey, list[int]] = {}
        self._spared: dict[LevelKey, list[int]] = {}
        self._effects: dict[tuple[tuple[int, ...], tuple[int, ...], int], Effect] = {}
        for place, item in enumerate(self._live):
            concerned = item.concerns(knowledge)
            if concerned is None:
                self._of_all.append(place)
            for key in concerned or ():
                self._places.setdefault(key, []).append(place)
            for key in item.spared:
                self._spared.setdefault(key, []).append(place)

    def to(self, key: LevelKey, demand: int) -> Effect:
        """Return what the rules come to for a level."""
        alike = tuple(self._places.get(key, ())), tuple(self._spared.get(key, ())), demand
        if alike not in self._effects:
            self._effects[alike] = self._effect(*alike)
        return self._effects[alike]

    def _effect(self, places: tuple[int, ...], spared: tuple[int, ...], demand: int) -> Effect:
        concerned = {place: self._live[place] for place in sorted((*self._of_all, *places))}
        over = (x.reason for place, x in concerned.items() if place not in spared and _exceeds(demand, x.reason))
        adaptations = (x.adaptation for x in concerned.values() if x.adaptation)
        return tuple(sorted(over, key=lambda x: (x.demand_at_most or 0, x.rule))), tuple(_once(adaptations))


class _WaysIn:
    """Why a level is no start yet, worked out once for each entry and each demand."""

    def __init__(self, person: Person) -> None:
        self._person = person
        scale = person.knowledge.demand
        self._start_at_most = scale.start_at_most
        self._never_a_start = Reason("demand-never-a-start", scale.because, sources=scale.sources)
        self._missing: dict[tuple[bool, str | None], tuple[Reason, ...]] = {}

    def missing(self, level: Level) -> tuple[Reason, ...]:
        """Return why a level may be reached later but is no start: its entry is not met, or it is never a start."""
        alike = level.demand > self._start_at_most, level.entry
        if alike not in self._missing:
            self._missing[alike] = tuple(self._find(*alike))
        return self._missing[alike]

    def _find(self, never_a_start: bool, entry: str | None) -> Iterator[Reason]:
        if never_a_start:
            yield self._never_a_start
        if entry is not None and (truth := self._person.fact(entry)) is not True:
            yield self._not_met(entry, truth)

    def _not_met(self, name: str, truth: Truth) -> Reason:
        person = self._person
        fact = person.knowledge.facts[name]
        missing = person.split(person.grounds(fact.when))[1] if fact.when else ()
        because = template("way_in", truth, person.knowledge).format(entry=fact.label)
        return Reason(fact.id, because, truth, sources=fact.sources, missing=missing)


def run(facts: Facts, triage: Triage, exclusions: Exclusions, knowledge: Knowledge) -> Levels:
    """Return a ladder for every exercise: which rungs are permitted, which may be a start, and why not the others."""
    person = facts.person
    live = sorted((*_triage_cap(triage, knowledge), *_rules(person), *_verdicts(person)), key=_surest_first)
    applied, ways_in = _Applied(live, knowledge), _WaysIn(person)
    ladders = {
        exercise.slug: _ladder(exercise, applied, ways_in, exclusions) for exercise in knowledge.exercises.values()
    }
    whole_plan = [x for x in live if x.properties is None and x.regions is None and x.kind in ("context", "triage")]
    caps = [x.reason for x in live if x.properties is None and x.reason.demand_at_most is not None]
    return Levels(
        ladders=ladders,
        caps=tuple(sorted(caps, key=lambda x: (x.demand_at_most or 0, x.rule))),
        plan_cap=min(
            (x.reason.demand_at_most for x in whole_plan if x.reason.demand_at_most is not None),
            default=NO_CAP,
        ),
        decisions=Record(lambda: _decisions(person)),
    )


def _triage_cap(triage: Triage, knowledge: Knowledge) -> Iterator[_Live]:
    caps = {rule.id: rule.demand_at_most for rule in knowledge.triage}
    for flag in triage.fired:
        if flag.effect == "cap":
            until = knowledge.wording["until_clinician"]
            reason = Reason(flag.rule, flag.because, until=until, demand_at_most=caps[flag.rule])
            yield _Live(reason, None, None, "triage")


def _rules(person: Person) -> Iterator[_Live]:
    for rule in person.knowledge.levels:
        truth = person.truth(rule.when)
        if truth is not False:
            properties = None if rule.for_ == "all" else frozenset(rule.for_)
            reason = _reason(rule, truth, person)
            adaptation = _adaptation(reason, rule.adapt)
            yield _Live(reason, properties, regions_of(rule, person), rule.kind, adaptation, _spared(rule, person))


def _spared(rule: LevelRule, person: Person) -> frozenset[LevelKey]:
    """Return the levels for which an overlay sets the cap of a rule aside."""
    live = (x for x in person.knowledge.adjustments.sparing(rule.id) if person.truth(x.when) is True)
    return frozenset().union(*(person.knowledge.levels_by_property[x.mark] for x in live))


def _reason(rule: LevelRule, truth: Truth, person: Person) -> Reason:
    missing = person.split(person.grounds(rule.when))[1] if truth is None else ()
    return Reason(
        rule.id,
        told(rule.because, truth, person.knowledge),
        truth,
        until=rule.until,
        guidance=rule.guidance,
        ref=rule.ref,
        sources=rule.sources,
        demand_at_most=rule.demand_at_most,
        missing=missing,
    )


def _verdicts(person: Person) -> Iterator[_Live]:
    for name in person.knowledge.vocabulary.strict_stages:
        truth = person.fact(name)
        if truth is False:
            continue
        because = template("stage_applies", truth, person.knowledge).format(stage=person.knowledge.facts[name].label)
        for prop, verdict in person.knowledge.verdicts[name].verdicts.items():
            if verdict.verdict == "modify":
                reason = Reason(
                    f"{name}: {prop}",
                    because,
                    truth,
                    until=verdict.until
                    or person.knowledge.wording["stage_over"].format(stage=person.knowledge.facts[name].label),
                    property=prop,
                    ref=verdict.ref,
                    sources=verdict.sources,
                    demand_at_most=verdict.cap,
                )
                yield _Live(reason, frozenset({prop}), None, "context", _adaptation(reason, verdict.note))


def _adaptation(reason: Reason, text: str) -> Reason | None:
    return replace(reason, instead=text) if text else None


def _ladder(exercise: ExerciseFacts, applied: _Applied, ways_in: _WaysIn, exclusions: Exclusions) -> Ladder:
    rungs = tuple(_rung((exercise.slug, level.id), level, applied, ways_in, exclusions) for level in exercise.levels)
    start = next((rung.level for rung in reversed(rungs) if rung.startable), None)
    return Ladder(exercise.slug, rungs, start)


def _rung(key: LevelKey, level: Level, applied: _Applied, ways_in: _WaysIn, exclusions: Exclusions) -> LevelResult:
    out = exclusions.levels.get(key, ())
    over, adaptations = applied.to(key, level.demand)
    not_ready = ways_in.missing(level)
    return LevelResult(
        level=level.id,
        demand=level.demand,
        permitted=not out and not over,
        startable=not out and not over and not not_ready,
        reasons=(*out, *over, *not_ready),
        adaptations=adaptations,
    )


def _exceeds(demand: int, reason: Reason) -> bool:
    return reason.demand_at_most is not None and demand > reason.demand_at_most


def _surest_first(item: _Live) -> tuple[bool, str]:
    return item.reason.truth is None, item.reason.rule


def _once(reasons: Iterator[Reason]) -> Iterator[Reason]:
    seen: set[str] = set()
    for reason in reasons:
        if reason.instead not in seen:
            seen.add(reason.instead)
            yield reason


def _decisions(person: Person) -> Iterator[Decision]:
    for rule in person.knowledge.levels:
        truth = person.truth(rule.when)
        if truth is not False:
            capped = f"demand at most {rule.demand_at_most}" if rule.demand_at_most is not None else ""
            effect = "; ".join(filter(None, (capped, rule.adapt, rule.guidance)))
            yield of_rule("levels", rule, truth, effect, person)
    yield from of_adjustments("levels", person)
    for name in person.knowledge.vocabulary.strict_stages:
        if (truth := person.fact(name)) is not False:
            for prop, verdict in person.knowledge.verdicts[name].verdicts.items():
                if verdict.verdict == "modify":
                    capped = f"demand at most {verdict.cap}; " if verdict.cap is not None else ""
                    effect = f"{capped}{verdict.note}"
                    because = f"{person.knowledge.facts[name].label}: {person.knowledge.properties[prop].label}"
                    yield Decision(
                        "levels",
                        f"{name}: {prop}",
                        truth,
                        effect,
                        because,
                        verdict.sources,
                        ref=verdict.ref,
                        at=verdict.at,
                        confidence=verdict.confidence,
                    )
