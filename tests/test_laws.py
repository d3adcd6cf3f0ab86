"""Laws that hold for everybody, tried on people drawn by Hypothesis."""

import random
from dataclasses import replace
from functools import lru_cache
from typing import Any

from hypothesis import assume, event, given
from hypothesis import strategies as st

import engine
from engine.model import Question
from engine.results import Assessment, Fate
from tests.draws import Answers, consistent_answers, the_knowledge, whole

K = the_knowledge()
PEOPLE = consistent_answers(K)
RULE_GROUPS = ("triage", "exclusions", "levels", "ranking", "findings", "dose_rules")
URGENT = K.severity["same_day"]


def assessed(answers: Answers) -> Assessment:
    result = engine.assess(answers, K)
    event(f"plan {result.plan}")
    return result


def severity(result: Assessment) -> int:
    return K.severity[result.triage.disposition]


def permitted(result: Assessment) -> set[tuple[str, str]]:
    if result.triage.closed:
        return set()
    return {(x.exercise, rung.level) for x in result.levels.ladders.values() for rung in x.rungs if rung.permitted}


def startable(result: Assessment) -> set[tuple[str, str]]:
    if result.triage.closed:
        return set()
    return {(x.exercise, rung.level) for x in result.levels.ladders.values() for rung in x.rungs if rung.startable}


def starts(result: Assessment) -> dict[str, int]:
    """Return the demand she would start each exercise at; -1 is not at all."""
    found = {}
    for slug, ladder in result.levels.ladders.items():
        starting = ladder.start is not None and not result.triage.closed
        found[slug] = ladder.rung(ladder.start or "").demand if starting else -1
    return found


def caps(result: Assessment) -> tuple[int, int]:
    """Return the caps on the whole plan; a closed plan permits less than any cap."""
    return (-1, -1) if result.triage.closed else (result.triage.cap, result.levels.plan_cap)


def decided(result: Assessment) -> dict[str, Any]:
    """Return all that was decided and said; what was read of the person is left out."""
    stages = ("triage", "patterns", "exclusions", "ranking", "levels", "programme", "explanation")
    found = {stage: getattr(result, stage) for stage in stages}
    return found | {"holds": result.facts.holds, "unknown": result.facts.unknown}


@given(PEOPLE)
def test_assess_answers_for_any_consistent_answers(answers: Answers) -> None:
    result = assessed(answers)
    assert result.triage.disposition in K.severity
    assert result.explanation.headline


@st.composite
def answers_to_anything(draw: st.DrawFn) -> Answers:
    """Answers to any questions at all, asked or not, in any combination."""
    names = draw(st.sets(st.sampled_from(sorted(K.questions)), max_size=30))
    return {name: draw(valid_answer(K.questions[name])) for name in sorted(names)}


def valid_answer(question: Question) -> st.SearchStrategy[Any]:
    unsure = ["not_sure"] if question.not_sure else []
    if question.is_number:
        numbers = st.integers(int(question.min or 0), int(question.max or 0))
        return numbers | st.just("not_sure") if unsure else numbers
    if question.type != "many_of":
        return st.sampled_from([*question.choices, *unsure])
    options = [option for option in question.choices if option != "none"]
    lists = st.lists(st.sampled_from([*options, *unsure]), min_size=1, max_size=4, unique=True)
    return st.just(["none"]) | lists if "none" in question.choices else lists


@given(answers_to_anything())
def test_assess_answers_even_for_answers_that_make_no_sense(answers: Answers) -> None:
    answers = engine.check_answers(answers, K)
    result = assessed(answers)
    if result.facts.contradictions:
        assert result.triage.closed
        assert result.triage.disposition != "self_care"


def test_no_answers_at_all_is_not_known_yet() -> None:
    result = engine.assess({}, K)
    assert (result.triage.disposition, result.plan, result.programme.chosen) == ("not_known_yet", "closed", ())


@lru_cache(maxsize=30)
def shuffled(seed: int) -> engine.Knowledge:
    rng = random.Random(seed)
    groups: Any = {name: tuple(rng.sample(getattr(K, name), len(getattr(K, name)))) for name in RULE_GROUPS}
    return replace(K, **groups)


@given(PEOPLE, st.integers(1, 30))
def test_the_order_of_rules_is_irrelevant(answers: Answers, order: int) -> None:
    one, other = engine.assess(answers, K), engine.assess(answers, shuffled(order))
    assert (one.triage.disposition, one.plan) == (other.triage.disposition, other.plan)
    assert without_decisions(one) == without_decisions(other)
    assert set(one.decisions) == set(other.decisions)


def without_decisions(result: Assessment) -> dict[str, Any]:
    found = decided(result)
    stages = [name for name in found if hasattr(found[name], "decisions")]
    return found | {name: replace(found[name], decisions=()) for name in stages} | {"triage": triage_of(result)}


def triage_of(result: Assessment) -> Any:
    return replace(result.triage, decisions=(), negative=tuple(sorted(result.triage.negative)))


@given(PEOPLE, st.data())
def test_knowing_more_only_opens(complete: Answers, data: st.DataObject) -> None:
    """A measurement or an optional answer is no gap in knowledge, so only the others are taken away."""
    required = sorted(name for name in complete if not K.questions[name].skippable)
    forgotten = data.draw(st.sets(st.sampled_from(required), min_size=1, max_size=8))
    unsure = {name for name in forgotten if K.questions[name].not_sure and data.draw(st.booleans())}
    partial = {name: value for name, value in complete.items() if name not in forgotten}
    less, more = engine.assess(partial | dict.fromkeys(unsure, "not_sure"), K), assessed(complete)
    assert set(more.exclusions.properties) <= set(less.exclusions.properties)
    assert permitted(less) <= permitted(more)
    assert startable(less) <= startable(more)
    assert all(a <= b for a, b in zip(caps(less), caps(more), strict=True))
    assert less.triage.closed or not more.triage.closed


