"""Levels: the start is the highest level that is permitted, within every cap, and whose entry is met. A minimum."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..knowledge import Knowledge
from ..model import ExerciseFacts, Level, LevelRule
from ..person import Person
from ..results import Decision, Exclusions, Facts, Ladder, LevelResult, Levels, Reason, Triage, of_rule
from ..truth import Truth

NO_CAP = 5


@dataclass(frozen=True, slots=True)
class _Live:
    """A rule that is true or unknown, ready to be applied to levels: where it holds and what it says."""

    reason: Reason
    properties: frozenset[str] | None
    regions: frozenset[str] | None
    adapt: str
    kind: str

    def concerns(self, level: Level) -> bool:
        by_region = self.regions is None or bool(self.regions & set(level.regions))
        return by_region and (self.properties is None or bool(self.properties & level.properties))


def run(facts: Facts, triage: Triage, exclusions: Exclusions, knowledge: Knowledge) -> Levels:
    """Return a ladder for every exercise: which rungs are permitted, which may be a start, and why not the others."""
    person = facts.person
    live = [*_triage_cap(triage, knowledge), *_rules(person), *_verdicts(person)]
    ladders = {exercise.slug: _ladder(exercise, live, exclusions, person) for exercise in knowledge.exercises.values()}
    whole_plan = [x for x in live if x.properties is None and x.regions is None and x.kind in ("context", "triage")]
    caps = [x.reason for x in live if x.properties is None and x.reason.demand_at_most is not None]
    return Levels(
        ladders=ladders,
        caps=tuple(sorted(caps, key=lambda x: (x.demand_at_most or 0, x.rule))),
        plan_cap=min(
            (x.reason.demand_at_most for x in whole_plan if x.reason.demand_at_most is not None),
            default=NO_CAP,
        ),
        decisions=tuple(_decisions(person)),
    )


def _triage_cap(triage: Triage, knowledge: Knowledge) -> Iterator[_Live]:
    caps = {rule.id: rule.demand_at_most for rule in knowledge.triage}
    for flag in triage.fired:
        if flag.effect == "cap":
            until = knowledge.wording["until_clinician"]
            reason = Reason(flag.rule, flag.because, until=until, demand_at_most=caps[flag.rule])
            yield _Live(reason, None, None, "", "triage")


def _rules(person: Person) -> Iterator[_Live]:
    for rule in person.knowledge.levels:
        truth = person.truth(rule.when)
        if truth is not False:
            properties = None if rule.for_ == "all" else frozenset(rule.for_)
            yield _Live(_reason(rule, truth, person), properties, _regions(rule, person), rule.adapt, rule.kind)


def _reason(rule: LevelRule, truth: Truth, person: Person) -> Reason:
    missing = person.split(person.grounds(rule.when))[1] if truth is None else ()
    return Reason(
        rule.id,
        rule.because,
        truth,
        until=rule.until,
        guidance=rule.guidance,
        ref=rule.ref,
        sources=rule.sources,
        demand_at_most=rule.demand_at_most,
        missing=missing,
    )


def _regions(rule: LevelRule, person: Person) -> frozenset[str] | None:
    """Return the regions a rule holds for; None is the whole plan, also while it is not known where it hurts."""
    if rule.scope == "plan":
        return None
    if rule.scope != "marked":
        return frozenset(rule.scope)
    marked = frozenset(person.chosen("regions"))
    return marked if marked and "whole_body" not in marked else None


def _verdicts(person: Person) -> Iterator[_Live]:
    for name in person.knowledge.vocabulary.strict_stages:
        truth = person.fact(name)
        if truth is False:
            continue
        for prop, verdict in person.knowledge.verdicts[name].verdicts.items():
            if verdict.verdict == "modify":
                reason = Reason(
                    f"{name}: {prop}",
                    person.knowledge.wording["stage_applies"].format(stage=person.knowledge.facts[name].label),
                    truth,
                    until=verdict.until
                    or person.knowledge.wording["stage_over"].format(stage=person.knowledge.facts[name].label),
                    property=prop,
                    ref=verdict.ref,
                    sources=verdict.sources,
                    demand_at_most=verdict.cap,
                )
                yield _Live(reason, frozenset({prop}), None, verdict.note, "context")


def _ladder(exercise: ExerciseFacts, live: list[_Live], exclusions: Exclusions, person: Person) -> Ladder:
    rungs = tuple(_rung(exercise, level, live, exclusions, person) for level in exercise.levels)
    start = next((rung.level for rung in reversed(rungs) if rung.startable), None)
    return Ladder(exercise.slug, rungs, start)


def _rung(
    exercise: ExerciseFacts, level: Level, live: list[_Live], exclusions: Exclusions, person: Person
) -> LevelResult:
    concerned = [x for x in live if x.concerns(level)]
    out = exclusions.levels.get((exercise.slug, level.id), ())
    over = tuple(x.reason for x in concerned if _exceeds(level, x.reason))
    not_ready = tuple(_entry(level, person))
    return LevelResult(
        level=level.id,
        demand=level.demand,
        permitted=not out and not over,
        startable=not out and not over and not not_ready,
        reasons=(*out, *sorted(over, key=lambda x: (x.demand_at_most or 0, x.rule)), *not_ready),
        adaptations=tuple(_once(replace(x.reason, instead=x.adapt) for x in concerned if x.adapt)),
    )


def _exceeds(level: Level, reason: Reason) -> bool:
    return reason.demand_at_most is not None and level.demand > reason.demand_at_most


def _entry(level: Level, person: Person) -> Iterator[Reason]:
    """Yield why a level may be reached later but is no start: its entry is not met, or it is never a start."""
    scale = person.knowledge.demand
    if level.demand > scale.start_at_most:
        yield Reason("demand-never-a-start", scale.because, sources=scale.sources)
    if level.entry is not None and (truth := person.fact(level.entry)) is not True:
        fact = person.knowledge.facts[level.entry]
        missing = person.split(person.grounds(fact.when))[1] if fact.when else ()
        yield Reason(
            fact.id,
            person.knowledge.wording["way_in"].format(entry=fact.label),
            truth,
            sources=fact.sources,
            missing=missing,
        )


def _once(reasons: Iterator[Reason]) -> Iterator[Reason]:
    seen: set[str] = set()
    for reason in sorted(reasons, key=lambda x: (x.truth is None, x.rule)):
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
