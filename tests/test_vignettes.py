"""The vignette bench: cases held against what they expect, how far urgency agrees, and what no case reaches."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import engine
from engine.model import Expectation, Person
from engine.vignettes import VignetteBench, run_vignettes, share
from tests.draws import the_knowledge, whole

K = the_knowledge()


@cache
def bench() -> VignetteBench:
    return run_vignettes(K)


def with_people(*people: Person) -> engine.Knowledge:
    return replace(K, people={person.id: person for person in people})


def expecting(name: str, **changes: Any) -> Person:
    person = K.people[name]
    return person.model_copy(update={"expect": person.expect.model_copy(update=changes)})


# Newcombe 1998, Table I, method 3
@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons(count: int, of: int, low: float, high: float) -> None:
    found = share(count, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


def test_of_no_cases_there_is_no_share() -> None:
    assert (share(0, 0).share, share(0, 0).low, share(0, 0).high) == (None, None, None)


def test_every_person_is_run_and_none_is_broken() -> None:
    assert [x.person.id for x in bench().vignettes] == list(K.people)
    assert [(x.person.id, x.broken) for x in bench().broken] == []
    assert sum(x.sensitivity.of for x in bench().agreements if x.disposition) == len(K.people)


def test_a_case_that_came_milder_lowers_sensitivity_and_one_that_came_graver_is_over_triage() -> None:
    milder = expecting("desk-worker-29", disposition="same_day")
    graver = expecting("chatty-with-a-sign", disposition="same_day")
    met = K.people["heavy-legs-71"]
    bench = run_vignettes(with_people(milder, graver, met))
    of_it = next(x for x in bench.agreements if x.disposition == "same_day")
    assert (of_it.sensitivity.count, of_it.over_triage.count, of_it.sensitivity.of) == (1, 1, 2)
    assert [x.person.id for x in bench.broken] == ["desk-worker-29", "chatty-with-a-sign"]
    assert bench.broken[0].broken[0].what == "How urgent"
    assert bench.agreements[-1].disposition is None
    assert bench.agreements[-1].sensitivity.of == 3


def test_a_rule_that_a_case_fires_is_not_among_those_never_fired() -> None:
    never = {line.id for line in bench().never_fired}
    fired = {rule for person in K.people.values() for rule in person.expect.fires}
    assert never
    assert not never & fired
    alone = run_vignettes(with_people(K.people["desk-worker-29"]))
    assert {line.id for line in alone.never_fired} > never
    assert "numb-between-the-legs" in {line.id for line in alone.never_fired}


def test_levels_in_a_plan_are_given_and_levels_that_are_never_a_start_are_not_missed() -> None:
    given = {key for item in bench().vignettes for key in item.levels}
    assert given
    assert not given & set(bench().never_given)
    demands = {(x.slug, level.id): level.demand for x in K.exercises.values() for level in x.levels}
    assert max(demands[key] for key in bench().never_given) <= K.demand.start_at_most


# ------------------------------------------------------------------ levels that a case expects
def compared(bounds: dict[str, str], **answers: Any) -> engine.Comparison:
    case = K.people["desk-worker-29"]
    result = engine.assess(whole(K, answers), K)
    slug = next(x.exercise for x in result.programme.chosen) if result.programme.chosen else next(iter(K.exercises))
    expect = Expectation.model_validate({"disposition": "self_care", "plan": "open", "levels": {slug: bounds}})
    found = engine.compare_with_expected(case.model_copy(update={"expect": expect}), result, K)
    return next(x for x in found if x.what.startswith("Level of"))


def test_a_level_is_held_against_the_easiest_and_the_hardest_that_is_expected() -> None:
    result = engine.assess(whole(K, {}), K)
    item = next(iter(result.programme.chosen))
    ids = [level.id for level in K.exercises[item.exercise].levels]
    place = ids.index(item.level)
    assert compared({"at_least": item.level, "at_most": item.level}).met
    assert compared({"at_most": ids[-1]}).came == item.title
    harder, easier = ids[place + 1 :], ids[:place]
    assert [compared({"at_least": x}).met for x in harder] == [False] * len(harder)
    assert [compared({"at_most": x}).met for x in easier] == [False] * len(easier)
    assert harder or easier


def test_of_a_closed_plan_no_level_comes_which_is_at_most_anything() -> None:
    level = next(iter(K.exercises.values())).levels[0].id
    saddle: dict[str, Any] = dict(K.people["chatty-with-a-sign"].answers)
    found = [compared({end: level}, **saddle) for end in ("at_least", "at_most")]
    assert [(x.came, x.met) for x in found] == [("none", False), ("none", True)]


def test_bounds_that_name_no_level_are_refused() -> None:
    with pytest.raises(ValueError, match="says no level"):
        Expectation.model_validate({"disposition": "self_care", "plan": "open", "levels": {"hip-thrusts": {}}})
