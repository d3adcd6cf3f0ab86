"""The smallest change is found by a search that skips what cannot help: it finds what trying everything finds."""

import itertools
from collections.abc import Callable
from typing import Any

import pytest

import engine
from engine import Assessment, SmallestChange, Wish
from engine.suppose import other_answers
from tests.draws import Answers, the_knowledge

K = the_knowledge()
Grants = Callable[[Assessment], bool]


def answers_of(person: str, **changes: Any) -> Answers:
    merged = {**K.answers_of(K.people[person]), **changes}
    return {name: value for name, value in merged.items() if value is not None}


def found(wish: Wish, answers: Answers, pairs: int = 1000) -> SmallestChange:
    return engine.smallest_change(wish, answers, K, pairs=pairs)


def asked(answers: Answers) -> list[str]:
    person = engine.assess(answers, K).facts.person
    return [x.id for x in K.questions.values() if not x.sensitive and person.is_asked(x.id) is not False]


def grants(wish: Wish, result: Assessment) -> bool:
    """Whether a wish is granted, read from the whole assessment."""
    if result.triage.closed or wish.kind == "open":
        return not result.triage.closed
    levels = [level.id for level in K.exercises[wish.exercise].levels]
    if wish.kind == "include":
        return wish.exercise in {x.exercise for x in result.programme.chosen}
    start = result.levels.ladders[wish.exercise].start
    return start is not None and levels.index(start) >= (levels.index(wish.level) if wish.level else 0)


def tries(answers: Answers) -> list[tuple[str, Any]]:
    """Every single changed answer, whether or not anything rests on it."""
    return [(name, x) for name in asked(answers) for x in other_answers(K.questions[name], answers.get(name), K)]


def held_back(answers: Answers, place: int = 0) -> str:
    return engine.assess(answers, K).programme.of("held_back")[place].exercise


def reserve(answers: Answers) -> str:
    return engine.assess(answers, K).programme.of("in_reserve")[0].exercise


def singles(result: SmallestChange) -> set[tuple[str, str]]:
    """The single changes that were found, spans of numbers written out."""
    told = set()
    for item in (x.changes[0] for x in result.found if len(x.changes) == 1):
        question = K.questions[item.question]
        every = other_answers(question, item.before, K)
        low, high = item.span or (0, 0)
        told |= {(question.id, str(x)) for x in every if x == item.after or (item.span and low <= x <= high)}
    return told


SIGN = answers_of("chatty-with-a-sign")
UNSURE = answers_of("not-sure-about-her-nerves")
PREGNANT = answers_of("pregnant-24-weeks")
FALLS = answers_of("two-falls-at-78")


@pytest.mark.parametrize(
    ("wish", "answers", "first"),
    [
        (Wish("open"), UNSURE, 0),
        (Wish("allow", held_back(PREGNANT)), PREGNANT, 3),
        (Wish("allow", "hip-thrusts"), FALLS, 5),
        (Wish("include", "ankle-circles"), FALLS, 7),
    ],
    ids=["open", "pregnant", "the floor", "include"],
)
def test_a_single_change_is_found_just_if_trying_it_grants_the_wish(wish: Wish, answers: Answers, first: int) -> None:
    """One in nine of those not found is tried with a whole assessment, and all that were found."""
    told = singles(found(wish, answers))
    assert told
    others = [x for x in tries(answers) if (x[0], str(x[1])) not in told][first::9]
    for name, value in [*others, *(x for x in tries(answers) if (x[0], str(x[1])) in told)]:
        after = engine.assess(engine.suppose(answers, {name: value}, K), K)
        assert grants(wish, after) == ((name, str(value)) in told), (name, value)


