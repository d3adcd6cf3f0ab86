"""Triage: the most severe disposition wins; effects are all applied; what is unknown counts as unsafe."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..caps import NO_CAP
from ..knowledge import Knowledge
from ..model import Advice, TriageRule
from ..person import Person
from ..results import Decision, Facts, Record, RedFlag, Triage, of_adjustments, of_rule
from ..truth import Truth

NOT_SURE_AT_MOST = "same_day"


def run(facts: Facts, knowledge: Knowledge) -> Triage:
    """Return the disposition, the red flags, and what of the plan is closed.

    A rule that is true acts as written. A rule that is unknown closes the plan: at its own urgency, at most
    same-day, if she answered "not sure"; and as not known yet while the question is only open. Answers that
    contradict each other close it too, whatever else they say; so does a sign that closes every region, as
    a broken bone does while it is not said where.
    """
    person = facts.person
    truths = {rule.id: person.truth(rule.when) for rule in knowledge.triage}
    live = [(rule, truths[rule.id]) for rule in knowledge.triage if truths[rule.id] is not False]
    flags = tuple(_red_flag(rule, truth, person, knowledge) for rule, truth in live)
    urgency = judge(live, bool(facts.contradictions), person)
    return Triage(
        disposition=urgency.disposition,
        closed=urgency.closed,
        red_flags=tuple(sorted(flags, key=lambda flag: _gravest_first(flag, knowledge))),
        closed_regions=urgency.closed_regions,
        cap=urgency.cap,
        negative=Record(lambda: _negative(truths, person)),
        decisions=Record(
            lambda: (
                *(_decision(rule, truths[rule.id], person) for rule in knowledge.triage),
                *of_adjustments("triage", person),
            )
        ),
    )


class Urgency(NamedTuple):
    """What the danger signs come to, without their words."""

    disposition: str
    closed: bool
    closed_regions: frozenset[str]
    cap: int


def judge(live: Iterable[tuple[TriageRule, Truth]], contradicted: bool, person: Person) -> Urgency:
    """Return how urgent it is and what is closed, from the rules that are true or unknown."""
    knowledge = person.knowledge
    live = tuple(live)
    in_force = [rule for rule, truth in live if truth is True]
    dispositions = [_disposition(rule, truth, person, knowledge) for rule, truth in live]
    regions = frozenset().union(*(_closed_regions(rule, person, knowledge) for rule in in_force))
    return Urgency(
        disposition=max(("not_known_yet" if contradicted else "self_care", *dispositions), key=_severity(knowledge)),
        closed=contradicted
        or regions == frozenset(knowledge.regions)
        or any(truth is None or rule.effect == "closed" for rule, truth in live),
        closed_regions=regions,
        cap=min((rule.demand_at_most for rule in in_force if rule.demand_at_most is not None), default=NO_CAP),
    )


def _gravest_first(flag: RedFlag, knowledge: Knowledge) -> tuple[int, bool, str]:
    return -knowledge.severity[flag.disposition], flag.truth is None, flag.rule


def _severity(knowledge: Knowledge) -> Callable[[str], int]:
    return lambda disposition: knowledge.severity[disposition]


def _red_flag(rule: TriageRule, truth: Truth, person: Person, knowledge: Knowledge) -> RedFlag:
    return RedFlag(
        rule=rule.id,
        name=rule.name,
        disposition=_disposition(rule, truth, person, knowledge),
        effect=rule.effect if truth else "closed",
        truth=truth,
        do=rule.do,
        because=rule.because,
        advice=_door(rule, truth, knowledge),
        missing=() if truth else person.split(person.grounds(rule.when))[1],
        private=rule.private,
    )


def _door(rule: TriageRule, truth: Truth, knowledge: Knowledge) -> Advice:
    """Return where she is sent: to her own door, or to talk it through if an urgent sign is not sure."""
    if truth is None and knowledge.severity[rule.disposition] >= knowledge.severity[NOT_SURE_AT_MOST]:
        return next(advice for advice in knowledge.advice.values() if advice.when_not_sure)
    return knowledge.advice[rule.advice]


def _disposition(rule: TriageRule, truth: Truth, person: Person, knowledge: Knowledge) -> str:
    if truth is True:
        return rule.disposition
    if person.stays_doubtful(rule.when):
        return min(rule.disposition, NOT_SURE_AT_MOST, key=_severity(knowledge))
    return "not_known_yet"


def _closed_regions(rule: TriageRule, person: Person, knowledge: Knowledge) -> frozenset[str]:
    if rule.effect != "region_closed":
        return frozenset()
    if rule.regions != "marked":
        return frozenset(rule.regions)
    marked = frozenset(person.chosen("regions"))
    return marked if marked and "whole_body" not in marked else frozenset(knowledge.regions)


def _negative(truths: dict[str, Truth], person: Person) -> Iterator[str]:
    for rule in person.knowledge.triage:
        if truths[rule.id] is False and _was_asked(rule, person):
            yield rule.id


def _was_asked(rule: TriageRule, person: Person) -> bool:
    return any(person.state(name)[0] == "answered" for name in person.grounds(rule.when))


def _decision(rule: TriageRule, truth: Truth, person: Person) -> Decision:
    effect = {True: f"{rule.disposition}, {rule.effect}", None: "closed until known", False: "silent"}[truth]
    return of_rule("triage", rule, truth, effect, person)
