"""The interview: nothing that safety rests on is skipped, what is asked can change something, and then it stops."""

import random
from ast import literal_eval
from functools import cache
from typing import Any

import pytest

import engine
from engine.gist import Sketch
from engine.model import Question
from engine.person import Person
from engine.possible import Possible
from engine.results import Likelihood
from engine.roots import Roots
from engine.suggestions import possible_results
from engine.usefulness import ALWAYS, Outlook, change_of_plan, stands_out
from tests.bench.questions import asked_everything
from tests.draws import Answers, random_people, the_knowledge

K = the_knowledge()
POSSIBLE = K.derived(Possible)


def interviewed(full: Answers, screens: int = 99) -> tuple[Answers, list[str]]:
    """What she has answered, and what was put to her, after so many screens of the short check."""
    answers, put = _interviewed(repr(full), screens)
    return dict(answers), list(put)


@cache
def _interviewed(said: str, screens: int) -> tuple[Answers, list[str]]:
    full = literal_eval(said)
    answers: Answers = {}
    put: list[str] = []
    for _ in range(screens):
        found = engine.upcoming(answers, K, put)
        if not found:
            break
        for question in found[0].questions:
            put.append(question.id)
            if full.get(question.id) is not None:
                answers[question.id] = full[question.id]
    return answers, put


PEOPLE = [asked_everything(answers, K) for answers in random_people(11, 24, K)]
SOME = [*({"pregnant": "no"} | K.answers_of(K.people[x]) for x in ("desk-worker-29", "pregnant-24-weeks")), *PEOPLE]


@pytest.mark.parametrize("full", SOME[:14])
def test_what_is_skipped_can_change_neither_urgency_nor_what_is_out(full: Answers) -> None:
    answers, put = interviewed(full)
    sketch = Sketch.of(answers, K)
    before = safety(sketch)
    skipped = skipped_questions(answers, put)
    for question in skipped:
        for answer in POSSIBLE.answers(question.id):
            assert safety(sketch.with_answer(question.id, answer)) == before, (question.id, answer)


def without_tests(full: Answers) -> Answers:
    """What she said, without what she measured."""
    return {name: value for name, value in full.items() if not K.questions[name].measured}


def skipped_questions(answers: Answers, put: list[str]) -> list[Question]:
    """The questions that are hers, were not put to her, and are no self-tests."""
    shown = (question for step in engine.steps(answers, K) for question in step.questions)
    return [q for q in shown if q.id not in put and q.id not in answers and not q.measured]


def safety(sketch: Sketch) -> Any:
    """What danger signs and contraindications come to; where the plan is closed for good, all exercises are out."""
    gist = sketch.gist
    return (gist.disposition, "closed") if gist.closed else gist.safety


@pytest.mark.parametrize("full", SOME[14:])
def test_many_answers_to_what_is_skipped_together_change_nothing_that_is_safe(full: Answers) -> None:
    rng = random.Random(5)
    answers, put = interviewed(full)
    before = safety(Sketch.of(answers, K))
    skipped = skipped_questions(answers, put)
    for _ in range(20):
        more = {q.id: rng.choice(POSSIBLE.answers(q.id)) for q in rng.sample(skipped, k=min(6, len(skipped)))}
        assert safety(Sketch.of({**answers, **more}, K)) == before, more


@pytest.mark.parametrize("full", SOME)
def test_the_short_check_comes_to_the_urgency_of_the_long_one(full: Answers) -> None:
    questions_only = without_tests(full)
    answers, _ = interviewed(full)
    assert safety(Sketch.of(answers, K)) == safety(Sketch.of(questions_only, K))


def test_what_lies_behind_a_gate_that_she_is_not_sure_of_is_asked() -> None:
    full = {**SOME[0], "health_areas": "not_sure", "heart_detail": ["pressure_very_high"]}
    answers, put = interviewed(full)
    assert "heart_detail" in put
    assert Sketch.of(answers, K).gist.disposition == Sketch.of(full, K).gist.disposition == "same_day"


def test_a_plain_problem_gets_at_most_twenty_nine_questions_and_a_complicated_one_more() -> None:
    _, plain = interviewed(SOME[0])
    _, pregnant = interviewed(SOME[1])
    everything = [q.id for step in engine.steps(SOME[0], K) for q in step.questions if not q.measured]
    assert len(plain) <= 29 < len(everything)
    assert "pregnancy_told" in pregnant
    assert "pregnancy_told" not in plain