def test_pairs_are_those_that_trying_them_grants_the_wish() -> None:
    answers = {**FALLS, "signs_nerves": "not_sure"}
    wish = Wish("allow", "hip-thrusts")
    result = found(wish, answers)
    assert result.whole
    near = {x.question for way in result.found for x in way.changes} | {"habits"}
    expected = set()
    for one, other in itertools.combinations(sorted(near, key=K.place.__getitem__), 2):
        values = (other_answers(K.questions[name], answers.get(name), K)[-5:] for name in (one, other))
        for pair in itertools.product(*values):
            if grants(wish, engine.assess(engine.suppose(answers, dict(zip((one, other), pair, strict=True)), K), K)):
                expected.add((one, str(pair[0]), other, str(pair[1])))
    told = [x.changes for x in result.found if len(x.changes) == 2]
    assert expected
    assert expected <= {(a.question, str(a.after), b.question, str(b.after)) for a, b in told}
    for a, b in told:
        after = engine.suppose(answers, {a.question: a.after, b.question: b.after}, K)
        assert grants(wish, engine.assess(after, K))


def test_a_level_of_the_plan_is_raised_in_the_plan() -> None:
    answers = answers_of("inactive-66")
    raised = 0
    for item in engine.assess(answers, K).programme.chosen:
        levels = [level.id for level in K.exercises[item.exercise].levels]
        for above in levels[levels.index(item.level) + 1 :][:1]:
            for way in found(Wish("raise", item.exercise, above), answers, pairs=20).found[:2]:
                after = engine.assess(engine.suppose(answers, {x.question: x.after for x in way.changes}, K), K)
                level = next(x.level for x in after.programme.chosen if x.exercise == item.exercise)
                assert levels.index(level) >= levels.index(above)
                raised += 1
    assert raised


def test_what_is_so_already_is_said_and_nothing_is_tried() -> None:
    result = found(Wish("open"), answers_of("desk-worker-29"))
    assert (result.fulfilled, result.found, result.tried, result.signs) == (True, (), 0, ())


def test_a_danger_sign_is_named_and_never_within_her_reach() -> None:
    result = found(Wish("open"), SIGN)
    assert result.signs == ("New numbness between the legs",)
    assert result.found
    assert {x.reach for x in result.found} == {"somebody_else"}


def test_a_private_sign_is_counted_not_named_and_its_answer_not_tried() -> None:
    result = found(Wish("open"), {**K.well_woman, "mood": ["self_harm"]})
    assert (result.signs, result.private_signs, result.found) == ((), 1, ())


def test_what_she_is_not_sure_of_is_something_to_find_out() -> None:
    result = found(Wish("open"), {**K.well_woman, "signs_nerves": "not_sure"})
    assert result.of("find_out")
    assert {change.question for x in result.of("find_out") for change in x.changes} == {"signs_nerves"}


def test_her_age_is_somebody_elses_and_getting_off_the_floor_is_hers() -> None:
    result = found(Wish("allow", "hip-thrusts"), FALLS)
    reach = {x.changes[0].question: x.reach for x in result.found}
    assert reach["age"] == "somebody_else"
    assert reach["floor"] == "can_change"
    assert [x.reach for x in result.found] == sorted((x.reach for x in result.found), key=lambda x: x != "can_change")


def test_numbers_that_stand_together_are_told_as_one_nearest_to_hers() -> None:
    week = next(x.changes[0] for x in found(Wish("allow", held_back(PREGNANT)), PREGNANT).found if x.changes[0].span)
    assert (week.question, week.after, week.span) == ("pregnancy_week", 13, (1, 13))


def test_the_search_for_pairs_stops_at_its_limit_and_says_so() -> None:
    answers = answers_of("weak-bone-61")
    item = reserve(answers)
    few = found(Wish("include", item), answers, pairs=5)
    assert not few.whole
    assert few.tried < found(Wish("include", item), answers, pairs=10).tried


def test_nothing_is_changed_in_her_answers() -> None:
    answers = answers_of("two-falls-at-78")
    found(Wish("allow", "hip-thrusts"), answers)
    assert answers == answers_of("two-falls-at-78")
