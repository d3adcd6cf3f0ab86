"""Disagree on the bench: a change with its reason, before and after, whom it meets, out and in as a file."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from engine import overlays
from engine.condition import Holds
from tests import the_sheet
from tests.draws import the_knowledge
from tests.test_bench_screen import bench, pick, text

K = the_knowledge()
PERSON = K.people["desk-worker-29"]
ANSWERS = K.answers_of(PERSON)
PLAN = [item.exercise for item in engine.assess(ANSWERS, K).programme.chosen]
BAD = "{do: veto, rule: numb-between-the-legs, because: It frightens them.}"


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(overlays, "MADE_UP", 20)


def disagree() -> AppTest:
    return bench(PERSON.id, part="disagree")


def box(at: AppTest, label: str) -> Any:
    return next(x for kind in (at.selectbox, at.text_input, at.number_input) for x in kind if x.label == label)


def press(at: AppTest, label: str) -> AppTest:
    return next(x for x in at.button if x.label == label).click().run()


def change(at: AppTest, kind: str, because: str = "The knees.") -> AppTest:
    at = pick(at, "What would you do?", kind)
    box(at, "Why? (one line, needed)").set_value(because)
    return press(at, "Add this change")


def made(at: AppTest) -> overlays.Overlay | None:
    state: Any = at.session_state
    found: overlays.Overlay | None = state["overlay"] if "overlay" in state else None  # noqa: SIM401  it has no get
    return found


def read(*changes: str) -> overlays.Overlay:
    head = "overlay: 1\ntitle: Mine\nauthor: Jana\ndate: 2026-11-22\nchanges:\n"
    lines = "".join(f"  - {change}\n" for change in changes)
    return overlays.read_overlay((head + lines).encode(), K)


def put(at: AppTest, *changes: str) -> AppTest:
    at.session_state["overlay"] = read(*changes)
    return at.run()


def test_a_change_without_a_reason_is_not_added_and_says_so() -> None:
    at = change(disagree(), "Leave out", because=" ")
    assert not at.exception
    assert "Write the reason" in text(at)
    assert made(at) is None


@pytest.mark.parametrize("kind", ["Swap", "Lower", "Leave out", "Add", "Dose", "Veto a rule"])
def test_each_kind_of_change_is_added_with_its_reason(kind: str) -> None:
    at = change(disagree(), kind)
    assert not at.exception
    found = made(at)
    assert found is not None
    assert found.changes[0].because == "The knees."
    assert "Your changes so far" in text(at)
    assert "The plan before and after" in text(at)


def test_the_plan_is_shown_before_and_after_and_whom_it_meets() -> None:
    at = change(disagree(), "Leave out")
    before, after = (table.value.to_string() for table in list(at.table)[:2])
    name = K.exercises[PLAN[0]].name
    assert name in before
    assert name not in after
    assert PERSON.name in text(at)
    assert "95% interval" in text(at)


def test_a_change_may_hold_only_where_something_is_true_of_her() -> None:
    at = disagree()
    facts = overlays.true_of_her(engine.assess(ANSWERS, K), K)
    fact = next(iter(facts))
    next(x for x in at.checkbox if x.key == f"change:0:when:{fact}").check()
    found = made(change(at.run(), "Leave out"))
    assert found is not None
    assert found.changes[0].when == Holds(fact)


def test_a_contradiction_is_refused_in_words_and_the_first_change_stays() -> None:
    at = put(disagree(), f"{{do: add, exercise: {PLAN[0]}, because: So.}}")
    at = change(at, "Leave out")
    assert "This change was not added" in text(at)
    found = made(at)
    assert found is not None
    assert len(found.changes) == 1


def test_undo_takes_the_last_change_back() -> None:
    at = press(change(change(disagree(), "Leave out"), "Dose"), "Undo the last change")
    found = made(at)
    assert found is not None
    assert [x.does for x in found.changes] == ["remove"]
    assert made(press(at, "Undo the last change")) is None


def test_changes_that_break_a_law_are_refused_with_answers_and_cannot_be_switched_on() -> None:
    at = put(disagree(), BAD)
    assert "These changes are refused" in text(at)
    assert next(law.title for law in K.laws if law.id == "red_flags") in text(at)
    assert at.code
    assert "Use these rules for the plan" not in [x.label for x in at.button]


def test_switched_on_the_plan_goes_by_the_changes_says_so_and_goes_back_in_one_tap() -> None:
    at = press(change(disagree(), "Leave out"), "Use these rules for the plan")
    title = engine.assess(ANSWERS, K).programme.chosen[0].title
    at = at.switch_page("pages/screens/plan.py").run()
    assert not at.exception
    assert "This goes by the changed rules" in at.warning[0].value
    assert PLAN[0] not in [x.exercise for x in engine.assess(ANSWERS, session_rules(at)).programme.chosen]
    at = press(at, "Back to the standard rules")
    assert not [x for x in at.warning if "changed rules" in x.value]
    assert title in the_sheet.written(at)


def test_another_change_puts_the_standard_rules_back_until_it_is_switched_on_too() -> None:
    at = press(change(disagree(), "Leave out"), "Use these rules for the plan")
    assert [x for x in at.warning if "changed rules" in x.value]
    at = change(at, "Dose")
    assert not [x for x in at.warning if "changed rules" in x.value]


def session_rules(at: AppTest) -> engine.Knowledge:
    return overlays.with_overlay(K, at.session_state["overlay"])


def test_until_they_are_switched_on_the_plan_goes_by_the_standard_rules() -> None:
    at = change(disagree(), "Leave out").switch_page("pages/screens/plan.py").run()
    assert not [x for x in at.warning if "changed rules" in x.value]
    assert engine.assess(ANSWERS, K).programme.chosen[0].title in the_sheet.written(at)


def test_the_trace_shows_a_change_with_its_reason_and_whose_it_is() -> None:
    at = put(disagree(), f"{{do: add, exercise: {PLAN[-1]}, because: For the desk.}}")
    at = press(at, "Use these rules for the plan")
    at = pick(pick(at, "Look at", "Why"), "Stage", "ranking")
    assert not at.exception
    assert "For the desk." in text(at)
    assert "Jana: Mine" in text(at)


def test_a_file_is_loaded_whole_or_refused_with_its_lines() -> None:
    good = overlays.write_overlay(read(f"{{do: remove, exercise: {PLAN[0]}, because: So.}}"), K, ANSWERS)
    at = load(disagree(), good.replace("because: ", "becos: "))
    assert "nothing has changed" in text(at)
    assert "the file:" in text(at)
    assert made(at) is None
    at = load(at, good)
    assert not at.exception
    assert made(at) is not None
    assert "nothing has changed" not in text(at)


def load(at: AppTest, given: str) -> AppTest:
    return at.file_uploader[0].set_value(("mine.yaml", given.encode(), "application/yaml")).run()
