"""The bench: a person in one click or by deep link, her result in brief, and every rule behind it."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from engine.trace import PRIVATE
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()


def bench(person: str = "", answers: dict[str, Any] | None = None, part: str = "") -> AppTest:
    """The bench as a visitor opens it, perhaps with a person and a part in the address or answers of her own."""
    at = AppTest.from_file("../app.py", default_timeout=30)
    if answers is not None:
        at.session_state["answers"] = answers
    if person:
        at.query_params["person"] = person
    if part:
        at.query_params["look"] = part
    return at.switch_page("pages/screens/bench.py").run()


def text(at: AppTest) -> str:
    """Everything the page says."""
    kinds = (
        at.markdown,
        at.caption,
        at.warning,
        at.error,
        at.info,
        at.success,
        at.title,
        at.header,
        at.subheader,
    )
    tables = "\n".join(table.value.to_string() for table in at.table)
    titles = "\n".join(element.label for element in at.expander)
    return "\n".join((*(str(element.value) for kind in kinds for element in kind), titles, tables)).replace("\\", "")


def pick(at: AppTest, label: str, value: Any) -> AppTest:
    """Press a pill, or several."""
    pills = next(x for x in at.pills if x.label == label)
    return pills.set_value(value).run()


def test_it_opens_without_answers_and_says_what_to_do() -> None:
    at = bench()
    assert not at.exception
    assert "Load a person, or answer the questions" in text(at)


@pytest.mark.parametrize("name", KNOWLEDGE.people)
def test_a_person_is_loaded_in_one_click_with_her_disposition_and_what_was_expected(name: str) -> None:
    at = bench().selectbox[0].set_value(name).run()
    person = KNOWLEDGE.people[name]
    assert not at.exception
    assert KNOWLEDGE.disposition_words[person.expect.disposition].label in text(at)
    assert person.name in [x.value for x in at.header]
    assert at.session_state["answers"] == KNOWLEDGE.answers_of(person)
    assert "Expected and came" in text(at)
    met = engine.compare_with_expected(person, engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE), KNOWLEDGE)
    assert ("FAIL" in text(at)) == any(not x.met for x in met)


def test_a_person_in_the_address_is_loaded_first_thing() -> None:
    at = bench("pregnant-24-weeks")
    assert KNOWLEDGE.people["pregnant-24-weeks"].name in [x.value for x in at.header]


def test_an_unknown_person_in_the_address_is_named_and_changes_nothing() -> None:
    mine = {"age": 44}
    at = bench("no-such-person", mine)
    assert not at.exception
    assert "no-such-person" in at.warning[0].value
    assert at.session_state["answers"] == mine
    assert "The answers of this visit" in [x.value for x in at.header]


def test_a_part_that_nobody_knows_is_said_and_the_result_is_shown() -> None:
    at = bench("desk-worker-29", part="no-such-part")
    assert "no such part" in at.warning[0].value
    assert "Expected and came" in text(at)


def test_a_case_that_is_not_met_is_shown_as_failed() -> None:
    at = bench("desk-worker-29")
    at.session_state["answers"] = KNOWLEDGE.answers_of(KNOWLEDGE.people["chatty-with-a-sign"])
    at.run()
    assert "FAIL" in text(at)
    assert "have been changed" in text(at)


def test_what_is_true_shows_its_rule_its_answers_its_sources_and_its_line() -> None:
    at = bench("chatty-with-a-sign", part="why")
    rule = KNOWLEDGE.rules["numb-between-the-legs"]
    for words in (
        rule.id,
        rule.ref,
        rule.at,
        rule.because,
        "The odd feeling between the legs: is it new?",
        *rule.sources,
    ):
        assert words in text(at)


def test_a_silent_danger_sign_is_listed_by_name_and_in_the_trace() -> None:
    at = bench("desk-worker-29", part="why")
    name = KNOWLEDGE.rules["numb-between-the-legs"].name  # type: ignore[attr-defined]
    assert f"- {name}" in text(at)
    at = pick(pick(at, "Stage", "triage"), "Truth", ["silent"])
    at.text_input(key="trace:words").set_value("numb-between-the-legs").run()
    assert "nothing; if true" in text(at)


@pytest.mark.parametrize("stage", engine.TRACED)
def test_every_stage_can_be_read_and_no_page_of_it_is_long(stage: str) -> None:
    at = pick(bench("hypermobile-student", part="why"), "Stage", stage)
    at = pick(at, "Truth", ["true", "unknown", "silent"])
    assert not at.exception
    assert 1 <= sum("Because:" in x.value for x in at.markdown) <= 60


@pytest.mark.parametrize(
    ("question", "option"), [("mood", "self_harm"), ("eating", "unwell"), ("safe_at_home", "assault")]
)
def test_nothing_private_is_shown_in_any_stage(
    assess: Callable[..., engine.Assessment], knowledge: engine.Knowledge, question: str, option: str
) -> None:
    result = assess(**{question: [option] if knowledge.questions[question].type == "many_of" else option})
    lines = [line for stage in engine.TRACED for line in engine.trace(result, stage)]
    private = [line for line in lines if line.private]
    assert "true" in {line.truth for line in private}
    assert all(line.used == () and line.missing == () for line in private)
    assert {(line.rule, line.name, line.ref, line.at) for line in private} == {("private", "", "", "")}
    asked = knowledge.questions[question].text
    assert {given for line in lines for words, given in line.used if words == asked} <= {PRIVATE}


def test_the_trace_of_a_private_rule_shows_no_answers_on_the_page() -> None:
    question = KNOWLEDGE.questions["mood"]
    given = ["self_harm"] if question.type == "many_of" else "self_harm"
    at = bench(answers={**KNOWLEDGE.well_woman, "mood": given}, part="why")
    assert "This rule is private" in text(at)
    assert question.choices["self_harm"] not in text(at)


def test_the_trace_has_every_decision_of_every_stage(knowledge: engine.Knowledge) -> None:
    for person in knowledge.people.values():
        result = engine.assess(knowledge.answers_of(person), knowledge, person.leave_out)
        lines = [line for stage in engine.TRACED for line in engine.trace(result, stage)]
        told = {(x.stage, x.rule) for x in result.decisions if not x.private}
        assert told <= {(line.stage, line.rule) for line in lines}
        assert all(line.because and line.effect for line in lines)
