"""Questions that decided nothing, held against whole assessments."""

from dataclasses import replace

import engine
from engine.gist import gist_of
from engine.idle import idle_questions
from engine.person import Person
from engine.possible import Possible
from tests.draws import the_knowledge

K = the_knowledge()
FEW = replace(K, people={name: K.people[name] for name in ("chatty-with-a-sign", "desk-worker-29")})


def changes_something(question: str) -> bool:
    for case in FEW.people.values():
        answers = K.answers_of(case)
        before = gist_of(engine.assess(answers, K, case.leave_out))
        for other in K.derived(Possible).answers(question):
            if gist_of(engine.assess({**answers, question: other}, K, case.leave_out)) != before:
                return True
    return False


def test_no_changed_answer_to_an_idle_question_changes_a_whole_result() -> None:
    found = idle_questions(FEW)
    assert found.whole
    assert len(found.idle) > 5
    assert [name for name in found.idle[::12] if changes_something(name)] == []


def test_a_question_that_decides_is_not_idle_and_one_that_nobody_is_asked_is_named() -> None:
    found = idle_questions(FEW)
    assert not {"age", "pain_now", "regions"} & {*found.idle, *found.unasked}
    people = [Person(K.answers_of(case), K) for case in FEW.people.values()]
    assert found.unasked
    assert all(person.is_asked(name) is not True for name in found.unasked for person in people)


def test_a_search_that_stops_at_its_limit_judges_nothing_that_it_did_not_try() -> None:
    whole, cut = idle_questions(FEW), idle_questions(FEW, tries=200)
    assert cut.tried == 200
    assert not cut.whole
    assert set(cut.idle) <= set(whole.idle)
    assert set(whole.idle) <= {*cut.idle, *cut.left}