@pytest.mark.parametrize(("told", "follows"), [("none", False), ("hypermobile", True), (None, False)])
def test_who_said_so_is_asked_only_once_something_was_said(told: str | None, follows: bool) -> None:
    full = {name: value for name, value in SOME[0].items() if name != "patterns_told"}
    answers, put = interviewed(full | ({"patterns_told": [told]} if told else {}))
    assert "patterns_told" in put
    assert ("patterns_told_by" in put) == follows
    assert follows == ("patterns_told_by" in [q.id for q in engine.screen("told", answers, K, put).questions])


def test_what_brings_a_question_with_it_is_not_asked_with_it_on_one_screen() -> None:
    for full in SOME[:6]:
        answers: Answers = {}
        put: list[str] = []
        while found := engine.next_screen(answers, K, put):
            names = [question.id for question in found.questions]
            for name in names:
                assert not set(K.derived(Roots).questions_under[name][1:]) & set(names), names
            put += names
            answers |= {name: full[name] for name in names if full.get(name) is not None}


def test_a_question_that_another_answer_makes_needless_comes_after_it() -> None:
    seventy: Answers = {**K.well_woman, "age": 70, "signs_later": ["none"], "bone_detail": ["none"], "floor": "easily"}
    answers, put = interviewed({**seventy, "bone_scan": "never"}, screens=13)
    assert put[-2:] == ["bone_scan", "bone_detail"]
    assert "menopause" not in Outlook(answers, K, put).safety_rests_on
    fifty = {**seventy, "age": 55, "pregnant": "no", "birth_or_loss": "no"}
    answers, put = interviewed({**fifty, "bone_scan": "never"}, screens=15)
    assert "menopause" in Outlook(answers, K, put).safety_rests_on


@pytest.mark.parametrize(("weeks", "asked"), [(5, False), (8, True), (20, True), (27, False)])
def test_who_would_be_told_to_ask_for_the_check_after_a_birth_is_asked_whether_she_had_it(
    weeks: int, asked: bool
) -> None:
    full = {**SOME[0], "age": 31, "birth_or_loss": "caesarean", "weeks_since_birth": weeks, "signs_birth": ["none"]}
    answers, put = interviewed(full | {"birth_told": ["none"], "postnatal_check": "done"})
    assert ("postnatal_check" in put) == asked
    assert engine.assess(answers, K).plan != "closed"


def test_the_three_private_lists_share_a_screen_and_each_may_be_skipped() -> None:
    lists = [q for q in K.questions.values() if q.sensitive]
    step = engine.screen("private", {}, K, [q.id for q in lists])
    assert [q.id for q in step.questions] == [q.id for q in lists] == ["mood", "safe_at_home", "eating"]
    assert all(q.skippable and "none" in q.choices for q in lists)
    assert step.optional


def test_gates_and_danger_signs_are_always_asked() -> None:
    _, put = interviewed(SOME[0])
    shown = [q.id for step in engine.steps(SOME[0], K) for q in step.questions if q.section in ALWAYS]
    assert set(shown) <= set(put)


def test_once_an_emergency_is_certain_nothing_more_is_asked() -> None:
    full = {**SOME[0], "signs_nerves": ["saddle"], "saddle_change": "new"}
    answers, put = interviewed(full)
    assert Sketch.of(answers, K).gist.disposition == "emergency_now"
    assert "saddle_change" in put
    assert not {"equipment", "worse_with", "health_areas"} & set(put)


def test_what_was_put_to_her_is_not_asked_again_even_if_she_left_it_open() -> None:
    put = [q.id for q in engine.upcoming({}, K, [])[0].questions]
    later = [q.id for step in engine.upcoming({}, K, put) for q in step.questions]
    assert put
    assert not set(put) & set(later)


def test_a_screen_keeps_the_questions_it_has_shown_and_takes_in_what_follows_from_an_answer() -> None:
    answers: Answers = {"age": 30}
    before = engine.screen("pregnancy", answers, K, ["age", "pregnant"])
    after = engine.screen("pregnancy", {**answers, "pregnant": "yes"}, K, ["age", "pregnant"])
    assert [q.id for q in before.questions] == ["pregnant"]
    assert [q.id for q in after.questions] == ["pregnant", "pregnancy_week"]


def test_what_becomes_worth_asking_once_a_screen_is_answered_comes_on_the_same_screen() -> None:
    """So that Next never leads to the screen that she has just left."""
    for full in SOME[:8]:
        answers: Answers = {}
        put: list[str] = []
        left = ""
        while found := engine.next_screen(answers, K, put):
            assert found.topic.id != left
            put += [question.id for question in found.questions]
            whole_screen = fill(found.topic.id, full, answers, put)
            left = found.topic.id if whole_screen else ""


