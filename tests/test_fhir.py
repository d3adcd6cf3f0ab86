"""Answers and plan as FHIR R4: valid by a library of its own, and the answers come back as they were."""

import copy
import datetime as dt
import json
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

import engine
from engine import answers_from_fhir
from engine.handout import fhir
from engine.handout.case import Case
from tests.draws import the_knowledge

K = the_knowledge()
DAY = dt.date(2026, 11, 23)
ANY = next(iter(K.countries.values()))
SOME = ("pregnant-24-weeks", "chatty-with-a-sign", "one-list-left-open", "hypermobile-student", "two-falls-at-78")


def case(name: str) -> Case:
    person = K.people[name]
    return Case(engine.assess(K.answers_of(person), K, person.leave_out), DAY, ANY, person.leave_out)


def counted(name: str) -> dict[str, Any]:
    """Her answers, but for those to questions that are not asked of her."""
    person = case(name).person
    return {x: value for x, value in person.answers.items() if person.state(x)[0] != "not_applicable"}


def response(*items: Any) -> dict[str, Any]:
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "item": list(items)}


def answer(question: str, **value: Any) -> dict[str, Any]:
    return {"linkId": question, "answer": [value]}


AGE = answer("age", valueInteger=44)


@pytest.mark.parametrize("name", SOME)
def test_the_bundle_is_valid_and_lasts_a_round_trip_through_a_library(name: str) -> None:
    made = fhir.bundle(case(name))
    read = Bundle.model_validate_json(json.dumps(made))
    assert [type(entry.resource).__name__ for entry in read.entry or ()] == ["QuestionnaireResponse", "CarePlan"]
    assert json.loads(read.model_dump_json()) == made


@pytest.mark.parametrize("name", K.people)
def test_the_answers_of_everybody_come_back_and_make_the_same_plan(name: str) -> None:
    read = answers_from_fhir(fhir.as_text(fhir.questionnaire_response(case(name), private=True)), K)
    assert read.problems == ()
    assert read.values == counted(name)
    again = engine.assess(read.values, K, K.people[name].leave_out)
    assert again.triage.disposition == case(name).whole.triage.disposition
    assert again.programme.chosen == case(name).whole.programme.chosen


def test_what_is_handed_out_masks_private_answers_and_the_reader_says_so() -> None:
    private = {name for name, question in K.questions.items() if question.sensitive}
    read = answers_from_fhir(fhir.as_text(fhir.bundle(case("desk-neck-41"))), K)
    assert set(counted("desk-neck-41")) - set(read.values) == private
    assert len(read.problems) == len(private)
    assert all("private answer was left out" in problem for problem in read.problems)


def test_a_question_that_is_not_asked_has_no_item() -> None:
    name = "active-70-never-scanned"
    assert "pregnant" in case(name).person.answers
    items = fhir.questionnaire_response(case(name))["item"]
    assert "pregnant" not in {item["linkId"] for item in items}


@pytest.mark.parametrize(
    ("question", "value", "expected"),
    [
        ("pregnancy_week", "not_sure", "_valueInteger"),
        ("signs_nerves", ["not_sure"], "valueCoding"),
        ("saddle_change", "not_sure", "valueCoding"),
    ],
)
def test_not_sure_is_said_in_the_words_of_fhir(question: str, value: Any, expected: str) -> None:
    given = {**K.well_woman, "pregnant": "yes", "pregnancy_week": 20, "signs_nerves": ["saddle"], question: value}
    made = fhir.questionnaire_response(Case(engine.assess(given, K), DAY, ANY), private=True)
    (found,) = [item["answer"] for item in made["item"] if item["linkId"] == question]
    assert [list(one) for one in found] == [[expected]]
    assert found[0][expected]["extension"][0]["valueCode"] == "asked-unknown"
    assert answers_from_fhir(made, K).values[question] == value


def test_the_plan_is_a_draft_proposal_with_each_exercise_its_dose_and_timing() -> None:
    given = case("hypermobile-student")
    plan = fhir.care_plan(given)
    assert (plan["status"], plan["intent"]) == ("draft", "proposal")
    assert K.wording["reviewed"] in [note["text"] for note in plan["note"]]
    details = [activity["detail"] for activity in plan["activity"]]
    for detail, item in zip(details, given.whole.programme.chosen, strict=True):
        repeat = detail["scheduledTiming"]["repeat"]
        assert detail["code"]["coding"][0]["code"] == f"{item.exercise}.{item.level}"
        assert engine.dose_in_words(item.dose, K) in detail["description"]
        assert (repeat["frequency"], repeat.get("frequencyMax", repeat["frequency"])) == item.dose.per_week
    contained = {f"#{condition['id']}": condition for condition in plan["contained"]}
    assert set(contained) == {x["reference"] for x in plan["addresses"]}
    assert {x["verificationStatus"]["coding"][0]["code"] for x in contained.values()} == {"unconfirmed"}


def test_a_closed_plan_has_no_activity_and_says_that_it_is_closed() -> None:
    plan = fhir.care_plan(case("chatty-with-a-sign"))
    assert "activity" not in plan
    assert any("no exercises" in note["text"] for note in plan["note"])


# ------------------------------------------------------------------ bad input
@pytest.mark.parametrize(
    ("item", "words"),
    [
        (answer("agee", valueInteger=44), "no question has the linkId 'agee': it is left aside; did you mean 'age'?"),
        (answer("age", valueString="44"), "'age' wants valueInteger, not valueString"),
        (answer("age", valueInteger="44"), "'age' wants valueInteger"),
        (answer("age", valueInteger=True), "'age' wants valueInteger"),
        (answer("age", valueInteger=444), "'age': 444 is not a number from"),
        (answer("regions", valueCoding={"code": "nek"}), "'regions' has no option 'nek'"),
        (answer("regions", valueCoding={"code": 3}), "'regions' wants valueCoding"),
        ({"linkId": "pregnant", "answer": []}, "'pregnant': no answer in it"),
        ({"linkId": 7, "answer": [{"valueInteger": 1}]}, "no question has the linkId 7"),
        ({"linkId": "pain_now", "answer": [{"valueInteger": 1}, {"valueInteger": 2}]}, "takes one answer, not 2"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_rest_is_kept(item: dict[str, Any], words: str) -> None:
    other = AGE if item["linkId"] != "age" else answer("pain_now", valueInteger=2)
    read = answers_from_fhir(json.dumps(response(item, other)), K)
    assert len(read.problems) == 1
    assert words in read.problems[0]
    assert len(read.values) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not readable as JSON"),
        ("[]", "wants an object"),
        ('{"resourceType": "Patient"}', "no QuestionnaireResponse"),
        ('{"resourceType": "Bundle", "entry": [{"resource": 3}, 4]}', "no QuestionnaireResponse"),
        ("{" * 5000, "not readable as JSON"),
    ],
)
def test_what_holds_no_answers_is_refused_with_what_to_give(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        answers_from_fhir(text, K)


def test_items_within_groups_are_read_and_odd_ones_passed_over() -> None:
    group = {"linkId": "gates", "item": [AGE, 5, {"linkId": "inner", "item": [answer("pain_now", valueInteger=3)]}]}
    assert answers_from_fhir(response(group, "odd", None), K).values == {"age": 44, "pain_now": 3}


def test_writing_leaves_the_answers_as_they_were() -> None:
    given = case("hypermobile-student")
    before = copy.deepcopy(dict(given.person.answers))
    fhir.bundle(given)
    assert given.person.answers == before
