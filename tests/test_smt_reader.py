"""The SMT reader and the engine agree: on every fact, rule and outcome, for random people read both ways."""

from functools import cache
from typing import Any

import pytest
import z3

import engine
from engine.condition import Between, Condition, Is
from engine.model import Fact
from engine.person import Person
from engine.proofs.outcome import Outcome, rung_of
from engine.proofs.sheet import Sheet
from engine.proofs.truths import Pair
from engine.truth import Truth
from tests.draws import Answers, random_people, the_knowledge

K = the_knowledge()
PEOPLE = 15


@cache
def outcome() -> Outcome:
    return Outcome(Sheet(K), K)


def model_of(answers: Answers) -> z3.ModelRef:
    """Return the one model in which the free sheet is filled in with these answers."""
    solver = z3.Solver()
    sheet = outcome().sheet
    solver.add(*sheet.possible, *(sheet.gives(name, answers.get(name)) for name in K.questions))
    assert solver.check() == z3.sat, answers
    return solver.model()


def holds(formula: z3.BoolRef, model: z3.ModelRef) -> bool:
    return bool(z3.is_true(model.eval(formula, model_completion=True)))


def read(pair: Pair, model: z3.ModelRef) -> Truth:
    true, false = holds(pair.true, model), holds(pair.false, model)
    assert not (true and false)
    return True if true else False if false else None


def comparisons(fact: Fact) -> list[Condition]:
    if fact.product is not None:
        return [Is(fact.id, (band,)) for band in fact.product.bands]
    return [*(Between(fact.id, n, None) for n in (1, 2, 4, 20.1)), Between(fact.id, None, 3)]


@pytest.mark.parametrize("seed", range(4))
def test_both_read_every_fact_and_rule_alike(seed: int) -> None:
    for answers in random_people(seed + 500, PEOPLE, K):
        model, person = model_of(answers), Person(answers, K)
        for fact in K.facts.values():
            trees = comparisons(fact) if fact.has_value else [None]
            for tree in trees:
                said = outcome().reader.fact(fact.id) if tree is None else outcome().reader.truth(tree)
                known = person.fact(fact.id) if tree is None else person.truth(tree)
                assert read(said, model) is known, (fact.id, tree, answers)
        for rule in K.rules.values():
            assert read(outcome().reader.truth(rule.when), model) is person.truth(rule.when), (rule.id, answers)
            doubtful = read(outcome().favourable.truth(rule.when), model) is not False
            assert doubtful is person.stays_doubtful(rule.when), (rule.id, answers)


@pytest.mark.parametrize("seed", range(4))
def test_both_come_to_the_same_result(seed: int) -> None:
    for answers in random_people(seed + 700, PEOPLE, K):
        model, result = model_of(answers), engine.assess(answers, K)
        assert holds(outcome().contradicted, model) is bool(result.facts.contradictions), answers
        assert holds(outcome().closed, model) is result.triage.closed, answers
        assert disposition(model) == result.triage.disposition, answers
        for region in K.regions:
            assert holds(outcome().closed_region(region), model) is (region in result.triage.closed_regions), answers
        for prop in K.properties:
            assert holds(outcome().out(prop), model) is (prop in result.exclusions.properties), (prop, answers)
        caps = (result.triage.cap, result.levels.plan_cap)
        assert tuple(cap(by, model) for by in (outcome().triage_cap, outcome().plan_cap)) == caps, answers
        compare_ladders(result, model, answers)


def disposition(model: z3.ModelRef) -> str:
    reached = [word for word in K.severity if holds(outcome().urgent(word), model)]
    assert reached == list(K.severity)[: len(reached)], "the ladder of dispositions has a gap"
    return reached[-1]


def cap(at_most: Any, model: z3.ModelRef) -> int:
    return next((n for n in range(5) if holds(at_most(n), model)), 5)


def compare_ladders(result: engine.Assessment, model: z3.ModelRef, answers: Answers) -> None:
    alike = {rung_of(level) for exercise in K.exercises.values() for level in exercise.levels}
    permitted = {rung: holds(outcome().permitted(rung), model) for rung in alike}
    startable = {rung: holds(outcome().may_start(rung), model) for rung in alike}
    for exercise in K.exercises.values():
        for level in exercise.levels:
            rung = result.levels.ladders[exercise.slug].rung(level.id)
            assert permitted[rung_of(level)] is rung.permitted, (level.id, answers)
            start = rung.startable and not result.triage.closed
            assert startable[rung_of(level)] is start, (level.id, answers)
