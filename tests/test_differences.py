"""What differs between two assessments: each thing once, and each with what did it."""

import random
from functools import cache
from typing import Any

import pytest

import engine
from engine import Difference
from engine.gist import gist_of
from tests.draws import Answers, random_people, the_knowledge
from tests.test_gist import any_answer

K = the_knowledge()
PAIRS_DRAWN = 60


def of(person: str, **changes: Any) -> tuple[Difference, ...]:
    """The differences that some changed answers make to a person of data/people."""
    answers = K.answers_of(K.people[person])
    return engine.differences(engine.assess(answers, K), engine.assess(engine.suppose(answers, changes, K), K))


def one(found: tuple[Difference, ...], kind: str, about: str = "") -> Difference:
    return next(x for x in found if x.kind == kind and (not about or x.about == about))


def rules(difference: Difference) -> dict[str, str]:
    return {cause.rule: cause.turn for cause in difference.causes}


@cache
def drawn_pairs() -> list[tuple[engine.Assessment, engine.Assessment]]:
    """Drawn people before and after a few changed answers, and beside other people."""
    rng, pairs = random.Random(11), []
    people = [*random_people(9, PAIRS_DRAWN, K), *(K.answers_of(x) for x in K.people.values())]
    for answers in people:
        changed: Answers = dict(answers)
        for question in rng.choices(list(K.questions.values()), k=rng.choice((1, 2, 12))):
            value = any_answer(rng, question)
            changed = {name: x for name, x in changed.items() if name != question.id}
            changed |= {} if value is None else {question.id: value}
        pairs.append((engine.assess(answers, K), engine.assess(changed, K)))
    return pairs


def plan_of(result: engine.Assessment) -> dict[str, Any]:
    return {x.exercise: (x.level, x.dose, tuple(y.instead for y in x.adaptations)) for x in result.programme.chosen}


@pytest.mark.parametrize("person", K.people)
def test_equal_assessments_do_not_differ(person: str) -> None:
    assert of(person) == ()


def test_every_exercise_of_the_plan_that_differs_is_told_and_no_other() -> None:
    for before, after in drawn_pairs():
        was, now = plan_of(before), plan_of(after)
        changed = {slug for slug in {*was, *now} if was.get(slug) != now.get(slug)}
        kinds = ("added", "removed", "moved_up", "moved_down", "dose", "adapted")
        assert {x.about for x in engine.differences(before, after) if x.kind in kinds} == changed


def test_every_difference_has_a_cause_that_says_why() -> None:
    seen = set()
    for before, after in drawn_pairs():
        for item in engine.differences(before, after):
            seen.add(item.kind)
            assert item.causes, (item, before.facts.person.answers, after.facts.person.answers)
            assert all(cause.because for cause in item.causes)
            assert item.before != item.after or item.kind == "adapted", item
    assert seen >= {"disposition", "plan", "sign", "added", "removed", "moved_up", "moved_down", "held_back", "pattern"}


def test_what_a_rule_has_become_is_what_it_reads_as() -> None:
    truths = {"fired": True, "open": None, "silent": False}
    for before, after in drawn_pairs():
        for item in engine.differences(before, after):
            for cause in item.causes:
                if cause.turn in truths and cause.rule in K.rules:
                    when = K.rules[cause.rule].when
                    assert after.facts.person.truth(when) is truths[cause.turn]
                    assert before.facts.person.truth(when) is not truths[cause.turn]


def test_the_same_the_other_way_round_tells_of_the_same_exercises() -> None:
    for before, after in drawn_pairs():
        there, back = engine.differences(before, after), engine.differences(after, before)
        turned = {"added": "removed", "moved_up": "moved_down", "held_back": "no_longer_held_back"}
        turned |= {other: kind for kind, other in turned.items()}
        assert {(turned.get(x.kind, x.kind), x.about) for x in there} == {(x.kind, x.about) for x in back}


def test_two_assessments_without_a_difference_have_the_same_gist() -> None:
    for before, after in drawn_pairs():
        if not engine.differences(before, after):
            one_gist, other = gist_of(before), gist_of(after)
            assert (one_gist.disposition, one_gist.programme) == (other.disposition, other.programme)


