"""Handing out: nothing is made before it is asked for, and what was made does not outlive its answers."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from tests import the_sheet
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
PLAN, BENCH = "pages/screens/plan.py", "pages/screens/bench.py"


def opened(screen: str, person: str) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.session_state["answers"] = KNOWLEDGE.answers_of(KNOWLEDGE.people[person])
    at.query_params["look"] = "hand-out"
    at.session_state["take"] = True  # unfolded
    at.switch_page(screen).run()
    assert not at.exception
    return at


def handed_over(at: AppTest) -> list[Any]:
    """The files that the page gives to the browser."""
    return the_sheet.blocks(at, "file")


def kept(at: AppTest) -> engine.Handout | None:
    return at.session_state["memo:handout"][1] if "memo:handout" in at.session_state else None


def test_the_bench_makes_what_is_asked_for_and_nothing_before() -> None:
    at = opened(BENCH, "kneecap-and-five-minutes")
    assert handed_over(at) == []
    assert kept(at) is None
    the_sheet.press(at, "FHIR R4")
    made = kept(at)
    assert made is not None
    assert made.name == "plumbline-fhir.json"
    assert engine.answers_from_fhir(made.content, KNOWLEDGE).values["age"] == at.session_state["answers"]["age"]
    assert len(handed_over(at)) == 1


def test_other_answers_take_what_was_made_off_the_page() -> None:
    at = the_sheet.press(opened(PLAN, "kneecap-and-five-minutes"), "Calendar of the sessions")
    assert len(handed_over(at)) == 1
    at.session_state["answers"] = {**at.session_state["answers"], "pain_now": 1}
    assert handed_over(at.run()) == []


def test_the_country_that_is_chosen_is_the_one_on_the_page() -> None:
    at = opened(PLAN, "kneecap-and-five-minutes")
    the_sheet.do(at, "take:country", "gb")
    made = kept(the_sheet.press(at, "Answers and plan as a file"))
    assert made is not None
    assert b'"country": "gb"' in made.content


@pytest.mark.parametrize("choose", ["verdict:country", "take:country"])
def test_where_the_country_is_asked_twice_either_counts_for_both(choose: str) -> None:
    at = opened(PLAN, "chatty-with-a-sign")
    the_sheet.do(at, choose, "ie")
    assert [chosen for *_, chosen in the_sheet.blocks(at, "select")] == ["ie", "ie"]
    assert KNOWLEDGE.countries["ie"].urgent_care in the_sheet.written(at)


def test_a_closed_plan_offers_where_to_go_on_paper_and_no_calendar() -> None:
    at = opened(PLAN, "chatty-with-a-sign")
    assert "One page to print" in the_sheet.buttons(at)
    assert "Calendar of the sessions" not in the_sheet.buttons(at)