def fill(topic: str, full: Answers, answers: Answers, put: list[str]) -> bool:
    """Answers one screen, with all that comes on it; returns whether she left nothing open."""
    while True:
        shown = [question.id for question in engine.screen(topic, answers, K, put).questions]
        put += [name for name in shown if name not in put]
        new = {name: full[name] for name in shown if name not in answers and full.get(name) is not None}
        if not new:
            return all(name in answers for name in shown)
        answers |= new


def test_what_is_left_counts_what_usually_comes_until_she_has_been_further_or_the_plan_is_closed() -> None:
    usual = K.interview.usual_left["health"]
    mia, put = interviewed(SOME[0])
    far = put[: put.index("health_areas") + 1]
    answers = {name: x for name, x in mia.items() if name in far}
    worth_asking = sum(len(step.questions) for step in engine.upcoming(answers, K, far))
    assert engine.about_left(answers, K, far) == max(usual, worth_asking)
    assert engine.about_left(mia, K, [*put, "night_morning"]) == 0
    closed = {**answers, "signs_chest": ["pressure_24h"]}
    assert engine.about_left(closed, K, far) < usual


def test_a_question_worth_asking_for_the_plan_alone_has_an_answer_that_changes_it() -> None:
    for full in SOME[:4]:
        answers, put = interviewed(full, screens=16)
        outlook = Outlook(answers, K, put)
        for step in engine.upcoming(answers, K, put):
            for question in step.questions:
                if question.section not in ALWAYS and question.id not in outlook.safety_rests_on:
                    tried = [outlook.ordinary.with_answer(question.id, x) for x in POSSIBLE.answers(question.id)]
                    left_open = outlook.ordinary.with_answer(question.id, None)
                    before, after = outlook.ordinary.gist, [x.gist for x in (*tried, left_open)]
                    changes = [change_of_plan(before, x) for x in after]
                    may_name = question.id in K.interview.asked_to_name.questions and not before.patterns
                    named = any(stands_out(before, x, may_name) for x in after)
                    assert named or max(changes) > K.interview.tolerance.exercises, question.id


def patterns(answers: Answers, *likelihoods: Likelihood) -> set[str]:
    return {x.pattern for x in engine.assess(answers, K).patterns.of(*likelihoods)}


@pytest.mark.parametrize("name", K.people)
def test_the_short_check_names_every_pattern_that_is_likely(name: str) -> None:
    full = without_tests(K.answers_of(K.people[name]))
    answers, put = interviewed(full)
    if not Outlook(answers, K, put).closed_for_sure:
        assert patterns(answers, "likely") == patterns(full, "likely")


@pytest.mark.parametrize("mirror", [["ear_ahead", "shoulders_ahead"], ["none"]])
def test_while_no_pattern_stands_out_she_is_asked_how_she_stands(mirror: list[str]) -> None:
    neck = {"regions": ["neck"], "how_long": "weeks_1_6", "worse_with": ["screen"], "experience": "walks"}
    full = {**K.answers_of(K.people["desk-worker-29"]), **neck, "mirror_side": mirror, "neck_head_detail": ["none"]}
    answers, put = interviewed(full | {"patterns_told": ["none"]})
    assert "mirror_side" in put
    assert bool(patterns(answers, "likely", "possible")) == (mirror != ["none"])


# ------------------------------------------------------------------- self-tests
def test_every_test_suggested_changes_the_plan_or_what_is_safe_for_one_of_its_results() -> None:
    for full in SOME[:6]:
        answers, _ = interviewed(full)
        before = Sketch.of(answers, K).gist
        for item in engine.worth_testing(answers, K):
            after = []
            for results in possible_results(item.test, K):
                sketch = Sketch.of(answers, K)
                for name, value in results.items():
                    sketch = sketch.with_answer(name, value)
                after.append(sketch.gist)
            assert any(x.exercises != before.exercises or x.safety != before.safety for x in after), item.test.id


def test_a_test_with_a_question_that_follows_from_its_own_result_is_suggested_as_well() -> None:
    [test] = [x for x in K.self_tests.values() if "thomas_helper" in x.questions]
    found = {"thomas_test": "thigh_above", "thomas_helper": "yes"}
    would_change = [full for full in unmeasured() if exercises(full) != exercises({**full, **found})]
    assert would_change
    for full in would_change:
        assert test.id in [x.test.id for x in engine.worth_testing(full, K)]


