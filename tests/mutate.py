"""Mutation of the rules: every small change of triage, exclusions, levels and facts is noticed, or changes nothing.

Run by `make mutate`. A mutant is noticed by an example of its own rule, by the law that rules mean what their rows say,
by the comparison of effects with the reviewed tables, or by the second entry (tests/double_entry.py). One that nobody
notices is equivalent (true of exactly the same people, told with its reason) or a survivor (exit code 1).
"""

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import z3

from engine.condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not
from engine.knowledge import EXPECTED
from engine.model import Examples, ExclusionRule, LevelRule, Rule, TriageRule
from engine.movement import properties
from engine.person import Person
from engine.proofs.expected import read
from engine.proofs.laws import One
from engine.proofs.outcome import Outcome
from engine.proofs.prover import Prover
from engine.proofs.reader import Reader
from engine.proofs.sheet import Sheet
from tests import double_entry
from tests.draws import the_knowledge, whole
from tests.naive import rows
from tests.test_fact_base import EFFECTS, FLAGS, _does, expected_of

K = the_knowledge()
ROWS = {row["id"]: row for row in rows("contraindications.csv")}
VERDICTS = {(row["stage"], row["property"]): row for row in rows("stage_verdicts.csv")}
IMPLIES = {(row["axis"], row["value"]): row["implies"] for row in rows("movement_axes.csv")}


@dataclass(frozen=True)
class Mutant:
    """One small change: of what, which, and by whom it was noticed ('' is by nobody)."""

    kind: str
    name: str
    noticed_by: str


# ------------------------------------------------------------------ conditions
def changed(tree: Condition) -> Iterator[tuple[str, Condition]]:
    """Yield every condition that differs from this one in one small respect."""
    match tree:
        case Between(name, low, high):
            yield "flip a comparison", Between(name, high, low) if low is None or high is None else Not(tree)
            for bound, step in (("low", 1), ("low", -1), ("high", 1), ("high", -1)):
                value = getattr(tree, bound)
                if value is not None:
                    yield "shift a threshold", replace(tree, **{bound: value + step})
        case Is(name, values):
            yield "negate", Not(tree)
            for value in values if len(values) > 1 else ():
                yield "drop an option", Is(name, tuple(x for x in values if x != value))
        case Holds(_):
            yield "negate", Not(tree)
        case Not(item):
            yield "drop a not", item
            yield from ((kind, Not(other)) for kind, other in changed(item))
        case All(items) | AnyOf(items) | AtLeast(_, items):
            yield from _changed_group(tree, items)


def _changed_group(tree: Any, items: tuple[Condition, ...]) -> Iterator[tuple[str, Condition]]:
    if isinstance(tree, All | AnyOf):
        yield "swap all and any", (AnyOf if isinstance(tree, All) else All)(items)
    else:
        yield "shift a threshold", replace(tree, n=tree.n + 1)
    for place, item in enumerate(items):
        if len(items) > 1:
            yield "drop a condition", replace(tree, items=(*items[:place], *items[place + 1 :]))
        for kind, other in changed(item):
            yield kind, replace(tree, items=(*items[:place], other, *items[place + 1 :]))


class Judge:
    """Notices mutants of conditions."""

    def __init__(self) -> None:
        self.outcome = Outcome(Sheet(K), K)
        self.expected = read(EXPECTED)
        self.one = One(self.outcome, self.expected)
        self.prover = Prover(self.outcome.sheet.possible)
        self.people: dict[str, Person] = {}

    def notices(self, tree: Condition, original: Condition, examples: Examples | None, rows: Condition | None) -> str:
        """Return by what a changed condition is noticed: '' by nothing, 'equivalent' if it changes nothing."""
        if examples is not None and self._an_example_fails(tree, examples):
            return "an example"
        same_as = original if rows is None else rows
        reader = self.outcome.reader if rows is None else self.one.reader
        if self._differ(Reader(self.outcome.sheet, K.facts).truth(tree), reader.truth(same_as)):
            return "the second entry" if rows is None else "the law of meaning"
        return "equivalent"

    def _an_example_fails(self, tree: Condition, examples: Examples) -> bool:
        wanted = ((True, examples.true), (False, examples.false), (None, examples.open))
        return any(self._person(answers).truth(tree) is not truth for truth, group in wanted for answers in group)

    def _person(self, answers: Any) -> Person:
        key = repr(answers)
        if key not in self.people:
            self.people[key] = Person(whole(K, answers), K)
        return self.people[key]

    def _differ(self, here: Any, there: Any) -> bool:
        parts = [a != b for a, b in zip(here, there, strict=True) if not a.eq(b)]
        return bool(parts) and self.prover.model(z3.Or(parts)) is not None


def of_conditions(judge: Judge) -> Iterator[Mutant]:
    """Yield the mutants of every condition of triage, exclusions, levels and facts."""
    departures = {item.id for item in K.exceptions.meaning}
    for rule in double_entry.safety_rules(K):
        row = None if rule.id in departures else judge.expected.conditions.get(rule.ref)
        for kind, tree in changed(rule.when):
            yield Mutant(kind, rule.id, judge.notices(tree, rule.when, rule.examples, row))
    for fact in K.facts.values():
        reviewed = judge.expected.facts.get(fact.id)
        wanted = reviewed.when if reviewed is not None else None
        for kind, tree in changed(fact.when) if fact.when is not None else ():
            yield Mutant(kind, fact.id, judge.notices(tree, fact.when or tree, fact.examples, wanted))


