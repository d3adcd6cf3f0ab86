"""Exclusions: the union of every contraindication that is true or unknown, over movement properties."""

from collections.abc import Iterator

from ..knowledge import Knowledge, LevelKey
from ..model import ExclusionRule, StageVerdicts, Verdict
from ..person import Person
from ..results import (
    Decision,
    Exclusions,
    Facts,
    Reason,
    Record,
    RedFlag,
    Triage,
    of_adjustments,
    of_rule,
    template,
    told,
)
from ..truth import Truth


def run(facts: Facts, triage: Triage, knowledge: Knowledge) -> Exclusions:
    """Return the properties that are out, and every level that carries one or works a closed region."""
    person = facts.person
    truths = [(rule, person.truth(rule.when)) for rule in knowledge.exclusions]
    live = [(rule, truth) for rule, truth in truths if truth is not False]
    stages = [(name, truth) for name in knowledge.vocabulary.strict_stages if (truth := person.fact(name)) is not False]
    reasons = [
        *(reason for rule, truth in live for reason in _of_rule(rule, truth, person)),
        *(reason for name, truth in stages for reason in _of_stage(name, truth, person)),
    ]
    properties = _by_property(reasons)
    return Exclusions(
        properties=properties,
        levels=dict(_levels(properties, triage, knowledge)),
        decisions=Record(
            lambda: (
                *(_decision(rule, truth, person) for rule, truth in live if rule.do == "exclude"),
                *(d for name, truth in stages for d in _stage_decisions(name, truth, person)),
                *of_adjustments("exclusions", person),
            )
        ),
    )


def _of_rule(rule: ExclusionRule, truth: Truth, person: Person) -> Iterator[Reason]:
    if rule.do == "exclude":
        missing = person.split(person.grounds(rule.when))[1] if truth is None else ()
        because = told(rule.because, truth, person.knowledge)
        for prop in rule.for_:
            yield Reason(
                rule.id,
                because,
                truth,
                rule.until,
                rule.instead,
                property=prop,
                ref=rule.ref,
                sources=rule.sources,
                missing=missing,
            )


def _of_stage(name: str, truth: Truth, person: Person) -> Iterator[Reason]:
    """Default deny: at a strict stage, a property without a verdict is out."""
    stage = person.knowledge.verdicts[name]
    fact = person.knowledge.facts[name]
    missing = person.split(person.grounds(fact.when))[1] if truth is None and fact.when else ()
    for prop in person.knowledge.properties:
        if stage.denies(prop):
            yield _verdict_reason(stage, prop, stage.verdicts.get(prop), truth, missing, person.knowledge)


def _verdict_reason(
    stage: StageVerdicts,
    prop: str,
    verdict: Verdict | None,
    truth: Truth,
    missing: tuple[str, ...],
    knowledge: Knowledge,
) -> Reason:
    label = knowledge.facts[stage.stage].label
    rule = f"{stage.stage}: {prop}"
    if verdict is None:
        because = knowledge.wording["no_verdict"].format(stage=label)
        return Reason(rule, because, truth, property=prop, missing=missing)
    because = template("stage_note", truth, knowledge).format(stage=label, note=verdict.note)
    return Reason(
        rule,
        because,
        truth,
        verdict.until or knowledge.wording["stage_over"].format(stage=label),
        verdict.instead,
        property=prop,
        ref=verdict.ref,
        sources=verdict.sources,
        missing=missing,
    )


def _by_property(reasons: list[Reason]) -> dict[str, tuple[Reason, ...]]:
    found: dict[str, list[Reason]] = {}
    for reason in sorted(reasons, key=lambda x: (x.truth is None, x.rule, x.property)):
        found.setdefault(reason.property, []).append(reason)
    return {prop: tuple(found[prop]) for prop in sorted(found)}


def _levels(
    properties: dict[str, tuple[Reason, ...]], triage: Triage, knowledge: Knowledge
) -> Iterator[tuple[LevelKey, tuple[Reason, ...]]]:
    carried: dict[LevelKey, list[Reason]] = {}
    for prop, reasons in properties.items():
        for key in knowledge.levels_by_property.get(prop, ()):
            carried.setdefault(key, []).extend(reasons)
    for exercise in knowledge.exercises.values():
        for level in exercise.levels:
            found = carried.get((exercise.slug, level.id), [])
            if triage.closed_regions:
                closed = sorted(triage.closed_regions.intersection(level.regions))
                found += [_region_reason(region, triage, knowledge) for region in closed]
            if found:
                yield (exercise.slug, level.id), tuple(found)


def _region_reason(region: str, triage: Triage, knowledge: Knowledge) -> Reason:
    flag = _closing(region, triage, knowledge)
    label = knowledge.regions[region].label.lower()
    return Reason(
        flag.rule,
        knowledge.wording["region_closed"].format(because=flag.because, region=label),
        until=knowledge.wording["until_clinician"],
    )


def _closing(region: str, triage: Triage, knowledge: Knowledge) -> RedFlag:
    """Return the gravest red flag that closes a region: one that names it, or else one for the regions she marked."""
    named = {x.id: x.regions for x in knowledge.triage if x.effect == "region_closed"}
    fired = [flag for flag in triage.fired if flag.rule in named]
    marked = [flag for flag in fired if named[flag.rule] == "marked"]
    return (*(flag for flag in fired if flag not in marked and region in named[flag.rule]), *marked)[0]


def _decision(rule: ExclusionRule, truth: Truth, person: Person) -> Decision:
    return of_rule("exclusions", rule, truth, f"out: {', '.join(rule.for_)}", person)


def _stage_decisions(name: str, truth: Truth, person: Person) -> Iterator[Decision]:
    fact = person.knowledge.facts[name]
    used, missing = person.split(person.grounds(fact.when)) if fact.when else ((), ())
    for prop, verdict in person.knowledge.verdicts[name].verdicts.items():
        if verdict.verdict == "exclude":
            yield Decision(
                "exclusions",
                f"{name}: {prop}",
                truth,
                f"out: {prop}",
                verdict.note,
                verdict.sources,
                used,
                missing,
                verdict.ref,
                verdict.at,
                verdict.confidence,
            )
