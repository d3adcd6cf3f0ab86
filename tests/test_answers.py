"""Answers as they come in: every kind of bad input gets a message that names the field and what to do."""

import json
from typing import Any

import pytest

import engine
from engine import AnswersError, check_answers, read_answers
from tests.draws import random_people, the_knowledge

K = the_knowledge()


def messages(text: str | bytes) -> str:
    with pytest.raises(AnswersError) as error:
        read_answers(text, K, "a.json")
    assert all(message.startswith("a.json: ") for message in error.value.messages)
    return str(error.value)


def test_good_answers_are_read() -> None:
    answers = read_answers('{"age": 30, "regions": ["neck"], "pregnant": null, "leave_out": ["squats"]}', K)
    assert dict(answers.values) == {"age": 30, "regions": ["neck"]}
    assert answers.leave_out == ("squats",)


def test_no_answers_are_answers_too() -> None:
    assert dict(read_answers("{}", K).values) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not readable as JSON"),
        ("{", "not readable as JSON"),
        ("age: 30", "not readable as JSON"),
        ("[]", "wants an object of question ids and answers"),
        ('"age"', "wants an object"),
        ("null", "wants an object"),
        ("{'age': 30}", "not readable as JSON"),
        ('{"age": NaN}', "NaN is not a number"),
        ('{"age": Infinity}', "Infinity is not a number"),
        ('{"age": -Infinity}', "-Infinity is not a number"),
        ('{"age": 1e999}', "'age': inf is not a number from"),
        ('{"age": 30, "age": 31}', "'age' stands twice: keep one"),
        (b"\xff\xfe{}", "not readable as JSON"),
        (b'{"age": "caf\xe9"}', "not readable as JSON"),
        ("[" * 100_000, "not readable as JSON"),
        ('{"age": ' + "[" * 50_000 + "]" * 50_000 + "}", "not readable as JSON"),
        ('{"age": ' + "9" * 5000 + "}", "not readable as JSON"),
        ('{"age": 30' + " " * 300_000 + "}", "larger than 200 kB"),
    ],
)
def test_what_is_not_answers_is_refused(text: str | bytes, words: str) -> None:
    assert words in messages(text)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("agee", 30, "no question 'agee'; did you mean 'age'?"),
        ("zzzzzz", 30, "no question 'zzzzzz'"),
        ("", 30, "no question ''"),
        ("age", "30", "'age': '30' is not a number from"),
        ("age", True, "'age': True is not a number from"),
        ("age", [30], "'age': [30] is not a number from"),
        ("age", {}, "'age': {} is not a number from"),
        ("age", -1, "'age': -1 is not a number from"),
        ("age", 1000, "'age': 1000 is not a number from"),
        ("age", "not_sure", "'age' offers no 'not_sure'"),
        ("pregnancy_week", 99, "is not a number from 1 to 4"),
        ("pain_now", 11, "is not a number from 0 to 10"),
        ("pregnancy_week", 27.5, "'pregnancy_week': 27.5 is not a whole number: round it"),
        ("age", 15.5, "'age': 15.5 is not a whole number: round it"),
        ("head_to_wall_cm", 5.05, "'head_to_wall_cm': 5.05 is too fine: one decimal is enough"),
        ("pregnant", "yess", "'pregnant' has no option 'yess'; did you mean 'yes'?: choose "),
        ("pregnant", True, "'pregnant' has no option True"),
        ("pregnant", ["yes"], "'pregnant' has no option ['yes']"),
        ("pregnant", {"yes": 1}, "'pregnant' has no option {'yes': 1}"),
        ("pregnant", 1, "'pregnant' has no option 1"),
        ("regions", "neck", "'regions' wants a list with at least one option"),
        ("regions", [], "'regions' wants a list with at least one option"),
        ("regions", {"neck": 1}, "'regions' wants a list"),
        ("regions", ["nek"], "'regions' has no option 'nek'; did you mean 'neck'?"),
        ("regions", [["neck"]], "'regions' has no option ['neck']"),
        ("regions", [None], "'regions' has no option None"),
        ("regions", ["neck", "neck"], "'regions' names an option twice"),
        ("regions", ["none", "neck"], "'regions': 'none' excludes the others"),
    ],
)
def test_each_wrong_answer_is_told_by_its_field(name: str, value: Any, words: str) -> None:
    assert words in messages(json.dumps({name: value}))


def test_an_array_is_no_answer_to_a_number_however_deep() -> None:
    assert "is not a number" in messages('{"age": ' + "[" * 10 + "]" * 10 + "}")


def test_all_mistakes_are_told_at_once() -> None:
    assert messages('{"agee": 1, "pregnant": "maybe", "pain_now": 99}').count("a.json: ") == 3


def test_answers_that_contradict_each_other_are_refused_with_the_way_out() -> None:
    told = messages('{"pregnant": "no", "pregnancy_week": 20}')
    assert "did not say that you are pregnant" in told
    assert "clear the week" in told


@pytest.mark.parametrize(
    ("leave_out", "words"),
    [
        ("squats", "'leave_out' wants a list of exercises"),
        (None, "'leave_out' wants a list of exercises"),
        (["squat"], "no exercise 'squat'; did you mean 'squats'?"),
        ([1], "no exercise 1"),
        ([["squats"]], "no exercise ['squats']"),
    ],
)
def test_a_wrong_leave_out_is_told(leave_out: Any, words: str) -> None:
    assert words in messages(json.dumps({"leave_out": leave_out}))


def test_checking_takes_nulls_away_and_nothing_else() -> None:
    given = {"age": 30, "pregnant": None, "regions": ["none"]}
    assert check_answers(given, K) == {"age": 30, "regions": ["none"]}
    assert given["pregnant"] is None


def test_all_answers_that_can_be_drawn_are_accepted(knowledge: engine.Knowledge) -> None:
    for answers in random_people(7, 100, knowledge):
        assert check_answers(answers, knowledge) == answers


def test_the_people_and_the_well_woman_pass_as_answers(knowledge: engine.Knowledge) -> None:
    for person in knowledge.people.values():
        text = json.dumps({**knowledge.answers_of(person), "leave_out": list(person.leave_out)})
        assert dict(read_answers(text, knowledge).values) == knowledge.answers_of(person)
