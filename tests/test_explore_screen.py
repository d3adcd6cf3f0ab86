"""The explore screen: map and list say the same, the address holds the view, a level shows all about itself."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import explore_address, explore_map, explore_words, level_detail, session, words
from pages.components.explore_address import View
from tests import the_sheet
from tests.draws import the_knowledge

APP = Path(__file__).parents[1] / "app.py"
KNOWLEDGE = the_knowledge()
KEYS = [(slug, level.id) for slug in KNOWLEDGE.usual_order for level in KNOWLEDGE.exercises[slug].levels]


@pytest.fixture(scope="module")
def at() -> AppTest:
    """One app for tests that only look at the page as a visitor without answers finds it."""
    return opened()


def opened(person: str | None = None, **address: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=30)
    if person:
        at.session_state["answers"] = KNOWLEDGE.answers_of(KNOWLEDGE.people[person])
    for name in level_detail.FOLDS:
        at.session_state[f"explore:fold:{name}"] = True
    at.switch_page("pages/screens/explore.py")
    return at_address(at, **address)


def at_address(at: AppTest, **address: str) -> AppTest:
    at.query_params.clear()
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def written(at: AppTest) -> str:
    shown = (*at.header, *at.subheader, *at.markdown, *at.caption, *at.warning)
    return "\n".join([*(str(x.value) for x in shown), the_sheet.written(at)])


def picked(at: AppTest) -> str:
    """The level that the page is about."""
    return str(the_sheet.blocks(at, "h2")[0][1])


def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Return what will be sent to the map from now on."""
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(explore_map, "_state", lambda key, data: found.append(data))
    return found


def param(at: AppTest, name: str) -> str:
    value = at.query_params.get(name, "")
    return str(value[0] if isinstance(value, list) else value)


# -------------------------------------------------------------------- the map
def test_the_map_is_sent_whole_once_and_then_only_what_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []
    monkeypatch.setattr(explore_map, "_drawing", lambda key, data, on_pick_change: drawn.append(data))
    state = sent(monkeypatch)
    at = opened()
    at_address(at, exercise="hip-thrusts")
    assert drawn[0] is drawn[1], "the layout is the same object, so the browser keeps what it has"
    assert [(x["slug"], x["id"]) for x in json.loads(drawn[0])["levels"]] == KEYS
    assert len(str(state[1])) < 1500


def test_rows_lie_in_one_group_each_and_begin_where_the_row_before_ends(at: AppTest) -> None:
    layout = explore_map.layout()
    place = 0
    for row in layout["rows"]:
        assert row["first"] == place
        place += row["count"]
        for by in ("body", "kind"):
            assert row["groups"][by] in [group for group, _ in layout["groups"][by]]
    assert place == len(layout["levels"])


def test_every_state_has_a_code_words_and_a_shape_of_its_own() -> None:
    script = (Path(explore_map.__file__).parent / "explore_map.js").read_text()
    shapes = dict(re.findall(r"^  (\w+): \(\) => (.*),$", script, re.MULTILINE))
    assert set(explore_map.CODES.values()) == set(shapes) == {*words.STATES, "neutral"}
    told = [shapes[x] for x in words.STANDINGS]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("person", ["told-anterior-tilt", "pregnant-24-weeks", "chatty-with-a-sign"])
def test_the_map_shows_where_each_level_stands_for_her(monkeypatch: pytest.MonkeyPatch, person: str) -> None:
    state = sent(monkeypatch)
    opened(person)
    found = engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people[person]), KNOWLEDGE)
    standing = engine.standings(found, KNOWLEDGE)
    assert [explore_map.CODES[x] for x in state[0]["states"]] == [standing[key] for key in KEYS]


def test_the_list_says_what_the_map_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    state = sent(monkeypatch)
    at = opened("pregnant-24-weeks", muscle="outer_hip", equipment="none")
    the_sheet.do(at, explore_words.OPEN, value=True)
    told = next(x[1] for x in the_sheet.blocks(at, "text") if "<li>Clamshell:" in x[1])
    shown = {key for key, fits in zip(KEYS, state[-1]["fit"], strict=True) if fits == "1"}
    rows = {KNOWLEDGE.exercises[slug].name for slug, _ in shown}
    assert set(re.findall("<li>([^:]+):", told)) == rows
    for (slug, level_id), code in zip(KEYS, state[-1]["states"], strict=True):
        level = next(x for x in KNOWLEDGE.exercises[slug].levels if x.id == level_id)
        words_of_it = words.STATES[explore_map.CODES[code]].lower()
        fits = "" if (slug, level_id) in shown else ", does not fit the filter"
        if KNOWLEDGE.exercises[slug].name in rows:
            assert f"{level.title} ({level.demand}, {words_of_it}{fits})" in told