def test_strong_pain_takes_strength_work_out_and_lets_the_next_in() -> None:
    found = of("desk-worker-29", pain_now=7)
    gone, come = one(found, "removed", "wall-angels"), one(found, "added", "chin-tucks")
    assert rules(gone) == {"strong-pain-rests-the-region": "fired"}
    assert gone.causes[0].at.startswith("data/rules/levels/pain.yaml:")
    assert gone.after == "held back"
    assert rules(come)["made-room"] == "applies"
    assert "wall angel" in come.causes[0].because
    assert rules(one(found, "moved_down", "book-openers")) == {"strong-pain-rests-the-region": "fired"}


def test_a_danger_sign_closes_the_plan_and_is_named_with_its_rule() -> None:
    found = of("desk-worker-29", signs_nerves=["saddle"], saddle_change="new")
    assert [x.kind for x in found[:3]] == ["disposition", "plan", "sign"]
    assert rules(one(found, "plan")) == {"numb-between-the-legs": "fired"}
    assert {x.after for x in found if x.kind == "removed"} == {"the plan is closed"}
    assert not [x for x in found if x.kind == "held_back"]


def test_a_private_sign_is_told_without_its_name() -> None:
    found = of("desk-worker-29", mood=["self_harm"])
    assert one(found, "sign").name == "A private sign"
    said = repr(found)
    assert not [rule.id for rule in K.triage if rule.private and (rule.id in said or rule.because in said)]


def test_fewer_minutes_give_one_set_and_say_so() -> None:
    answers = K.answers_of(K.people["desk-worker-29"])
    plans = {x.minutes: x for x in engine.minutes_plans(answers, K)}
    kinds = {x.kind for x in plans[3].lost}
    assert kinds <= {"removed", "added", "dose", "moved_down"}
    assert all(x.causes for plan in plans.values() for x in plan.lost)
    assert any("minutes" in cause.because for x in plans[3].lost for cause in x.causes)


def test_answers_that_contradict_each_other_are_told() -> None:
    answers = {**K.answers_of(K.people["desk-worker-29"]), "pregnancy_week": 20}
    found = engine.differences(engine.assess(K.answers_of(K.people["desk-worker-29"]), K), engine.assess(answers, K))
    assert rules(one(found, "contradiction")) == {"no-pregnancy-but-a-week": "fired"}
    assert rules(one(found, "plan")) == {"no-pregnancy-but-a-week": "fired"}


def test_two_people_are_compared_as_well_as_one_with_herself() -> None:
    one_person, other = K.people["desk-worker-29"], K.people["pregnant-24-weeks"]
    before, after = (engine.assess(K.answers_of(x), K, x.leave_out) for x in (one_person, other))
    assert one(engine.differences(before, after), "plan").after == "capped"


# ------------------------------------------------------------------ supposing
def test_supposing_takes_away_what_would_not_be_asked() -> None:
    answers = K.answers_of(K.people["pregnant-24-weeks"])
    supposed = engine.suppose(answers, {"pregnant": "no"}, K)
    assert "pregnancy_week" in answers
    assert "pregnancy_week" not in supposed
    assert engine.assess(supposed, K).facts.contradictions == ()
    assert answers == K.answers_of(K.people["pregnant-24-weeks"])


def test_supposing_keeps_a_measurement_that_was_taken() -> None:
    supposed = engine.suppose(dict(K.well_woman), {"pregnant": "yes", "pregnancy_week": 33}, K)
    assert supposed["front_plank"] == K.well_woman["front_plank"]


@pytest.mark.parametrize("item", K.what_ifs.values(), ids=lambda item: item.id)
def test_a_what_if_adds_its_ticks_to_hers(item: engine.WhatIf) -> None:
    answers = {**K.well_woman, "health_areas": ["heart"], "equipment": ["mat"]}
    for name, value in engine.changes_of(item, answers).items():
        if isinstance(value, list) and value != ["none"] and answers.get(name) not in (None, ["none"]):
            assert set(value) == {*answers[name], *item.answers[name]}
        else:
            assert value == item.answers[name]