def unmeasured() -> list[Answers]:
    """Those of SOME with an open plan who may do every test and did none, in what they said besides."""
    people = map(without_tests, SOME)
    return [full for full in people if Person(full, K).is_asked("thomas_test") and not Sketch.of(full, K).gist.closed]


def exercises(answers: Answers) -> frozenset[tuple[str, str]]:
    return Sketch.of(answers, K).gist.exercises


def test_no_test_is_suggested_that_she_must_skip_or_has_done_or_with_a_closed_plan() -> None:
    answers = K.answers_of(K.people["pregnant-24-weeks"])
    bare = without_tests(answers)
    person = Person(bare, K)
    suggested = engine.worth_testing(bare, K)
    assert suggested
    assert all(person.is_asked(name) is True for item in suggested for name in item.test.questions)
    done = dict.fromkeys(suggested[0].test.questions, "not_sure")
    assert suggested[0].test.id not in {item.test.id for item in engine.worth_testing({**bare, **done}, K)}


def test_with_a_closed_plan_only_tests_are_suggested_that_could_change_how_soon_to_be_seen() -> None:
    closed = {**dict(K.well_woman), "signs_chest": ["effort_tightness"]}
    bare = without_tests(closed)
    before = Sketch.of(bare, K).gist
    assert before.closed
    for item in engine.worth_testing(bare, K):
        after = [Sketch.of({**bare, **results}, K).gist for results in possible_results(item.test, K)]
        assert any(gist.disposition != before.disposition for gist in after)


def test_how_the_tests_went_is_asked_once_one_was_done() -> None:
    answers, put = interviewed(SOME[0])
    assert "test_reaction" not in put
    after = engine.upcoming({**answers, "chair_stands": 14}, K, [*put, "chair_stands"])
    assert "test_reaction" in [q.id for step in after for q in step.questions]


# ----------------------------------------------------------------------- in words
def test_what_rests_on_a_question_is_said_from_the_rules_and_shrinks_as_answers_come() -> None:
    answers, put = interviewed(SOME[0], screens=6)
    before = engine.rests_on(["health_areas"], answers, K, put)["health_areas"]
    assert len(before.danger_signs) > 5
    assert len(before.cautions) > 20
    assert set(before.danger_signs) <= {rule.name for rule in K.triage}
    full, put = interviewed(SOME[0])
    after = engine.rests_on(["pain_now"], full, K, put)["pain_now"]
    assert len(after.cautions) < len(before.cautions)


def test_a_private_danger_sign_is_counted_and_not_named() -> None:
    rests = engine.rests_on(["mood"], {}, K, ["mood"])["mood"]
    private = {rule.name for rule in K.triage if rule.private}
    assert rests.private
    assert not private & set(rests.danger_signs)


def test_so_far_says_whether_danger_signs_are_open_found_or_clear() -> None:
    begun, put = interviewed(SOME[0], screens=4)
    done, all_put = interviewed(SOME[0])
    assert engine.how_it_stands(engine.Outlook(begun, K, put)).danger == "open"
    assert engine.how_it_stands(engine.Outlook(done, K, all_put)).danger == "clear"
    left_open = {name: given for name, given in done.items() if name != "signs_chest"}
    assert engine.how_it_stands(engine.Outlook(left_open, K, all_put)).danger == "open"
    found = engine.how_it_stands(engine.Outlook({**begun, "signs_nerves": ["saddle"], "saddle_change": "new"}, K, put))
    assert (found.danger, found.closed) == ("sign", True)
    assert engine.how_it_stands(engine.Outlook({**done, "signs_chest": ["not_sure"]}, K, all_put)).danger == "unsure"


@pytest.mark.parametrize("seed", range(20))
def test_how_it_stands_after_a_further_answer_is_how_it_would_stand_anew(seed: int) -> None:
    chance = random.Random(seed)
    answers: Answers = {}
    put: tuple[str, ...] = ()
    outlook = engine.Outlook(answers, K)
    for person in random_people(seed, 15, K):
        for name in chance.sample([*person, *K.questions], 3):
            value = person.get(name) if chance.random() < 0.6 else chance.choice([None, *POSSIBLE.answers(name)])
            answers = {key: x for key, x in {**answers, name: value}.items() if x is not None}
            put = chance.choice([put, (*put, name)])
            outlook = outlook.after(answers, put)
            assert engine.how_it_stands(outlook) == engine.how_it_stands(engine.Outlook(answers, K, put)), name
