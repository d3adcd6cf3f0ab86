"""The file of answers: what is written is read back; what is broken or hostile is refused quickly, and says why."""

import dataclasses
import json
import time
import tracemalloc
from typing import Any

import pytest

import engine
from engine import AnswersError, lint, read_answers, read_answers_file, write_answers_file
from engine.model import AnswersVersion
from tests.draws import random_people, the_knowledge

K = the_knowledge()
HEAD = '"product": "Plumbline", "version": 1'


def in_file(answers: str, more: str = "") -> str:
    return f'{{{HEAD}, "answers": {answers}{more}}}'


def refused(text: str | bytes) -> str:
    with pytest.raises(AnswersError) as error:
        read_answers_file(text, K)
    return str(error.value)


def test_what_is_written_is_read_back_for_anybody() -> None:
    for place, answers in enumerate(random_people(11, 150, K)):
        kept = {name: value for name, value in answers.items() if name != K.support.question}
        left_out = tuple(K.exercises)[: place % 4]
        country = list(K.countries)[place % len(K.countries)]
        put = tuple(kept)[: place % 5]
        text = write_answers_file(kept, K, left_out, saved="2026-11-22", screen=place % 9, put=put, country=country)
        found = read_answers_file(text.encode(), K)
        assert found == engine.AnswersFile(kept, left_out, place % 9, put, country, ())
        assert dict(read_answers(write_answers_file({}, K), K).values) == {}


def test_a_file_can_be_read_by_a_person_and_says_what_it_is() -> None:
    text = write_answers_file({"age": 34, "regions": ["neck"]}, K, saved="2026-11-22")
    assert ' "product": "Plumbline",\n "version": 1,\n "saved": "2026-11-22",\n' in text
    assert '  "age": 34,\n  "regions": ["neck"]\n' in text


def test_what_is_ticked_about_safety_is_neither_written_nor_read() -> None:
    private, question = list(K.support.options), K.support.question
    beside = next(x for x in K.questions[question].choices if x not in (*private, "none"))
    assert read_answers_file(in_file(json.dumps({question: private})), K).values == {}
    assert read_answers_file(in_file(json.dumps({question: [*private, beside]})), K).values == {question: [beside]}
    text = write_answers_file({question: [*private, beside], "age": 30}, K)
    assert not [option for option in private if option in text]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("pregnancy_week", 60, "the file: 'pregnancy_week': 60 is not a number from 1 to 43"),
        ("pregnancy_week", -1, "-1 is not a number from 1 to 43"),
        ("age", "3" * 50_000, "is not a number from"),
        ("age", 10**4000, "is not a number from"),
        ("agee", 30, "no question 'agee'; did you mean 'age'?"),
        ("x" * 50_000, 30, "no question 'xxx"),
        ("pregnant", "perhaps", "'pregnant' has no option 'perhaps'"),
        ("regions", ["nek"], "'regions' has no option 'nek'; did you mean 'neck'?"),
        ("regions", ["y" * 50_000], "'regions' has no option"),
        ("regions", [["neck"]], "'regions' has no option"),
        ("regions", "neck", "'regions' wants a list"),
    ],
    ids=lambda x: str(x)[:20],
)
def test_a_field_that_cannot_be_used_is_told_and_the_rest_is_kept(field: str, value: Any, words: str) -> None:
    found = read_answers_file(in_file(json.dumps({"pain_now": 3, field: value, "side": "both"})), K)
    assert found.values == {"pain_now": 3, "side": "both"}
    assert len(found.problems) == 1
    assert words in found.problems[0]
    assert len(found.problems[0]) < 600


def test_what_stands_beside_the_answers_is_judged_too() -> None:
    more = ', "leave_out": ["squats", "squat", 3], "screen": -1, "country": "atlantis", "colour": "red"'
    found = read_answers_file(in_file('{"age": 30}', more), K)
    assert (found.values, found.leave_out, found.screen, found.country) == ({"age": 30}, ("squats",), 0, None)
    told = "\n".join(found.problems)
    for words in (
        "no exercise 'squat'",
        "no exercise 3",
        "'screen' is -1",
        "'country' is 'atlantis'",
        "no field 'colour'",
    ):
        assert words in told