# ---------------------------------------------------------------- the address
def test_an_address_picks_its_level() -> None:
    at = opened(exercise="hip-thrusts", level="single-leg-hip-thrust")
    assert picked(at) == "Single-Leg Hip Thrust"


def test_an_exercise_is_found_by_name_and_the_box_is_empty_again() -> None:
    at = opened(muscle="outer_hip")
    the_sheet.do(at, "explore:exercise", "squats")
    assert picked(at) == KNOWLEDGE.exercises["squats"].levels[0].title
    assert (param(at, "exercise"), param(at, "muscle")) == ("squats", "outer_hip")
    assert the_sheet.chosen(at, "explore:exercise") == ""


def test_whoever_has_answered_finds_her_own_level_and_first_one_of_her_plan() -> None:
    at = opened("told-anterior-tilt")
    assert "In your plan now".lower() in written(at)
    assert picked(at_address(at, exercise="hip-thrusts")) == "Bodyweight Hip Thrust"


def test_what_is_unknown_in_the_address_is_named_and_the_page_works() -> None:
    at = opened(
        exercise="levitation",
        level="aloft",
        muscle="wings",
        equipment="mat,crane",
        stage="puberty",
        colour="red",
    )
    for name in ("levitation", "aloft", "wings", "crane", "puberty", "colour"):
        assert name in the_sheet.callouts(at, "warning")[0]
    assert the_sheet.chosen(at, "explore:equipment") == ["mat"]
    assert picked(at)


def test_filters_are_kept_in_the_address_and_cleared_together() -> None:
    at = opened(exercise="plank")
    the_sheet.do(at, "explore:muscle", "outer_hip")
    the_sheet.do(at, "explore:equipment", ["none"])
    assert (param(at, "muscle"), param(at, "equipment")) == ("outer_hip", "none")
    assert "14 exercises" in written(at)
    the_sheet.do(at, "explore:clear")
    assert (param(at, "muscle"), param(at, "equipment")) == ("", "")
    assert param(at, "exercise") == "plank"


def test_only_what_is_safe_for_her_is_a_filter_of_hers_and_no_answer_is_in_the_address() -> None:
    assert "explore:safe" not in [x[1] for x in the_sheet.blocks(opened(), "toggle")]
    at = opened("pregnant-24-weeks")
    the_sheet.do(at, "explore:safe", value=True)
    found = engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people["pregnant-24-weeks"]), KNOWLEDGE)
    assert f"{len(engine.permitted(found))} levels" in written(at)
    assert set(at.query_params) == {"safe"}


@pytest.mark.parametrize("name", ["hip-thrusts/weighted-hip-thrust", "hip-thrusts/nothing", "x", "", "a/b/c"])
def test_a_tap_on_the_map_picks_only_what_exists(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    picked: list[str] = []
    monkeypatch.setattr(explore_address, "pick", lambda *level: picked.append("/".join(level)))
    monkeypatch.setattr(session, "view", lambda *_: {"pick": name})
    explore_map._picked()
    assert picked == ([name] if tuple(name.split("/")) in KEYS else [])


# ------------------------------------------------------------- all about a level
@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.exercises)[::7])
def test_a_level_says_how_to_move_on_and_what_it_asks(at: AppTest, slug: str) -> None:
    exercise = KNOWLEDGE.exercises[slug]
    for level in (exercise.levels[0], exercise.levels[-1]):
        text = written(at_address(at, exercise=slug, level=level.id))
        assert level.move_on in text
        assert engine.dose_in_words(level.dose, KNOWLEDGE) in text
        assert all(item.because in text for item in exercise.addresses)


def test_the_way_to_a_level_names_every_step_its_test_and_a_guess_of_weeks(at: AppTest) -> None:
    levels = KNOWLEDGE.exercises["single-leg-deadlift"].levels
    text = written(at_address(at, exercise="single-leg-deadlift", level=levels[-1].id))
    assert f"The way to it: {levels[-1].title}" in text
    assert all(level.title in text and level.move_on in text for level in levels[:-1])
    assert re.search(r"About \d+ to \d+ weeks in all\. .*guess", text)


