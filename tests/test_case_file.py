"""A case of one's own: written as a file, read as data/people is read, the same case comes back."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import engine
from engine.answers_file import public_answers
from engine.case_file import NAME_AT_MOST, STORY_AT_MOST, own_case, write_case
from engine.checks.people import people_are_consistent, people_name_what_exists
from engine.model import Expectation, LevelBounds, Person
from engine.source import read_yaml
from tests.draws import the_knowledge

K = the_knowledge()
EXPECT = Expectation.model_validate({"disposition": "self_care", "plan": "open"})
HOSTILE = (
    'x"\n  expect: {plan: open}\n- id: second',
    "&a [*a, *a] {{7*7}} <script>alert(1)</script> 'q' \\ \\u0041 # no comment",
    "!!python/object/apply:os.system ['true']",
    "---\n...\n%YAML 1.1",
    "a\x00b\x07c\x85d\u2028e\ufeff\u202egnp.exe \ud800 \x7f end",
    ": - ? | > @ ` %",
    "Zoë, 41, naïve 🧘 “quoted”",
)


def case_of(person: Person, **changes: Any) -> Person:
    said = {"name": person.name, "story": person.story, "expect": person.expect, **changes}
    return own_case(answers=K.answers_of(person), leave_out=person.leave_out, knowledge=K, **said)


def read(text: str, folder: Path) -> Person:
    path = folder / "case.yaml"
    path.write_text(text, encoding="utf-8")
    (entry,) = read_yaml(path).value
    return Person.model_validate(entry)


@pytest.mark.parametrize("person", K.people.values(), ids=lambda person: person.id)
def test_what_is_written_is_read_as_the_same_case(person: Person, tmp_path: Path) -> None:
    case = case_of(person)
    back = read(write_case(case), tmp_path)
    assert back == case
    assert K.answers_of(back) == public_answers(K.answers_of(person), K)
    assert back.expect.model_dump(exclude={"at"}) == person.expect.model_dump(exclude={"at"})
    assert back.id not in K.people


def test_the_lint_accepts_it_beside_the_others(tmp_path: Path) -> None:
    bounds = LevelBounds(at_least=K.exercises["hip-thrusts"].levels[0].id)
    expect = EXPECT.model_copy(update={"levels": {"hip-thrusts": bounds}, "must_have": ("hip-thrusts",)})
    case = read(write_case(case_of(K.people["desk-worker-29"], expect=expect, name="My own case")), tmp_path)
    assert case.id == "my-own-case"
    both = replace(K, people={**K.people, case.id: case})
    assert [*people_name_what_exists(both), *people_are_consistent(both)] == []


def test_a_level_that_does_not_exist_is_found_by_the_lint() -> None:
    wrong = Expectation.model_validate(
        {"disposition": "self_care", "plan": "open", "levels": {"hip-thrusts": {"at_most": "no-such-level"}}}
    )
    case = case_of(K.people["desk-worker-29"], expect=wrong)
    (problem,) = people_name_what_exists(replace(K, people={case.id: case}))
    assert "no level of 'hip-thrusts' 'no-such-level'" in str(problem)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_one_line_of_text(text: str, tmp_path: Path) -> None:
    case = case_of(K.people["desk-worker-29"], name=text, story=text * 9)
    back = read(write_case(case), tmp_path)
    assert (back.name, back.story) == (case.name, case.story)
    assert "\n" not in back.name
    assert {"\u202e", "\x00", "\ufeff", "\u2028"}.isdisjoint(back.story)
    assert back.expect == K.people["desk-worker-29"].expect.model_copy(update={"at": ""})


def test_what_is_too_long_is_cut_and_what_is_too_short_gets_a_name() -> None:
    long = case_of(K.people["desk-worker-29"], name="long " * 99, story="s" * 10_000)
    assert len(long.name) <= NAME_AT_MOST
    assert len(long.story) == STORY_AT_MOST
    nameless = case_of(K.people["desk-worker-29"], name=" \n", story="")
    assert (nameless.name, nameless.id) == ("A case of my own", "a-case-of-my-own")
    assert case_of(K.people["desk-worker-29"], name="体の歪み").id == "own-case"


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert case_of(K.people["stent-63"], name="Stent 63").id == "stent-63-2"


def test_ticks_that_are_kept_nowhere_are_not_written() -> None:
    private = {K.support.question: list(K.support.options)}
    text = write_case(own_case("Someone", "Hers", {**K.well_woman, **private}, (), EXPECT, K))
    assert not any(option in text for option in K.support.options)
    assert engine.check_answers(K.answers_of(own_case("Someone", "Hers", {}, (), EXPECT, K)), K) == {}