@given(PEOPLE)
def test_emergency_and_same_day_always_close_the_plan(answers: Answers) -> None:
    result = assessed(answers)
    if severity(result) >= URGENT:
        assert result.triage.closed
    if result.triage.closed:
        assert result.plan == "closed"
        assert result.programme.chosen == ()
        assert result.programme.week == ()
        assert result.explanation.cards == ()
        assert {item.fate for item in result.programme.others} == {"held_back"}


@given(PEOPLE)
def test_every_chosen_level_is_permitted_by_every_stage(answers: Answers) -> None:
    result = assessed(answers)
    for item in result.programme.chosen:
        level = next(x for x in K.exercises[item.exercise].levels if x.id == item.level)
        rung = result.levels.ladders[item.exercise].rung(item.level)
        assert rung.permitted
        assert rung.startable
        assert not level.properties & set(result.exclusions.properties)
        assert not set(level.regions) & result.triage.closed_regions
        assert level.demand <= min(result.triage.cap, result.levels.plan_cap, K.demand.start_at_most)
        assert level.entry is None or result.facts.person.fact(level.entry) is True


@given(PEOPLE)
def test_every_exercise_has_exactly_one_fate(answers: Answers) -> None:
    programme = assessed(answers).programme
    fates: list[Fate] = ["in_reserve", "held_back", "not_relevant"]
    named = [item.exercise for item in programme.chosen] + [x.exercise for fate in fates for x in programme.of(fate)]
    assert sorted(named) == sorted(K.exercises)
    assert all(item.reasons for item in programme.others)


SORE = st.sampled_from([[region] for region in K.regions] + [["neck", "knee"], ["low_back", "hip", "shoulder"]])


@given(SORE.flatmap(lambda regions: consistent_answers(K, {"regions": regions})))
def test_more_pain_never_permits_more(answers: Answers) -> None:
    """Also when the pain rules out a test that she had done: its poor result still holds back."""
    pain = answers.get("pain_now")
    assume(isinstance(pain, int) and pain < 10)
    less, more = assessed(answers), assessed({**answers, "pain_now": (pain or 0) + 1})
    assert permitted(more) <= permitted(less)
    assert all(starts(more)[slug] <= demand for slug, demand in starts(less).items())
    assert all(b <= a for a, b in zip(caps(less), caps(more), strict=True))
    assert more.triage.closed or not less.triage.closed


@given(PEOPLE, st.sampled_from([["afraid"], ["danger_now"], ["afraid", "danger_now"]]))
def test_asking_for_support_at_home_changes_nothing(answers: Answers, told: list[str]) -> None:
    silent = engine.assess({**answers, K.support.question: ["none"]}, K)
    assert decided(engine.assess({**answers, K.support.question: told}, K)) == decided(silent)
    assert set(told) <= set(K.support.options)


def test_violence_that_needs_a_clinician_does_change_the_result() -> None:
    for told in ("assault", "strangled"):
        result = engine.assess(whole(K, {K.support.question: [told]}), K)
        assert result.triage.closed
        assert severity(result) >= URGENT


@given(PEOPLE)
def test_an_unknown_danger_sign_closes_the_plan(answers: Answers) -> None:
    result = assessed(answers)
    person = result.facts.person
    unknown = [rule for rule in K.triage if person.truth(rule.when) is None]
    if unknown:
        assert result.triage.closed
        assert result.triage.disposition != "self_care"
    for rule in unknown:
        grave = K.severity[rule.disposition] >= URGENT
        if grave and person.stays_doubtful(rule.when):
            assert severity(result) >= URGENT


@given(PEOPLE)
def test_every_true_danger_sign_counts_in_full(answers: Answers) -> None:
    result = assessed(answers)
    for rule in K.triage:
        if result.facts.person.truth(rule.when) is True:
            assert severity(result) >= K.severity[rule.disposition]
            assert result.triage.closed or rule.effect != "closed"
            assert result.triage.cap <= (5 if rule.demand_at_most is None else rule.demand_at_most)
            named = set(rule.regions) if rule.effect == "region_closed" and rule.regions != "marked" else set()
            assert named <= result.triage.closed_regions


SIDES = {"left": "right", "right": "left"}


def swapped(answers: Answers) -> Answers:
    """Return the answers of her mirror image."""
    mirror = {}
    for name, value in answers.items():
        words = name.split("_")
        mirror["_".join(SIDES.get(word, word) for word in words)] = mirrored(name, value)
    return mirror


def mirrored(name: str, value: Any) -> Any:
    options = K.questions[name].choices
    if isinstance(value, list):
        return sorted(other_side(option, options) for option in value)
    return other_side(value, options) if isinstance(value, str) else value


def other_side(option: str, options: dict[str, str]) -> str:
    if option in SIDES:
        return SIDES[option]
    for here, there in (("_l", "_r"), ("_r", "_l")):
        if option.endswith(here) and option.removesuffix(here) + there in options:
            return option.removesuffix(here) + there
    return option


@given(PEOPLE)
def test_left_and_right_are_treated_alike(answers: Answers) -> None:
    one, other = assessed(answers), engine.assess(swapped(answers), K)
    assert swapped(swapped(answers)) == {k: sorted(v) if isinstance(v, list) else v for k, v in answers.items()}
    assert one.programme.chosen == other.programme.chosen
    assert (one.triage.disposition, one.plan) == (other.triage.disposition, other.plan)
    assert one.levels.ladders == other.levels.ladders
    assert {x.pattern: x.likelihood for x in one.patterns.results} == {
        x.pattern: x.likelihood for x in other.patterns.results
    }
