"""What triage, exclusions and levels make of an answer sheet, as formulas over every possible person."""

from collections.abc import Callable, Hashable, Iterable
from functools import cached_property, wraps
from typing import NamedTuple

from ..knowledge import Knowledge
from ..model import Level, LevelRule, TriageRule
from .reader import Reader
from .sheet import Sheet
from .truths import FALSE, TRUE, Formula, Pair, both, either, no


class Rung(NamedTuple):
    """What a level is to the rules: its movement properties, regions, demand and way in; equals are judged alike."""

    properties: frozenset[str]
    regions: frozenset[str]
    demand: int
    entry: str | None


def rung_of(level: Level) -> Rung:
    """Return what a level is to the rules."""
    return Rung(level.properties, frozenset(level.regions), level.demand, level.entry)


def _once(make: Callable[..., Formula]) -> Callable[..., Formula]:
    """Make a formula once for each thing that it is about: hundreds of cases ask for the same ones."""

    @wraps(make)
    def made(self: "Outcome", *about: Hashable) -> Formula:
        key = (make.__name__, *about)
        if key not in self._made:
            self._made[key] = make(self, *about)
        return self._made[key]

    return made


class Outcome:
    """The result for one sheet: how urgent, what is closed, what is out, and which rungs are permitted."""

    def __init__(self, sheet: Sheet, knowledge: Knowledge) -> None:
        self.sheet = sheet
        self.knowledge = knowledge
        self.reader = Reader(sheet, knowledge.facts)
        self.favourable = Reader(sheet, knowledge.facts, open_as=False)
        self._made: dict[tuple[Hashable, ...], Formula] = {}

    # ----------------------------------------------------------- consistency
    @cached_property
    def contradicted(self) -> Formula:
        """When some answers contradict each other."""
        given = Reader(self.sheet, self.knowledge.facts, as_given=True)
        return either(given.truth(item.when).true for item in self.knowledge.contradictions)

    @cached_property
    def consistent(self) -> Formula:
        """When these are answers that somebody can give, and none contradicts another."""
        return both((*self.sheet.possible, no(self.contradicted)))

    @cached_property
    def complete(self) -> Formula:
        """When every question that is asked of her is answered, and nothing is not sure; tests may be left out."""
        doubts = [self.sheet.unsure[name] for name in self.knowledge.questions]
        doubts += [tick for (_, option), tick in self.sheet.ticks.items() if option == "not_sure"]
        needed = [name for name, question in self.knowledge.questions.items() if not question.skippable]
        return both((*map(no, doubts), *(no(self.reader.is_open(name)) for name in needed)))

    # ---------------------------------------------------------------- triage
    def danger(self, rule: TriageRule) -> Pair:
        """When a triage rule is true, and when it is false."""
        return self.reader.truth(rule.when)

    @cached_property
    def closed(self) -> Formula:
        """When there is no plan."""
        closing = (self._closes(rule) for rule in self.knowledge.triage)
        everywhere = both(self.closed_region(region) for region in self.knowledge.regions)
        return either((self.contradicted, everywhere, *closing))

    def _closes(self, rule: TriageRule) -> Formula:
        truth = self.danger(rule)
        return truth.live if rule.effect == "closed" else truth.unknown

    @_once
    def urgent(self, disposition: str) -> Formula:
        """When the disposition is at least this one."""
        return self._urgent_from(self.knowledge.severity[disposition])

    def _urgent_from(self, least: int) -> Formula:
        doubt = self.knowledge.severity["not_known_yet"]
        found = [self._at_least_as_urgent(rule, least) for rule in self.knowledge.triage]
        mildest = TRUE if least == 0 else FALSE
        return either((mildest, *found, self.contradicted if least <= doubt else FALSE))

    def _at_least_as_urgent(self, rule: TriageRule, least: int) -> Formula:
        severity = self.knowledge.severity
        truth = self.danger(rule)
        when_unsure = min(severity[rule.disposition], severity["same_day"])
        stays = both((truth.unknown, self.favourable.truth(rule.when).live))
        return either(
            (
                truth.true if severity[rule.disposition] >= least else FALSE,
                stays if when_unsure >= least else FALSE,
                both((truth.unknown, no(stays))) if severity["not_known_yet"] >= least else FALSE,
            )
        )

    @_once
    def closed_region(self, region: str) -> Formula:
        """When nothing that works this region is permitted, by a danger sign that is true."""
        rules = (rule for rule in self.knowledge.triage if rule.effect == "region_closed")
        return either(self._closes_region(rule, region) for rule in rules)

    def _closes_region(self, rule: TriageRule, region: str) -> Formula:
        true = self.danger(rule).true
        if rule.regions == "marked":
            return both((true, self.marked(frozenset((region,)))))
        return true if region in rule.regions else FALSE

    @_once
    def marked(self, regions: frozenset[str]) -> Formula:
        """When she marked one of these regions, or did not say where, or said everywhere."""
        return either((self._nowhere, either(self._ticked(name) for name in sorted({*regions, "whole_body"}))))

    def _ticked(self, region: str) -> Formula:
        return both((self.reader.answered("regions"), self.sheet.ticks.get(("regions", region), FALSE)))

    @cached_property
    def _nowhere(self) -> Formula:
        return no(either(self._ticked(region) for region in self.knowledge.regions))

    @_once
    def triage_cap(self, demand: int) -> Formula:
        """When a danger sign that is true caps the whole plan at this demand or below."""
        capping = [x for x in self.knowledge.triage if x.demand_at_most is not None and x.demand_at_most <= demand]
        return either(self.danger(rule).true for rule in capping)

    # ------------------------------------------------------------ exclusions
    @_once
    def out(self, prop: str) -> Formula:
        """When movements with this property are out."""
        rules = (rule for rule in self.knowledge.exclusions if rule.do == "exclude" and prop in rule.for_)
        live = [self.reader.truth(rule.when).live for rule in rules]
        return either((*live, *self._denied(prop)))

    def out_without(self, prop: str, rule_id: str) -> Formula:
        """When movements with this property are out even without one of the rules."""
        rules = (rule for rule in self.knowledge.exclusions if rule.do == "exclude" and prop in rule.for_)
        live = [self.reader.truth(rule.when).live for rule in rules if rule.id != rule_id]
        return either((*live, *self._denied(prop)))

    def _denied(self, prop: str) -> Iterable[Formula]:
        for stage in self.knowledge.vocabulary.strict_stages:
            if self.knowledge.verdicts[stage].denies(prop):
                yield self.reader.fact(stage).live

    # ---------------------------------------------------------------- levels
    @_once
    def capped(self, rung: Rung, below: int) -> Formula:
        """When a rung is held to a demand under `below`."""
        rules = [rule for rule in self.knowledge.levels if _caps(rule, rung, below)]
        found = [
            both((self.reader.truth(rule.when).live, self._concerns(rule, rung), no(self.spared(rule, rung))))
            for rule in rules
        ]
        return either((*found, *self._stage_caps(rung, below), self.triage_cap(below - 1)))

    def _concerns(self, rule: LevelRule, rung: Rung) -> Formula:
        return self.marked(rung.regions) if rule.scope == "marked" else TRUE

    def spared(self, rule: LevelRule, rung: Rung) -> Formula:
        """When an overlay sets the cap of a rule aside for a rung."""
        sparing = (item for item in self.knowledge.adjustments.sparing(rule.id) if item.mark in rung.properties)
        return either(self.reader.truth(item.when).true for item in sparing)

    def _stage_caps(self, rung: Rung, below: int) -> Iterable[Formula]:
        for stage in self.knowledge.vocabulary.strict_stages:
            verdicts = self.knowledge.verdicts[stage].verdicts
            caps = [verdicts[prop].cap for prop in rung.properties if prop in verdicts]
            if any(cap is not None and cap < below for cap in caps):
                yield self.reader.fact(stage).live

    @_once
    def plan_cap(self, demand: int) -> Formula:
        """When a context or a danger sign caps the whole plan at this demand or below."""
        rules = (
            rule
            for rule in self.knowledge.levels
            if rule.kind == "context" and rule.for_ == "all" and rule.demand_at_most is not None
        )
        live = [
            both((self.reader.truth(rule.when).live, self._everywhere(rule)))
            for rule in rules
            if rule.demand_at_most is not None and rule.demand_at_most <= demand
        ]
        return either((*live, self.triage_cap(demand)))

    def _everywhere(self, rule: LevelRule) -> Formula:
        if rule.scope == "marked":
            return either((self._nowhere, self._ticked("whole_body")))
        return TRUE if rule.scope == "plan" else FALSE

    @_once
    def permitted(self, rung: Rung) -> Formula:
        """When a rung is permitted, were there a plan."""
        closed = [self.closed_region(region) for region in sorted(rung.regions)]
        out = [self.out(prop) for prop in sorted(rung.properties)]
        return no(either((*out, *closed, self.capped(rung, rung.demand))))

    def offered(self, rung: Rung) -> Formula:
        """When a rung is permitted and there is a plan."""
        return both((no(self.closed), self.permitted(rung)))

    def may_start(self, rung: Rung) -> Formula:
        """When a rung may be where she starts."""
        if rung.demand > self.knowledge.demand.start_at_most:
            return FALSE
        entry = [self.reader.fact(rung.entry).true] if rung.entry else []
        return both((self.offered(rung), *entry))


def _caps(rule: LevelRule, rung: Rung, below: int) -> bool:
    if rule.demand_at_most is None or rule.demand_at_most >= below:
        return False
    by_property = rule.for_ == "all" or bool(rung.properties & set(rule.for_))
    by_region = isinstance(rule.scope, str) or bool(rung.regions & set(rule.scope))
    return by_property and by_region


def rungs(knowledge: Knowledge) -> dict[Rung, tuple[tuple[str, str], ...]]:
    """Return every different rung of the library, with the exercises and levels that are such a rung."""
    found: dict[Rung, list[tuple[str, str]]] = {}
    for exercise in knowledge.exercises.values():
        for level in exercise.levels:
            found.setdefault(rung_of(level), []).append((exercise.slug, level.id))
    return {rung: tuple(levels) for rung, levels in found.items()}
