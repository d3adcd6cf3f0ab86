"""The columnar reading and the reading of one person are two readings of the same rules: they agree for everybody."""

import random
from functools import cache
from typing import Any

import numpy as np
import pytest

import engine
from engine.columns.evaluated import PLANS, Evaluated, contradicted, evaluate
from engine.columns.pairs import Pair, k_all, k_any, k_count, k_not
from engine.columns.people import People, answers_of, people_of
from engine.columns.reader import Reader
from engine.condition import All, AnyOf
from engine.gist import Sketch, gist_of
from engine.model import Question
from engine.person import Person
from engine.stages.facts import contradictions
from engine.truth import Truth, k_at_least
from engine.truth import k_all as one_all
from engine.truth import k_any as one_any
from tests.draws import Answers, numbers, random_people, the_knowledge

K = the_knowledge()
NAMED = [K.answers_of(person) for person in K.people.values()]


def any_answer(rng: random.Random, question: Question) -> Any:
    """Anything a table may hold, whether or not the question is asked of her."""
    kind = rng.random()
    if kind < 0.3:
        return None
    if kind < 0.4 and question.not_sure:
        return "not_sure"
    if question.is_number:
        number = rng.choice(numbers(question.id))
        return number if question.grain == 1 or rng.random() < 0.5 else round(min(number + 0.3, question.max or 0), 1)
    if question.type != "many_of":
        return rng.choice(list(question.choices))
    plain = [option for option in question.choices if option != "none"]
    ticked = rng.sample(plain, rng.choice((1, 1, 2, 3))) if len(plain) > 3 else plain[:1]
    if "none" in question.choices and rng.random() < 0.7:
        return ["none"]
    return [*ticked, "not_sure"] if question.not_sure and rng.random() < 0.1 else ticked


@cache
def everybody() -> list[Answers]:
    rng = random.Random(8)
    wild = [{name: any_answer(rng, question) for name, question in K.questions.items()} for _ in range(80)]
    odd = [{**K.well_woman, name: any_answer(rng, K.questions[name])} for name in K.questions]
    given = [{name: value for name, value in answers.items() if value is not None} for answers in (*wild, *odd, {})]
    return [*NAMED, *random_people(11, 120, K), *given]


@cache
def table() -> People:
    return people_of(everybody(), K)


@cache
def found() -> Evaluated:
    return evaluate(table(), K)


def truth_of(pair: Pair, row: int) -> Truth:
    return True if pair.true[row] else False if pair.false[row] else None


TRUTHS: tuple[Truth, ...] = (True, False, None)


def test_kleenes_tables_are_those_of_one_person() -> None:
    rows = [(a, b, c) for a in TRUTHS for b in TRUTHS for c in TRUTHS]
    pairs = [Pair(*(np.array([row[i] is value for row in rows]) for value in (True, False))) for i in range(3)]
    for i, row in enumerate(rows):
        assert truth_of(k_all(pairs), i) is one_all(row)
        assert truth_of(k_any(pairs), i) is one_any(row)
        assert truth_of(k_count(pairs, lambda n: n >= 2), i) is k_at_least(2, row)
        assert truth_of(k_not(pairs[0]), i) is {True: False, False: True, None: None}[row[0]]


def test_answers_go_into_a_table_and_come_back() -> None:
    for row, answers in enumerate(everybody()):
        back = answers_of(table(), row, K)
        assert back.keys() == answers.keys()
        for name, value in answers.items():
            if isinstance(value, list):
                assert set(back[name]) == set(value)
                plain = [option for option in value if option != "not_sure"]
                assert not plain or back[name][0] == plain[0]
            else:
                assert back[name] == value


def test_what_everybody_comes_to_is_what_one_by_one_comes_to() -> None:
    for row, answers in enumerate(everybody()):
        assert found().gist(row) == Sketch.of(answers, K).gist, answers


def test_it_is_what_assess_itself_decides() -> None:
    for row, person in enumerate(K.people.values()):
        if not person.leave_out:
            assessment = engine.assess(NAMED[row], K)
            assert found().gist(row) == gist_of(assessment)
            assert PLANS[found().plan[row]] == assessment.plan


def test_every_condition_reads_the_same_however_open_questions_are_read() -> None:
    reader = Reader(table(), K)
    trees = [rule.when for rule in K.rules.values()]
    trees += [question.enable_when for question in K.questions.values() if question.enable_when]
    pairs = {open_as: [reader.truth(tree, open_as) for tree in trees] for open_as in TRUTHS}
    for row in range(0, table().size, 5):
        person = Person(everybody()[row], K)
        for open_as in TRUTHS:
            one = [person.truth(tree, open_as) for tree in trees]
            assert [truth_of(pair, row) for pair in pairs[open_as]] == one


def test_every_fact_and_every_count_of_rules_agrees() -> None:
    people = [Person(answers, K) for answers in everybody()]
    for name, values in found().facts.items():
        word = {1: True, 0: None, -1: False}
        assert [word[int(x)] for x in values] == [person.fact(name) for person in people], name
    for rule in [*K.triage, *K.findings][::9]:
        truths = [person.truth(rule.when) for person in people]
        assert (found().true[rule.id], found().unknown[rule.id]) == (truths.count(True), truths.count(None))


def test_what_has_no_condition_is_true_of_everybody() -> None:
    reader = Reader(table(), K)
    assert reader.truth(All(())).true.all()
    assert reader.truth(AnyOf(())).false.all()


def test_contradictions_are_found_among_answers_as_given() -> None:
    assert contradicted(table(), K).tolist() == [bool(contradictions(answers, K)) for answers in everybody()]


def test_pieces_of_a_table_come_to_what_the_whole_comes_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.columns.evaluated.AT_A_TIME", 50)
    pieces = evaluate(table(), K)
    assert [pieces.gist(row) for row in range(0, table().size, 7)] == [
        found().gist(row) for row in range(0, table().size, 7)
    ]
    assert pieces.true == found().true


def test_nobody_comes_to_nothing() -> None:
    nobody = evaluate(people_of([], K), K)
    assert nobody.size == 0
    assert nobody.disposition.size == 0
