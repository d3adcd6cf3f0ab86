"""The plan: the verdict first, exactly what the engine decided, and not one exercise while it is closed."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from tests import the_check, the_sheet
from tests.draws import the_knowledge, whole

KNOWLEDGE = the_knowledge()
BOX = {"emergency_now": "error", "same_day": "error", "within_days": "warning", "self_care": "success"}
CONTRADICTORY = whole(KNOWLEDGE, {"pregnant": "no", "pregnancy_week": 20})
CLOSED = {
    "a danger sign": KNOWLEDGE.answers_of(KNOWLEDGE.people["chatty-with-a-sign"]),
    "not sure of one": whole(KNOWLEDGE, {"signs_chest": ["not_sure"]}),
    "hardly begun": {"age": 40},
    "contradictory": CONTRADICTORY,
}


def plan(answers: dict[str, Any] | None = None, leave_out: tuple[str, ...] = ()) -> AppTest:
    """The plan as it stands after these answers."""
    at = AppTest.from_file("../app.py", default_timeout=30)
    if answers is not None:
        at.session_state["answers"] = answers
        at.session_state["left_out"] = leave_out
    at.switch_page("pages/screens/plan.py").run()
    assert not at.exception
    return at


def of_person(name: str) -> dict[str, Any]:
    return KNOWLEDGE.answers_of(KNOWLEDGE.people[name])


def assessed(at: AppTest) -> engine.Assessment:
    """What the engine makes of the answers of this visit."""
    return engine.assess(at.session_state["answers"], KNOWLEDGE, tuple(at.session_state["left_out"]))


def text(at: AppTest) -> str:
    """Everything the page says."""
    said = [str(x.value) for kind in (at.error, at.warning, at.info, at.markdown, at.caption, at.title) for x in kind]
    tables = [the_sheet.plain(x[1]) for x in the_sheet.blocks(at, "text")]
    return "\n".join([*said, *(x.label for x in (*at.expander, *at.button)), *tables, the_sheet.written(at)])


def exercise_words() -> set[str]:
    """The name of every exercise and of every level in the library."""
    return {words for x in KNOWLEDGE.exercises.values() for words in (x.name, *(level.title for level in x.levels))}


def shown(at: AppTest) -> list[str]:
    """The titles of the cards, in order."""
    titles = {level.title for x in KNOWLEDGE.exercises.values() for level in x.levels}
    return [x for x in the_sheet.headings(at) if x in titles]


def test_before_any_answer_it_says_so_and_leads_to_the_check() -> None:
    at = plan()
    assert "There is no plan yet" in text(at)
    assert shown(at) == []
    assert "Start the check" in [x.proto.label for x in at.get("page_link")]


@pytest.mark.parametrize("why", CLOSED)
def test_a_closed_plan_names_no_exercise_anywhere(why: str) -> None:
    at = plan(CLOSED[why])
    said = text(at).lower()
    assert assessed(at).triage.closed
    assert [words for words in exercise_words() if words.lower() in said] == []
    assert not {"Your exercises", "Your week"} & {*the_sheet.headings(at)}
    assert the_sheet.title(at) == KNOWLEDGE.wording["headline_closed"]


@pytest.mark.parametrize("name", KNOWLEDGE.people)
def test_the_verdict_is_the_first_thing_and_the_cards_are_the_programme(name: str) -> None:
    at = plan(of_person(name))
    result = assessed(at)
    verdict = KNOWLEDGE.disposition_words[result.triage.disposition]
    assert verdict.label in the_sheet.callouts(at, BOX.get(result.triage.disposition, "info"))[0]
    assert shown(at) == [x.title for x in result.programme.chosen]
    said = text(at)
    for card in result.explanation.cards:
        assert card.dose in said
        assert all(line in said for line in (*card.why, *card.adaptations))
    if not result.triage.closed:
        assert_whole(at, result)


def assert_whole(at: AppTest, result: engine.Assessment) -> None:
    """An open plan: every exercise of the library has its place, every stop sign stands, and nobody has reviewed it."""
    said = text(at)
    assert [x.name for x in KNOWLEDGE.exercises.values() if x.name.lower() not in said.lower()] == []
    assert result.explanation.stop_signs
    assert all(sign.do in said for sign in result.explanation.stop_signs)
    assert KNOWLEDGE.wording["reviewed"] in said


def test_an_emergency_says_where_how_fast_what_to_tell_and_what_to_do_meanwhile() -> None:
    at = plan(CLOSED["a danger sign"])
    result = assessed(at)
    advice = result.triage.red_flags[0].advice
    for words in (advice.title, advice.how_fast, advice.who, *result.explanation.meanwhile):
        assert words in text(at)
    assert "\n".join(result.explanation.tell_them) in [x[1] for x in the_sheet.blocks(at, "copyable")]


@pytest.mark.parametrize("country", KNOWLEDGE.countries)
def test_the_numbers_are_those_of_the_country_she_chooses(country: str) -> None:
    at = plan(CLOSED["a danger sign"])
    the_sheet.do(at, "verdict:country", country)
    assert KNOWLEDGE.countries[country].emergency in text(at)
    assert the_sheet.chosen(at.run(), "verdict:country") == country


def test_signs_still_open_neither_alarm_nor_reassure_and_lead_to_their_question() -> None:
    at = plan({"age": 40})
    assert not the_sheet.callouts(at, "error")
    assert not the_sheet.callouts(at, "success")
    first = assessed(at).explanation.open_questions[0]
    asked = KNOWLEDGE.questions[first]
    the_sheet.press(at, asked.text)
    assert the_check.shown(at)["topic"] == asked.topic


def test_what_holds_the_plan_gentle_and_is_not_known_leads_to_its_question() -> None:
    answers = {name: x for name, x in of_person("desk-worker-29").items() if name not in ("flare_settle", "experience")}
    at = plan(answers)
    assert assessed(at).explanation.gentle_asks == ("flare_settle", "experience")
    asked = KNOWLEDGE.questions["flare_settle"]
    the_sheet.press(at, asked.text)
    assert the_check.shown(at)["topic"] == asked.topic


@pytest.mark.parametrize(("told", "named"), [(["round_upper_back"], True), (["none"], False)])
def test_a_pattern_that_she_named_and_nothing_shows_is_not_passed_over(told: list[str], named: bool) -> None:
    at = plan(whole(KNOWLEDGE, {"patterns_told": told, "patterns_told_by": None}))
    assert not [x for x in assessed(at).patterns.results if x.likelihood in ("likely", "possible")]
    assert "No pattern stands out" in text(at)
    assert ("You named this: round upper back" in text(at)) == named


def test_what_she_leaves_out_is_replaced_and_can_be_taken_back_in() -> None:
    at = plan(of_person("pregnant-24-weeks"))
    before = shown(at)
    out = assessed(at).programme.chosen[0]
    the_sheet.do(at, f"out:{out.exercise}")
    assert out.title not in shown(at)
    assert len(shown(at)) == len(before)  # from the reserve
    assert shown(at) == [x.title for x in assessed(at).programme.chosen]
    [came] = [x.name.lower() for x in assessed(at).programme.chosen if x.title not in before]
    assert f"You left out: {out.name.lower()}. In its place: {came}." in text(at)
    the_sheet.press(at, f"Take {out.name.lower()} back in")
    assert shown(at) == before
    assert at.session_state["left_out"] == ()


def hold(at: AppTest) -> AppTest:
    """Tick the first stop sign."""
    sign = assessed(at).explanation.stop_signs[0]
    the_sheet.do(at, the_sheet.blocks(at, "toggle")[0][1], value=True)
    assert sign.do in the_sheet.callouts(at, "error")[-1]
    assert shown(at) == []
    return at


def test_a_stop_sign_puts_the_plan_on_hold_until_she_takes_it_back() -> None:
    at = hold(plan(of_person("desk-worker-29")))
    for screen in ("guides", "check", "plan"):
        at.switch_page(f"pages/screens/{screen}.py").run()
    assert shown(at) == []
    the_sheet.do(at, the_sheet.blocks(at, "toggle")[0][1], value=False)
    assert shown(at) == [x.title for x in assessed(at).programme.chosen]


def test_the_hold_of_one_plan_is_not_that_of_an_example() -> None:
    at = hold(plan(of_person("desk-worker-29")))
    at.switch_page("pages/screens/home.py").run()
    the_sheet.do(at, "example:active-70-never-scanned")
    assert shown(at) == [x.title for x in assessed(at).programme.chosen]


def test_contradictory_answers_are_named_with_what_to_do() -> None:
    at = plan(CONTRADICTORY)
    mistake = engine.mistakes(CONTRADICTORY, KNOWLEDGE)[0]
    assert mistake.because in text(at)
    assert mistake.fix in text(at)


def test_an_example_says_that_it_is_one_and_can_be_cleared() -> None:
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.session_state["answers"] = of_person("desk-worker-29")
    at.session_state["person"] = "desk-worker-29"
    at.switch_page("pages/screens/plan.py").run()
    assert KNOWLEDGE.people["desk-worker-29"].name in text(at)
    the_sheet.press(at, "Clear the example and start my own")
    assert "There is no plan yet" in text(at)
    assert at.session_state["answers"] == {}


def test_a_pattern_unfolds_with_all_that_speaks_for_and_against_it() -> None:
    at = plan(of_person("desk-worker-29"))
    for result in assessed(at).patterns.of("likely", "possible"):
        the_sheet.do(at, f"evidence:{result.pattern}", value=True)
        said = text(at)
        assert result.caveat in said
        assert all(x.because in said and x.weight in said for x in result.evidence if x.points)
    assert KNOWLEDGE.wording["posture_shown"] in text(at)
    assert "data:image/svg+xml" in str(the_sheet.blocks(at, "html"))