def test_the_way_begins_at_the_level_that_she_says_she_can_do(at: AppTest) -> None:
    levels = KNOWLEDGE.exercises["single-leg-deadlift"].levels
    at_address(at, exercise="single-leg-deadlift", level=levels[-1].id)
    the_sheet.do(at, "explore:from", f"single-leg-deadlift/{levels[-2].id}")
    assert f"\nBegin with {levels[-2].title}" in written(at)


def test_what_rules_a_level_out_is_said_with_its_rule_its_place_and_for_whom(at: AppTest) -> None:
    text = written(at_address(at, exercise="hip-thrusts", level="weighted-hip-thrust"))
    assert "pregnancy_t3: abdomen_pelvis_pressure" in text
    assert "data/exclusions/pregnancy_t3.yaml:" in text
    assert KNOWLEDGE.facts["pregnancy_t3"].label[1:] in text


def test_a_level_that_needs_a_bench_says_what_to_do_without(at: AppTest) -> None:
    text = written(at_address(at, exercise="hip-thrusts", level="bodyweight-hip-thrust"))
    level = KNOWLEDGE.exercises["hip-thrusts"].levels[1]
    assert "Without a sofa or bench" in text
    assert level.substitutes in text


def test_without_answers_nothing_is_said_to_be_hers(at: AppTest) -> None:
    assert "For you" not in written(at_address(at, exercise="hip-thrusts"))


def test_with_answers_a_level_that_is_held_back_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    state = sent(monkeypatch)
    at = opened("pregnant-24-weeks", exercise="plank", level="toe-plank")
    found = engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people["pregnant-24-weeks"]), KNOWLEDGE)
    because = found.levels.ladders["plank"].rung("toe-plank").reasons[0].because
    assert "For you: held back" in written(at)
    assert because in written(at)
    assert because in " ".join(state[0]["ticket"])


def test_a_closed_plan_is_said_first_and_marks_nothing_as_a_start(monkeypatch: pytest.MonkeyPatch) -> None:
    state = sent(monkeypatch)
    at = opened("chatty-with-a-sign")
    assert KNOWLEDGE.wording["headline_closed"] in the_sheet.callouts(at, "warning")[0]
    assert {explore_map.CODES[x] for x in state[0]["states"]} == {"held_back"}


def test_what_changes_at_a_time_of_life_is_marked_on_the_map_and_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    state = sent(monkeypatch)
    at = opened(change="second_trimester")
    found = engine.stage_changes(KNOWLEDGE, "second_trimester")
    out = {(x.exercise, x.level) for x in found if x.what == "out"}
    assert {key for key, code in zip(KEYS, state[0]["states"], strict=True) if explore_map.CODES[code] == "out"} == out
    assert f"{len(out)} of {len(KEYS)} levels go out" in written(at)
    assert "your own answers are not used" in written(at)


def test_the_list_of_a_view_without_answers_names_no_state() -> None:
    view = View("plank", "wall-plank", False, engine.MapFilter(), "kind", "", "")
    lines = "\n".join(explore_words.lines(KNOWLEDGE, view, dict.fromkeys(KEYS, "neutral"), frozenset(KEYS)))
    assert "- Plank: Wall Plank (0); Worktop Plank (1)" in lines


@pytest.mark.parametrize(
    "did",
    [
        None,
        [],
        ["explore:muscle"],
        ["explore:muscle", "wings"],
        ["explore:muscle", ["belly"]],
        ["explore:equipment", ["mat", "crane"]],
        ["explore:equipment", "mat"],
        ["explore:exercise", "levitation"],
        ["explore:more", "yes"],
        ["no such thing", None],
        [{}, None],
        {"explore:muscle": "belly"},
    ],
    ids=repr,
)
def test_what_cannot_be_done_on_a_sheet_does_nothing(at: AppTest, did: Any) -> None:
    at_address(at, exercise="plank")
    before = the_sheet.blocks(at)
    filters = next(x.proto for x in at.get("bidi_component") if "explore:muscle" in x.proto.json)
    the_sheet.send(at, filters, did)
    assert (set(at.query_params), param(at, "exercise")) == ({"exercise"}, "plank")
    assert the_sheet.blocks(at) == before


def test_a_way_to_another_page_is_taken_within_the_visit() -> None:
    at = opened("told-anterior-tilt", exercise="hip-thrusts")
    address = next(x for label, x in the_sheet.links(at).items() if label.startswith("The whole guide"))
    assert address == "guides?guide=hip-thrusts"
    the_sheet.follow(at, address)
    assert the_sheet.title(at) == "Hip Thrusts"
    assert at.session_state["answers"]
