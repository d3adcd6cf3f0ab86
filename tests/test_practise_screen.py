"""Doing it together: today's session or one level, and nothing that is closed, on hold or held back."""

import json
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

import engine
from pages.components import practise
from tests import the_sheet
from tests.draws import the_knowledge, whole

KNOWLEDGE = the_knowledge()
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def opened(answers: dict[str, Any] | None = None, **address: str) -> AppTest:
    at = AppTest.from_file("../app.py", default_timeout=30)
    if answers is not None:
        at.session_state["answers"] = answers
    at.switch_page("pages/screens/practise.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def of_person(name: str) -> dict[str, Any]:
    return KNOWLEDGE.answers_of(KNOWLEDGE.people[name])


def assessed(answers: dict[str, Any]) -> engine.Assessment:
    return engine.assess(answers, KNOWLEDGE)


def players(at: AppTest) -> list[Any]:
    return [x.proto for x in at.get("bidi_component") if x.proto.component_name == "practise"]


def played(at: AppTest) -> dict[str, Any]:
    """What the player was told."""
    [player] = players(at)
    told: dict[str, Any] = json.loads(player.json)
    return told


def titles(at: AppTest) -> list[str]:
    return [x["title"] for x in played(at)["tasks"]]


def said(at: AppTest) -> str:
    boxes = (at.info, at.warning, at.markdown, at.caption)
    return "\n".join(str(x.value) for kind in boxes for x in kind)


def links_to(at: AppTest) -> list[str]:
    return [x.proto.label for x in at.get("page_link")]


@pytest.mark.parametrize("address", [{}, {"exercise": "hip-thrusts"}])
def test_without_answers_it_says_what_to_do_and_plays_nothing(address: dict[str, str]) -> None:
    at = opened(None, **address)
    assert players(at) == []
    assert "Start the check" in links_to(at)


@pytest.mark.parametrize("address", [{}, {"exercise": "hip-thrusts", "level": "floor-glute-bridge"}])
@pytest.mark.parametrize("answers", [of_person("chatty-with-a-sign"), {"age": 40}])
def test_a_closed_plan_plays_nothing_and_says_so(answers: dict[str, Any], address: dict[str, str]) -> None:
    at = opened(answers, **address)
    assert players(at) == []
    assert KNOWLEDGE.wording["headline_closed"] in said(at)
    assert "Your plan" in links_to(at)


@pytest.mark.parametrize("today", range(7))
def test_an_open_plan_plays_what_her_week_has_for_today_or_the_next_day(
    today: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(practise, "weekday", lambda: today)
    programme = assessed(of_person("desk-worker-29")).programme
    ahead = [*DAYS[today:], *DAYS[:today]]
    here = min(programme.week, key=lambda x: ahead.index(x.day))
    at = opened(of_person("desk-worker-29"))
    assert titles(at) == [x.title for x in programme.chosen if x.exercise in here.exercises]
    assert played(at)["open"] is True


def test_the_player_is_told_doses_signs_and_pictures_and_no_answer() -> None:
    at = opened(of_person("pregnant-24-weeks"))
    result = assessed(of_person("pregnant-24-weeks"))
    told = played(at)
    assert [x["do"] for x in told["signs"]] == [x.do for x in result.explanation.stop_signs]
    for task in told["tasks"]:
        assert task["picture"].startswith("<svg")
        assert task["stop"]
    own = [x.instead for x in result.programme.chosen[0].adaptations]
    assert own
    assert set(own) <= {line for x in told["tasks"] for line in x["adapt"]}
    assert set(told) == {"key", "open", "tasks", "steps", "signs", "words"}


def test_a_level_of_the_address_is_played_alone() -> None:
    at = opened(of_person("told-anterior-tilt"), exercise="squats", level="chair-squat")
    assert [x["title"] for x in played(at)["tasks"]] == ["Chair Squat"]
    assert played(at)["words"]["leave"] == "Back to the guide"


def test_an_exercise_without_a_level_is_played_at_hers() -> None:
    answers = of_person("told-anterior-tilt")
    chosen = assessed(answers).programme.chosen[0]
    assert titles(opened(answers, exercise=chosen.exercise)) == [chosen.title]
    at = opened(answers, exercise=chosen.exercise, level="no-such-level")
    assert titles(at) == [chosen.title]
    assert "“no-such-level”, so that is ignored" in said(at)


def test_an_unknown_exercise_is_named_and_ignored_and_nothing_begins_by_itself() -> None:
    at = opened(of_person("desk-worker-29"), exercise="moon-walks")
    assert "There is no exercise called “moon-walks”, so that is ignored." in said(at)
    assert played(at)["open"] is False


def test_no_level_that_is_held_back_is_ever_played_and_why_is_said() -> None:
    answers = of_person("pregnant-24-weeks")
    result = assessed(answers)
    held = [x for x, standing in engine.standings(result, KNOWLEDGE).items() if standing == "held_back"]
    at = opened(answers)
    for exercise, level in held[::12]:
        at.query_params["exercise"], at.query_params["level"] = exercise, level
        at.run()
        assert players(at) == [], level
        because = result.levels.ladders[exercise].rung(level).reasons[0].because
        assert because in said(at)
        assert "is not for you now" in said(at)
    assert len(held) > 24


def test_while_a_stop_sign_is_ticked_nothing_is_played() -> None:
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.session_state["answers"] = of_person("desk-worker-29")
    at.switch_page("pages/screens/plan.py").run()
    [_, first, *_] = the_sheet.blocks(at, "toggle")[0]
    the_sheet.do(at, first, value=True)
    at.switch_page("pages/screens/practise.py").run()
    assert players(at) == []
    assert "Your plan waits" in said(at)
    at.switch_page("pages/screens/plan.py").run()
    the_sheet.do(at, first, value=False)
    at.switch_page("pages/screens/practise.py").run()
    assert titles(at)


def test_a_plan_with_nothing_in_it_says_so() -> None:
    answers = whole(KNOWLEDGE, {"place": ["bed"], "minutes": "m5", "dislikes": ["counting"]})
    everything = tuple(KNOWLEDGE.exercises)
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.session_state["answers"], at.session_state["left_out"] = answers, everything
    at.switch_page("pages/screens/practise.py").run()
    assert players(at) == []
    assert "Nothing is in your plan now." in said(at)


def test_closing_it_leads_back_to_the_plan() -> None:
    at = opened(of_person("desk-worker-29"))
    states = at._tree.get_widget_states()
    trigger = f"$$STREAMLIT_INTERNAL_KEY_{players(at)[0].id}__events"
    states.widgets.append(WidgetState(id=trigger, json_trigger_value=json.dumps([{"event": "closed", "value": True}])))
    at._run(states)
    assert not at.exception
    assert "Your exercises" in the_sheet.headings(at)


def test_plan_and_guide_lead_to_it() -> None:
    at = AppTest.from_file("../app.py", default_timeout=30)
    at.session_state["answers"] = of_person("desk-worker-29")
    at.switch_page("pages/screens/plan.py").run()
    the_sheet.press(at, "Do it with me")
    assert at.title[0].value == "Do it with me"
    guide = AppTest.from_file("../app.py", default_timeout=30)
    guide.switch_page("pages/screens/guides.py")
    guide.query_params["guide"] = "hip-thrusts"
    guide.run()
    levels = KNOWLEDGE.exercises["hip-thrusts"].levels
    found = {label: address for label, address in the_sheet.links(guide).items() if address.startswith("practise")}
    assert found == {x.title: f"practise?exercise=hip-thrusts&level={x.id}" for x in levels}
