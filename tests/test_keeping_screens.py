"""What is kept is taken up again as a file from outside is: checked, told, and never over newer answers."""

import io
import json
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import session
from tests import the_sheet
from tests.draws import the_knowledge

K = the_knowledge()
HERS: dict[str, Any] = {"age": 34, "pregnant": "no", "regions": ["neck"]}
FILE = engine.write_answers_file(HERS, K, ("squats",), screen=2, country=list(K.countries)[-1])


def visit(**state: Any) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=30)
    for key, value in state.items():
        at.session_state[key] = value
    return ran(at)


def ran(at: AppTest) -> AppTest:
    at.run()
    assert not at.exception
    return at


def reported(at: AppTest, monkeypatch: pytest.MonkeyPatch, **report: Any) -> AppTest:
    """The visit after the component has reported what the browser kept."""

    def component(**options: Any) -> Any:
        assert json.dumps(options["data"])
        return type("Result", (), {"report": {"hello": 1, "text": "", "example": "", **report}})

    monkeypatch.setattr("pages.components.keeping.COMPONENT", component)
    return ran(at)


def kept(at: AppTest) -> tuple[Any, ...]:
    state = at.session_state
    return state["answers"], state["left_out"], state["step"]


def test_a_first_visitor_never_waits() -> None:
    assert visit().title[0].value != "One moment"


def test_who_has_something_kept_waits_for_it_and_has_a_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("streamlit.context", type("Context", (), {"cookies": {"plumbline_kept": "1"}}))
    at = visit()
    assert at.title[0].value == "One moment"
    next(x for x in at.button if x.label == "Go on without them").click().run()
    assert at.title[0].value != "One moment"


def test_what_was_kept_is_taken_up_with_the_place_and_the_country(monkeypatch: pytest.MonkeyPatch) -> None:
    at = reported(AppTest.from_file("../app.py", default_timeout=30), monkeypatch, text=FILE)
    assert kept(at) == (HERS, ("squats",), 2)
    assert at.session_state["country"] == list(K.countries)[-1]
    assert "Go on with the check" in [x.label for x in at.button]


def test_what_was_answered_meanwhile_stays_and_a_second_report_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    at = reported(visit(answers={"age": 40, "side": "both"}), monkeypatch, text=FILE)
    merged = {**HERS, "age": 40, "side": "both"}
    assert at.session_state["answers"] == merged
    reported(at, monkeypatch, hello=2, text=engine.write_answers_file({"age": 99}, K))
    assert at.session_state["answers"] == merged


@pytest.mark.parametrize(
    "report",
    [
        {"text": "[" * 1000},
        {"text": 7},
        {"text": "x" * 300_000},
        {"text": '{"age": 900, "agee": 1}'},
        {"example": "[" * 100_000},
        {"example": '{"person": ["x"]}'},
        {"example": '{"person": "nobody", "text": "{}"}'},
        {"hello": "1"},
        {"hello": {"a": []}},
    ],
)
def test_anything_may_stand_in_a_browser_and_nothing_breaks(
    monkeypatch: pytest.MonkeyPatch, report: dict[str, Any]
) -> None:
    at = reported(AppTest.from_file("../app.py", default_timeout=30), monkeypatch, **report)
    assert at.session_state["answers"] == {}
    assert bool(at.warning) == (isinstance(report.get("text"), str))
    assert "Start the check" in [x.label for x in at.button]


def test_an_example_gives_way_to_her_own_answers_again(monkeypatch: pytest.MonkeyPatch) -> None:
    at = visit(answers=HERS, step=2)
    example = next(name for _, name, *_ in the_sheet.blocks(at, "button") if name.startswith("example:"))
    person = example.removeprefix("example:")
    the_sheet.do(at, example)
    assert at.session_state["answers"] == K.answers_of(K.people[person])
    the_sheet.press(at, "Clear the example")
    assert kept(at) == (HERS, (), 2)


def test_an_example_that_was_looked_at_comes_back_as_it_was_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    person = next(iter(K.people))
    example = json.dumps({"person": person, "text": engine.write_answers_file({"age": 70}, K)})
    at = reported(AppTest.from_file("../app.py", default_timeout=30), monkeypatch, text=FILE, example=example)
    assert (at.session_state["person"], at.session_state["answers"]) == (person, {"age": 70})
    assert at.session_state["own"] == session.Visit(HERS, ("squats",), 2)


def test_deleting_forgets_everything_in_one_tap() -> None:
    at = visit(answers=HERS, left_out=("squats",), step=2, country=list(K.countries)[-1])
    next(x for x in at.button if x.label == "Delete my answers").click().run()
    assert kept(at) == ({}, (), 0)
    assert "country" not in at.session_state
    assert "Delete my answers" not in [x.label for x in at.button]


# ---------------------------------------------------------------------- files
def give(at: AppTest, text: str) -> AppTest:
    """Gives a file to the uploader of the page, which is there once it is asked for."""
    if not at.file_uploader:
        at.session_state["file:open:False"] = True
        at.run()
    at.file_uploader[0].set_value(("answers.json", io.BytesIO(text.encode()).read(), "application/json")).run()
    assert not at.exception
    return at


def press(at: AppTest, label: str) -> AppTest:
    next(x for x in at.button if x.label.startswith(label)).click().run()
    return at


def test_a_file_is_taken_at_once_where_nothing_is_answered() -> None:
    at = give(visit(), FILE)
    assert kept(at) == (HERS, ("squats",), 2)
    assert "3 answers taken from the file." in [x.value for x in at.success]


def test_nothing_is_replaced_unasked_or_for_good() -> None:
    at = give(visit(answers={"age": 50}), FILE)
    assert at.session_state["answers"] == {"age": 50}
    assert "You have 1 answer here. Shall the 3 answers" in at.warning[0].value
    press(at, "Keep what I have")
    assert at.session_state["answers"] == {"age": 50}
    press(give(at, FILE), "Use the file")
    assert at.session_state["answers"] == HERS
    press(at, "Undo")
    assert at.session_state["answers"] == {"age": 50}


def test_a_refused_file_changes_nothing_and_says_why() -> None:
    at = give(visit(answers=HERS), '{"product": "Plumbline", "version": 7, "answers": {"age": 12}}')
    assert "made by a newer Plumbline (version 7" in at.error[0].value
    assert at.session_state["answers"] == HERS


def test_a_field_that_is_refused_is_named_and_the_rest_is_taken() -> None:
    at = give(visit(), '{"age": 30, "pregnancy_week": 60}')
    assert at.session_state["answers"] == {"age": 30}
    assert "'pregnancy_week': 60 is not a number from 1 to 43" in at.warning[0].value.replace("\\", "")