HOSTILE: dict[str, tuple[Any, str]] = {
    "nothing": ("", "not readable as JSON"),
    "100 MB": (lambda: b"[" + b"1," * 50_000_000, "larger than 200 kB"),
    "100 MB of depth": (lambda: b"[" * 100_000_000, "larger than 200 kB"),
    "deep": ("[" * 190_000, "nested deeper than 20"),
    "deep inside": (in_file("[" * 90_000 + "]" * 90_000), "nested deeper than 20"),
    "deep objects": ('{"a":' * 30_000, "nested deeper than 20"),
    "an open text": ('"' + "\\" * 190_000, "not readable as JSON"),
    "quotes": ('"' * 190_000, "not readable as JSON"),
    "NaN": (in_file('{"age": NaN}'), "NaN is not a number"),
    "Infinity": (in_file('{"age": Infinity}'), "Infinity is not a number"),
    "5000 digits": (in_file(f'{{"age": {"9" * 5000}}}'), "not readable as JSON"),
    "the same twice": (in_file('{"age": 30, "age": 31}'), "'age' stands twice"),
    "a key twice at the top": ("{" + HEAD + ', "version": 1, "answers": {}}', "'version' stands twice"),
    "half a character": (in_file('{"age": "\\ud800"}'), "half a character"),
    "half a character as a name": (in_file('{"\\udfff": 1}'), "half a character"),
    "latin-1": (b'{"caf\xe9": 1}', "not UTF-8"),
    "utf-16": ('{"age": 30}'.encode("utf-16"), "not UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(1000), "not UTF-8"),
    "zip": (b"PK\x03\x04" + bytes(1000), "not readable as JSON"),
    "a list": ("[1, 2]", "wants an object"),
    "a word": ('"answers"', "wants an object"),
    "no answers": (f"{{{HEAD}}}", "'answers' wants an object"),
    "a list of answers": (in_file("[]"), "'answers' wants an object"),
    "of somebody else": ('{"product": "Other", "version": 1, "answers": {}}', "'product' is 'Other'"),
    "newer": ('{"product": "Plumbline", "version": 2, "answers": {}}', "made by a newer Plumbline (version 2"),
    "much newer": (
        f'{{"product": "Plumbline", "version": {"9" * 4000}, "answers": {{}}}}',
        "made by a newer Plumbline",
    ),
    "version 0": ('{"product": "Plumbline", "version": 0, "answers": {}}', "'version' is 0"),
    "version true": ('{"product": "Plumbline", "version": true, "answers": {}}', "'version' is True"),
    "version text": ('{"product": "Plumbline", "version": "1", "answers": {}}', "'version' is '1'"),
    "no version": ('{"product": "Plumbline", "answers": {}}', "'version' is None"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_answers_file_is_refused_at_once_with_the_reason(name: str) -> None:
    made, words = HOSTILE[name]
    text = made() if callable(made) else made
    began = time.process_time()
    told = refused(text)
    assert time.process_time() - began < 1
    assert words in told
    assert len(told) < 400
    told.encode()


def test_a_full_file_of_nonsense_is_told_in_time_and_in_little_memory() -> None:
    many = json.dumps({f"question_{i}": i for i in range(8000)})
    options = json.dumps({"regions": [f"region_{i}" for i in range(10_000)]})
    tracemalloc.start()
    began = time.process_time()
    assert len(read_answers_file(in_file(many), K).problems) == 8000
    assert len(read_answers_file(in_file(options), K).problems) == 1
    assert time.process_time() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


def test_the_corpus_of_hostile_files_takes_no_more_memory_than_a_small_file() -> None:
    tracemalloc.start()
    for text, _ in HOSTILE.values():
        if not callable(text):
            refused(text)
    assert tracemalloc.get_traced_memory()[1] < 30_000_000
    tracemalloc.stop()


# ------------------------------------------------------------- older versions
def with_versions(*versions: dict[str, Any]) -> engine.Knowledge:
    changes = (AnswersVersion(version=i, what="A test.", **x) for i, x in enumerate(versions, 2))
    return dataclasses.replace(K, answers_versions=(*K.answers_versions, *changes))


def test_plain_answers_are_the_form_before_files_had_a_version() -> None:
    found = read_answers_file('{"age": 30, "leave_out": ["squats"]}', K)
    assert found == engine.AnswersFile({"age": 30}, ("squats",))


def test_an_older_file_is_read_by_the_renamings_one_version_after_the_other() -> None:
    later = with_versions(
        {"questions": {"years": "years_old", "shoe_size": None}, "exercises": {"knee-bends": "squats"}},
        {
            "questions": {"years_old": "age"},
            "options": {"regions": {"nape": "neck", "aura": None}, "pregnant": {"jein": "yes"}},
        },
    )
    old = '{"years": 30, "shoe_size": 39, "regions": ["nape", "aura"], "pregnant": "jein"}'
    for text in (in_file(old, ', "leave_out": ["knee-bends"]'), old[:-1] + ', "leave_out": ["knee-bends"]}'):
        found = read_answers_file(text, later)
        assert found.values == {"age": 30, "regions": ["neck"], "pregnant": "yes"}
        assert (found.leave_out, found.problems) == (("squats",), ())
    assert json.loads(write_answers_file({"age": 30}, later))["version"] == 3


def test_renamings_are_read_for_older_files_only() -> None:
    later = with_versions({"questions": {"years": "age"}})
    text = '{"product": "Plumbline", "version": 2, "answers": {"years": 30}}'
    assert read_answers_file(text, later).values == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"questions": {"years": "agee"}}, "no question 'agee'; did you mean 'age'?"),
        ({"questions": {"pregnant": "age"}}, "question 'pregnant' still exists"),
        ({"options": {"regions": {"nape": "nek"}}}, "no option 'nek'; did you mean 'neck'?"),
        ({"options": {"region": {"nape": "neck"}}}, "no question 'region'; did you mean 'regions'?"),
        ({"exercises": {"squat": "squatts"}}, "no exercise 'squatts'; did you mean 'squats'?"),
    ],
)
def test_a_renaming_that_leads_nowhere_is_found(change: dict[str, Any], words: str) -> None:
    found = [
        problem for check in lint.CHECKS if "versions" in check.name for problem in check.run(with_versions(change))
    ]
    assert len(found) == 1
    assert words in found[0].message


def test_versions_are_counted_without_a_gap() -> None:
    gap = dataclasses.replace(K, answers_versions=(AnswersVersion(version=2, what="A test."),))
    check = next(check for check in lint.CHECKS if check.name == "answers-versions-in-order")
    assert ["write the versions 1, 2, 3" in problem.message for problem in check.run(gap)] == [True]
