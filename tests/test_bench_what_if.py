"""What if, side by side, and minutes on the bench: what is tried is shown, and the answers stay as they are."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from tests.draws import the_knowledge
from tests.test_bench_screen import bench, pick, text

K = the_knowledge()
MIA = K.answers_of(K.people["desk-worker-29"])
PAIN = K.questions["pain_now"]


def what_if(person: str = "desk-worker-29") -> AppTest:
    return bench(person, part="what-if")


def press(at: AppTest, label: str) -> AppTest:
    return next(x for x in at.button if x.label == label).click().run()


def choose(at: AppTest, label: str, value: Any) -> AppTest:
    return next(x for x in at.selectbox if x.label == label).select(value).run()


def told(at: AppTest) -> bool:
    """Whether the page tells every difference that the engine finds, with its rules."""
    changed = at.session_state["answers"]
    for item in at.session_state["supposed"]:
        changed = engine.suppose(changed, item.answers, K)
    found = engine.differences(engine.assess(MIA, K), engine.assess(changed, K))
    said = text(at)
    return bool(found) and all(x.name in said and all(cause.at in said for cause in x.causes) for x in found)


def test_a_named_what_if_shows_every_difference_with_its_rule_and_leaves_the_answers() -> None:
    at = press(what_if(), "Pain of 7")
    assert not at.exception
    assert "strong-pain-rests-the-region" in text(at)
    assert "data/rules/levels/pain.yaml:" in text(at)
    assert told(at)
    assert at.session_state["answers"] == MIA


def test_what_ifs_stack_and_are_undone_one_by_one_and_all_at_once() -> None:
    at = press(press(press(what_if(), "Pain of 7"), "Third trimester"), "5 minutes a day")
    assert [x.name for x in at.session_state["supposed"]] == ["Pain of 7", "Third trimester", "5 minutes a day"]
    assert told(at)
    at.button(key="what-if:undo:0").click().run()
    assert [x.name for x in at.session_state["supposed"]] == ["Third trimester", "5 minutes a day"]
    assert "strong-pain-rests-the-region" not in text(at)
    at = press(at, "Undo all")
    assert "Nothing is tried yet" in text(at)
    assert at.session_state["answers"] == MIA


@pytest.mark.parametrize(
    ("question", "kind", "value", "answer"),
    [
        ("pain_now", "pills", "8", 8),
        ("age", "number_input", 68.0, 68),
        ("experience", "radio", "regular", "regular"),
        ("course", "radio", "", None),
    ],
)
def test_any_answer_can_be_changed_by_its_own_widget(question: str, kind: str, value: Any, answer: Any) -> None:
    at = choose(what_if(), "Change any answer", question)
    widgets = [x for x in getattr(at, kind) if K.questions[question].text in x.label]
    assert len(widgets) == 1
    at = widgets[0].set_value(value).run()
    assert not at.exception
    assert at.session_state["supposed"][0].answers == {question: answer}
    assert at.session_state["answers"] == MIA


def test_ticks_of_a_list_are_changed_one_by_one_and_none_stands_alone() -> None:
    options = K.questions["equipment"].choices
    at = choose(what_if(), "Change any answer", "equipment")
    box = next(x for x in at.checkbox if x.label == options["band"])
    at = box.set_value(not box.value).run()
    assert [set(x.answers["equipment"]) for x in at.session_state["supposed"]] == [{"band"} ^ set(MIA["equipment"])]
    at = next(x for x in at.checkbox if x.label == options["none"]).check().run()
    assert [x.answers for x in at.session_state["supposed"]] == [{"equipment": ["none"]}]
    assert [x.label for x in at.checkbox if x.value] == [options["none"]]


def test_a_number_that_is_no_answer_is_said_and_not_tried() -> None:
    at = choose(what_if(), "Change any answer", "age")
    at = at.number_input[0].set_value(4.0).run()
    assert "not kept" in at.error[0].value
    assert "supposed" not in at.session_state or at.session_state["supposed"] == ()


def test_her_own_answer_tried_again_is_no_change() -> None:
    at = choose(what_if(), "Change any answer", "age")
    at = at.number_input[0].set_value(68.0).run().number_input[0].set_value(float(MIA["age"])).run()
    assert at.session_state["supposed"] == ()
    assert "Nothing is tried yet" in text(at)


def test_what_would_not_be_asked_any_more_is_said() -> None:
    at = choose(what_if("pregnant-24-weeks"), "Change any answer", "pregnant")
    at = next(x for x in at.radio if x.label == K.questions["pregnant"].text).set_value("no").run()
    said = next(x.value for x in at.caption if "No longer asked then" in x.value)
    assert K.questions["pregnancy_week"].text in said


def test_a_widget_shows_her_own_answer_again_after_undo() -> None:
    at = choose(what_if(), "Change any answer", "age")
    at = press(at.number_input[0].set_value(68.0).run(), "Undo all")
    assert at.number_input[0].value == MIA["age"]


def test_what_is_tried_becomes_the_answers_only_when_it_is_kept() -> None:
    at = press(press(what_if(), "Pain of 7"), "Keep as the answers of this visit")
    assert at.session_state["answers"] == {**MIA, "pain_now": 7}
    assert "Nothing is tried yet" in text(at)
    assert "have been changed" in text(at)


def test_what_is_tried_is_forgotten_with_another_person() -> None:
    at = press(what_if(), "Pain of 7")
    at = choose(at, "Load a person", "pregnant-24-weeks")
    assert "Nothing is tried yet" in text(at)


def test_private_questions_are_not_offered_nor_their_answers_shown() -> None:
    at = what_if("not-sure-about-her-nerves")
    offered = next(x for x in at.selectbox if x.label == "Change any answer").options
    assert not [q.text for q in K.questions.values() if q.sensitive and any(q.text in x for x in offered)]


def test_the_smallest_change_names_the_sign_that_closes_the_plan_and_suggests_no_other_answer() -> None:
    at = choose(what_if("chatty-with-a-sign"), "What would it take to …", "open")
    assert "New numbness between the legs" in at.warning[0].value
    assert "Only a clinician" in at.warning[0].value
    assert "If this were so" not in text(at)
    assert "for somebody who answered" in text(at)


def test_the_smallest_change_for_an_exercise_says_what_would_do() -> None:
    at = choose(what_if("two-falls-at-78"), "What would it take to …", "allow")
    at = choose(at, "Exercise", "hip-thrusts")
    assert not at.exception
    assert "If this were so" in text(at)
    assert K.questions["floor"].text in text(at)
    assert "What stands in the way now" in text(at)


def test_a_level_is_raised_by_an_answer_that_is_named() -> None:
    answers = K.answers_of(K.people["inactive-66"])
    result = engine.assess(answers, K)
    raise_it = [
        (slug, engine.smallest_change(engine.Wish("raise", slug, engine.higher_levels(slug, result)[0]), answers, K))
        for slug in engine.exercises_to_wish_for("raise", result)[:3]
    ]
    exercise, expected = next((slug, found) for slug, found in raise_it if found.of("find_out", "can_change"))
    at = choose(what_if("inactive-66"), "What would it take to …", "raise")
    at = choose(at, "Exercise", exercise)
    assert not at.exception
    for change in expected.found[0].changes:
        assert K.questions[change.question].text in text(at)


# --------------------------------------------------------------- side by side
def test_two_people_stand_side_by_side_differences_first() -> None:
    at = choose(bench("desk-worker-29", part="side-by-side"), "Set this case beside", "pregnant-24-weeks")
    assert not at.exception
    other = K.people["pregnant-24-weeks"]
    assert [x.value for x in at.header][-2:] == ["This case", other.name]
    assert "second-trimester-ceiling" in text(at)
    assert sum(x.value == "Programme" for x in at.subheader) == 2


def test_what_is_tried_stands_beside_the_case() -> None:
    at = press(what_if(), "Pain of 7")
    at = pick(at, "Look at", "Side by side")
    assert not at.exception
    assert [x.value for x in at.header][-2:] == ["As answered", "With what is tried"]
    assert "strong-pain-rests-the-region" in text(at)


# --------------------------------------------------------------------- minutes
def test_the_minutes_show_each_plan_and_what_goes() -> None:
    at = bench("desk-worker-29", part="minutes")
    assert not at.exception
    table = at.table[0].value
    assert list(table.columns) == [f"{x} min" for x in sorted(K.shape.minutes.values())]
    for plan in engine.minutes_plans(MIA, K):
        shown = {str(row).partition(":")[0] for row, cell in table[f"{plan.minutes} min"].items() if cell != "–"}
        assert shown == {x.name for x in plan.assessment.programme.chosen}
    assert "From 10 to 5 minutes: without book opener, lat stretch" in text(at)


def test_a_closed_plan_is_closed_whatever_the_minutes() -> None:
    at = bench("chatty-with-a-sign", part="minutes")
    assert "whatever the minutes" in at.info[-1].value
    assert not at.table
