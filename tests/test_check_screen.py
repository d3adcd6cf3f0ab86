"""The check: nothing is answered for her, what she says is kept as she says it, and private things nowhere."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from tests.draws import the_knowledge, whole

KNOWLEDGE = the_knowledge()
DESK_WORKER = KNOWLEDGE.answers_of(KNOWLEDGE.people["desk-worker-29"])
PREGNANT = KNOWLEDGE.answers_of(KNOWLEDGE.people["pregnant-24-weeks"])
WELL = whole(KNOWLEDGE, {})


def place_of(question: str, answers: dict[str, Any]) -> int:
    """Which screen of the check a question stands on."""
    found = engine.steps(answers, KNOWLEDGE)
    return next(place for place, step in enumerate(found) if question in [x.id for x in step.questions])


def check(question: str, answers: dict[str, Any], at: AppTest | None = None) -> AppTest:
    """The check, open at a question, with these answers given before; in the same visit, if there is one."""
    at = at or AppTest.from_file("../app.py", default_timeout=30).switch_page("pages/screens/check.py")
    at.session_state["answers"] = answers
    at.session_state["put"] = tuple(x.id for step in engine.steps(answers, KNOWLEDGE) for x in step.questions)
    at.session_state["step"] = place_of(question, answers)
    at.run()
    assert not at.exception
    return at


def widgets(at: AppTest) -> list[Any]:
    """Everything on the screen that takes an answer."""
    return [*at.radio, *at.pills, *at.checkbox, *at.number_input, *at.text_input, *at.selectbox, *at.slider]


def box(at: AppTest, question: str, option: str) -> Any:
    """One line of a checklist."""
    return next(x for x in at.checkbox if x.label == KNOWLEDGE.questions[question].choices[option])


def pills(at: AppTest, question: str) -> Any:
    return next(x for x in at.pills if x.label == KNOWLEDGE.questions[question].text)


def given(at: AppTest, question: str) -> Any:
    """What was kept."""
    return at.session_state["answers"].get(question)


def press(at: AppTest, label: str) -> AppTest:
    next(x for x in at.button if x.label == label).click().run()
    assert not at.exception
    return at


def without(names: list[str], answers: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answers.items() if name not in names}


@pytest.mark.parametrize("answers", [DESK_WORKER, PREGNANT, WELL], ids=["desk worker", "pregnant", "well"])
def test_nothing_is_answered_for_her_on_any_screen(answers: dict[str, Any]) -> None:
    drawn, at = set(), None
    for place, step in enumerate(engine.steps(answers, KNOWLEDGE)):
        at = check(step.questions[0].id, without([x.id for x in step.questions], answers), at)
        assert at.title[0].value == step.topic.title
        assert widgets(at), step.topic.id
        assert [x.value for x in widgets(at) if x.value not in (None, False, [])] == [], step.topic.id
        assert at.session_state["step"] == place
        drawn |= {type(x).__name__ for x in widgets(at)}
    assert drawn == {"Radio", "ButtonGroup", "Checkbox", "NumberInput"}  # no slider: it would stand somewhere


def test_looking_at_a_screen_answers_nothing() -> None:
    before = without(["regions", "how_long"], WELL)
    at = check("regions", before)
    at.run()
    assert at.session_state["answers"] == before


def test_a_pain_of_nought_is_an_answer() -> None:
    answers = without(["pain_now"], DESK_WORKER)
    at = check("pain_now", answers)
    pills(at, "pain_now").set_value("0").run()
    assert given(at, "pain_now") == 0
    press(at, "Next")
    assert "pain_now" not in engine.steps(at.session_state["answers"], KNOWLEDGE)[place_of("pain_now", answers)].open
    press(at, "Back")
    assert pills(at, "pain_now").value in ("0", ["0"])


def test_taking_a_number_back_leaves_the_question_open_and_not_nought() -> None:
    at = check("age", {"age": 40})
    at.number_input[0].set_value(None).run()
    assert "age" not in at.session_state["answers"]


@pytest.mark.parametrize("number", [60, 0, -3, 12.5, 1e300])
def test_a_number_that_cannot_be_is_refused_at_its_field_and_the_rest_is_kept(number: float) -> None:
    rest = without(["pregnancy_week"], PREGNANT)
    at = check("pregnancy_week", {**rest, "pregnancy_week": 20})
    at.number_input[0].set_value(number).run()
    assert at.error[0].value == "This is not kept. It wants a whole number from 1 to 43."
    assert at.session_state["answers"] == rest
    at.number_input[0].set_value(21).run()
    assert not at.error
    assert repr(given(at, "pregnancy_week")) == "21"


def test_none_of_these_stands_alone_in_lines() -> None:
    at = check("signs_chest", {"age": 40, "regions": ["none"], "pregnant": "no", "birth_or_loss": "no"})
    box(at, "signs_chest", "cough_blood").check().run()
    box(at, "signs_chest", "leg_warm").check().run()
    assert given(at, "signs_chest") == ["cough_blood", "leg_warm"]
    box(at, "signs_chest", "none").check().run()
    assert given(at, "signs_chest") == ["none"]
    assert not box(at, "signs_chest", "cough_blood").value
    box(at, "signs_chest", "leg_warm").check().run()
    assert given(at, "signs_chest") == ["leg_warm"]
    assert not box(at, "signs_chest", "none").value
    box(at, "signs_chest", "leg_warm").uncheck().run()
    assert given(at, "signs_chest") is None  # taken back, so open again: not "no"


def test_none_of_these_stands_alone_in_pills() -> None:
    at = check("regions", {"age": 40, "pregnant": "no", "birth_or_loss": "no"})
    pills(at, "regions").set_value(["neck"]).run()
    pills(at, "regions").set_value(["neck", "none"]).run()
    assert given(at, "regions") == ["none"]
    assert pills(at, "regions").value == ["none"]
    pills(at, "regions").set_value(["none", "knee"]).run()
    assert given(at, "regions") == ["knee"]
    assert pills(at, "regions").value == ["knee"]


def test_a_pick_that_asks_for_more_brings_the_question_at_once() -> None:
    asked = KNOWLEDGE.questions["how_long"].text
    at = check("regions", {"age": 40, "pregnant": "no", "birth_or_loss": "no"})
    assert asked not in [x.label for x in at.radio]
    pills(at, "regions").set_value(["neck"]).run()
    assert asked in [x.label for x in at.radio]
    pills(at, "regions").set_value(["neck", "none"]).run()
    assert asked not in [x.label for x in at.radio]


@pytest.mark.parametrize("question", ["signs_chest", "signs_nerves", "signs_unwell"])
def test_not_sure_of_a_sign_shows_the_two_plain_questions(question: str) -> None:
    at = check(question, without([question], WELL))
    told_apart = KNOWLEDGE.questions[question].tell_apart
    assert len(told_apart) == 2
    assert not at.info
    next(x for x in at.checkbox if x.label == "Not sure").check().run()
    assert "not_sure" in given(at, question)
    for line in (*told_apart, KNOWLEDGE.questions[question].tell_apart_then):
        assert line in at.info[0].value


def test_not_sure_of_a_number_is_an_answer_and_not_a_number() -> None:
    at = check("pregnancy_week", without(["pregnancy_week"], PREGNANT))
    at.checkbox[0].check().run()
    assert given(at, "pregnancy_week") == "not_sure"
    week = next(x for x in at.number_input if x.label.startswith(KNOWLEDGE.questions["pregnancy_week"].text))
    assert week.disabled
    assert week.value is None


@pytest.mark.parametrize("private", KNOWLEDGE.support.options)
def test_private_ticks_help_on_the_screen_and_are_kept_nowhere(private: str) -> None:
    question = KNOWLEDGE.support.question
    at = check(question, without([question], WELL))
    assert KNOWLEDGE.support.text not in "".join(x.value for x in at.info)
    box(at, question, private).check().run()
    assert KNOWLEDGE.support.text in "".join(x.value for x in at.info)
    assert question not in at.session_state["answers"]
    press(at, "Skip")
    assert private not in repr(at.session_state)
    press(at, "Back")
    assert not box(at, question, private).value
    assert not at.info


def test_what_stands_beside_a_private_tick_is_kept() -> None:
    question = KNOWLEDGE.support.question
    beside = next(x for x in KNOWLEDGE.questions[question].choices if x not in (*KNOWLEDGE.support.options, "none"))
    at = check(question, without([question], WELL))
    box(at, question, KNOWLEDGE.support.options[0]).check().run()
    box(at, question, beside).check().run()
    assert given(at, question) == [beside]


def test_an_open_screen_warns_once_and_then_lets_her_pass() -> None:
    at = check("signs_chest", without(["signs_chest"], WELL))
    here = at.title[0].value
    press(at, "Next")
    assert at.title[0].value == here
    assert "still open" in at.warning[0].value
    press(at, "Next")
    assert at.title[0].value != here
    assert not at.warning
    assert "signs_chest" not in at.session_state["answers"]


def test_a_screen_that_may_be_skipped_says_so_and_warns_of_nothing() -> None:
    at = check("mood", without(["mood"], WELL))
    here = at.title[0].value
    press(at, "Skip")
    assert at.title[0].value != here
    assert not at.warning


def test_answers_that_do_not_fit_are_named_where_they_arise() -> None:
    at = check("pregnant", {**WELL, "pregnant": "no", "pregnancy_week": 20})
    mistake = engine.mistakes(at.session_state["answers"], KNOWLEDGE)[0]
    assert mistake.because in at.warning[0].value
    assert mistake.fix in at.warning[0].value


def test_answers_that_do_not_fit_are_mended_in_place() -> None:
    at = check("pregnant", {**WELL, "pregnant": "no", "pregnancy_week": 20})
    clear = engine.mistakes(at.session_state["answers"], KNOWLEDGE)[0].clear
    press(at, f"Clear my answer to “{KNOWLEDGE.questions[clear[0]].text}”")
    assert engine.mistakes(at.session_state["answers"], KNOWLEDGE) == ()
    assert not at.warning


def test_every_question_says_why_it_is_asked() -> None:
    at = None
    for step in engine.steps(DESK_WORKER, KNOWLEDGE):
        at = check(step.questions[0].id, DESK_WORKER, at)
        at.session_state[f"why:{step.topic.id}"] = True
        at.run()
        said = "".join(x.value for x in at.markdown)
        assert all(question.why in said for question in step.questions), step.topic.id


def test_the_last_screen_leads_to_the_plan() -> None:
    last = engine.steps(WELL, KNOWLEDGE)[-1]
    at = press(check(last.questions[0].id, WELL), "Next")
    assert at.title[0].value == "That is enough for a plan"
    press(at, "See my plan")
    assert at.title[0].value == engine.assess(WELL, KNOWLEDGE).explanation.headline