# --------------------------------------------------------------------- effects
def changed_effects(rule: Rule) -> Iterator[tuple[str, Rule]]:
    """Yield every rule that does something else, or a little less."""
    if isinstance(rule, TriageRule):
        milder = [word for word, place in K.severity.items() if place == K.severity[rule.disposition] - 1]
        yield from (("lower an urgency", rule.model_copy(update={"disposition": word})) for word in milder)
        yield from (
            ("swap an effect", rule.model_copy(update={"effect": x})) for x in EFFECTS.values() if x != rule.effect
        )
    if isinstance(rule, ExclusionRule):
        other = "allow" if rule.do == "exclude" else "exclude"
        yield "swap a verdict", rule.model_copy(update={"do": other})
    if isinstance(rule, LevelRule) and rule.demand_at_most is not None:
        yield "raise a cap", rule.model_copy(update={"demand_at_most": rule.demand_at_most + 1})
    if isinstance(rule, LevelRule) and rule.scope != "marked":
        yield "swap a scope", rule.model_copy(update={"scope": "marked"})
    if isinstance(rule, ExclusionRule | LevelRule) and isinstance(rule.for_, tuple):
        for prop in rule.for_:
            yield "drop a property", rule.model_copy(update={"for_": tuple(x for x in rule.for_ if x != prop)})


def notices_effect(rule: Rule, own: dict[str, tuple[str, str]]) -> str:
    """Return by what a changed effect is noticed."""
    if rule.id in own:
        return "the second entry"
    if isinstance(rule, TriageRule) and rule.ref.partition(">")[0] in FLAGS:
        return "" if (rule.disposition, rule.effect) == expected_of(rule.ref) else "the red flags"
    refs = [ref for ref in (rule.ref, *rule.also) if ref in ROWS]
    if isinstance(rule, ExclusionRule | LevelRule):
        return "" if all(_does(rule, ROWS[ref]) for ref in refs) else "the contraindications"
    assert isinstance(rule, TriageRule)
    closes = "closed" if ROWS[refs[0]]["scope"] == "plan" else "region_closed"
    kept = rule.effect == closes and rule.disposition == K_TRIAGE[rule.id].disposition
    return "" if kept else "the contraindications"


K_TRIAGE = {rule.id: rule for rule in K.triage}


def of_effects() -> Iterator[Mutant]:
    """Yield the mutants of what rules and verdicts do; a rule that is dropped leaves its row without one."""
    own = double_entry.own_rules(K)
    for rule in double_entry.safety_rules(K):
        if not (isinstance(rule, ExclusionRule) and rule.do == "allow"):
            carried = rule.id in own or rule.ref in double_entry.reviewed_rows()
            yield Mutant("drop a rule", rule.id, "the second entry or the coverage of rows" if carried else "")
        for kind, other in changed_effects(rule):
            yield Mutant(kind, rule.id, notices_effect(other, own))
    for stage, judged in K.verdicts.items():
        for prop, verdict in judged.verdicts.items():
            for word in {"allow", "modify", "exclude"} - {verdict.verdict}:
                row = VERDICTS.get((stage, prop))
                noticed = f"{stage}: {prop}" in own if row is None else row["verdict"] != word
                yield Mutant("swap a verdict", f"{stage}: {prop}", "the stage verdicts" if noticed else "")


def of_movement() -> Iterator[Mutant]:
    """Yield the mutants of axis values and of what each level answers to an axis."""
    for axis in K.vocabulary.axes:
        for value in axis.values:
            for prop in value.implies:
                reviewed = prop in IMPLIES.get((axis.id, value.id), "").split(";")
                used = [x for x in double_entry.levels(K).values() if prop in x[3].split()]
                yield Mutant("drop an implication", f"{axis.id}={value.id}", "the axes" if reviewed or used else "")
    for exercise in K.exercises.values():
        for level in exercise.levels:
            for axis_id, values in level.movement.items():
                for value_id in values if len(values) > 1 else ():
                    left = {**level.movement, axis_id: tuple(x for x in values if x != value_id)}
                    same = properties(left, K.vocabulary) == level.properties
                    name = f"{exercise.slug}/{level.id}: {axis_id}={value_id}"
                    yield Mutant("drop an axis value", name, "equivalent" if same else "the second entry")


def main() -> int:
    """Print how many mutants there are, by whom they were noticed, and every survivor; 1 if one survives."""
    mutants = [*of_conditions(Judge()), *of_effects(), *of_movement()]
    for noticed_by, count in Counter(mutant.noticed_by for mutant in mutants).most_common():
        print(f"{count:6} {noticed_by or 'SURVIVED'}")
    for mutant in mutants:
        if mutant.noticed_by in ("", "equivalent"):
            word = "true of exactly the same people" if mutant.noticed_by else "SURVIVED"
            print(f"  {mutant.name}: {mutant.kind}: {word}")
    return int(any(not mutant.noticed_by for mutant in mutants))


if __name__ == "__main__":
    sys.exit(main())
