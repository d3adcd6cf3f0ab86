"""Every whole person gets what she should, and the words she would read change only on purpose."""

from functools import cache

import pytest

import engine
from engine.results import Assessment, Fate
from engine.snapshots import texts
from engine.stages.facts import contradictions
from tests.draws import the_knowledge
from tests.naive import HERE

K = the_knowledge()
PEOPLE = list(K.people.values())
SNAPSHOTS = HERE / "snapshots"


@cache
def snapshot_texts() -> dict[str, str]:
    return texts(K)


@cache
def result_of_id(name: str) -> Assessment:
    person = K.people[name]
    return engine.assess(K.answers_of(person), K, person.leave_out)


def result_of(person: engine.Person) -> Assessment:
    return result_of_id(person.id)


each_person = pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.id)


@each_person
def test_urgency_and_plan(person: engine.Person) -> None:
    result = result_of(person)
    assert (result.triage.disposition, result.plan) == (person.expect.disposition, person.expect.plan)


@each_person
def test_the_rules_that_should_fire_do(person: engine.Person) -> None:
    true = {decision.rule for decision in result_of(person).decisions if decision.truth is True}
    assert set(person.expect.fires) <= true


@each_person
def test_the_plan_holds_what_it_should_and_nothing_it_should_not(person: engine.Person) -> None:
    result = result_of(person)
    chosen = {item.exercise for item in result.programme.chosen}
    assert set(person.expect.must_have) <= chosen
    assert not set(person.expect.must_not_have) & chosen
    if person.expect.demand_at_most is not None:
        assert all(item.demand <= person.expect.demand_at_most for item in result.programme.chosen)


@each_person
def test_the_patterns_are_as_likely_as_they_should_be(person: engine.Person) -> None:
    found = {item.pattern: item.likelihood for item in result_of(person).patterns.results}
    assert {name: found[name] for name in person.expect.patterns} == person.expect.patterns


@each_person
def test_her_story_and_her_answers_fit_together(person: engine.Person) -> None:
    answers = K.answers_of(person)
    assert engine.check_answers(answers, K) == answers
    assert contradictions(answers, K) == ()


@each_person
def test_an_open_plan_gives_her_something_and_a_closed_one_nothing(person: engine.Person) -> None:
    result = result_of(person)
    assert bool(result.programme.chosen) is not result.triage.closed
    fates: list[Fate] = ["in_reserve", "held_back", "not_relevant"]
    found = [item.exercise for item in result.programme.chosen] + [
        x.exercise for f in fates for x in result.programme.of(f)
    ]
    assert sorted(found) == sorted(K.exercises)


@each_person
def test_her_snapshot_is_what_she_would_read(person: engine.Person) -> None:
    written = (SNAPSHOTS / f"{person.id}.txt").read_text(encoding="utf-8")
    assert snapshot_texts()[f"{person.id}.txt"] == written, "if the change is meant: make snapshot, and read the diff"


def test_every_snapshot_is_somebody() -> None:
    assert {path.stem for path in SNAPSHOTS.glob("*.txt")} == set(K.people)


def test_there_are_ordinary_people_and_people_in_danger() -> None:
    plans = [person.expect.plan for person in PEOPLE]
    assert plans.count("closed") >= 1
    assert len(plans) - plans.count("closed") >= 7
    assert any(person.example for person in PEOPLE)
