"""The explore screen: the map and its table say the same, and a level shows all about itself."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import ladder_map

APP = Path(__file__).parents[1] / "app.py"
KNOWLEDGE = engine.load()


def opened(person: str | None = None, **address: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=30)
    if person:
        at.session_state["answers"] = KNOWLEDGE.answers_of(KNOWLEDGE.people[person])
    at.switch_page("pages/screens/explore.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def written(at: AppTest) -> str:
    shown = (*at.header, *at.subheader, *at.markdown, *at.caption, *at.warning)
    return "\n".join([*(str(x.value) for x in shown), *(x.label for x in at.expander)])


def test_the_tables_of_all_parts_hold_every_level_once_in_the_usual_order() -> None:
    at = opened()
    parts = at.button_group[0].options
    found = []
    for part in parts:
        at.button_group[0].select(part).run()
        table = at.table[0].value
        found += list(zip(table["Exercise"], table["Level"], strict=True))
    exercises = [KNOWLEDGE.exercises[slug] for slug in KNOWLEDGE.usual_order]
    expected = [(x.name, level.title) for x in exercises for level in x.levels]
    assert sorted(found) == sorted(expected)
    assert len(parts) > 1


def test_the_map_opens_at_the_part_of_the_exercise_that_is_picked() -> None:
    table = opened(exercise="chin-tucks").table[0].value
    assert "Chin tuck" in set(table["Exercise"])
    assert "Squat" not in set(table["Exercise"])


@pytest.mark.parametrize("person", [None, "told-anterior-tilt", "pregnant-24-weeks"])
def test_the_table_says_what_the_chart_is_drawn_from(person: str | None) -> None:
    table = opened(person).table[0].value
    answers = KNOWLEDGE.answers_of(KNOWLEDGE.people[person]) if person else {}
    found = engine.assess(answers, KNOWLEDGE) if person else None
    part = ladder_map.part_of(KNOWLEDGE, "squats")
    marks = [x for x in ladder_map.marks(found) if ladder_map.part_of(KNOWLEDGE, x.slug) == part]
    drawn = ladder_map.chart(KNOWLEDGE, marks, ("hip-thrusts", "floor-glute-bridge"), hers=person is not None)
    rows = next(iter(drawn.to_dict()["datasets"].values()))
    assert [x["level"] for x in rows] == list(table["Level"])
    if person:
        assert [x["standing"] for x in rows] == list(table["For you"])
    else:
        assert "For you" not in table.columns


def test_the_first_level_is_shown_to_whoever_comes_without_an_address() -> None:
    first = KNOWLEDGE.exercises[next(iter(KNOWLEDGE.usual_order))]
    assert opened().header[0].value == first.levels[0].title


def test_an_address_picks_its_level() -> None:
    at = opened(exercise="hip-thrusts", level="single-leg-hip-thrust")
    assert at.header[0].value == "Single-Leg Hip Thrust"
    assert at.selectbox(key="explore:exercise").value == "hip-thrusts"


def test_what_is_unknown_in_the_address_is_named_and_the_page_works() -> None:
    at = opened(exercise="levitation", level="three-feet-up")
    assert "levitation" in at.warning[0].value
    assert "three-feet-up" in at.warning[0].value
    assert at.table


def test_picking_another_exercise_by_the_box_shows_its_first_level_and_keeps_the_address() -> None:
    at = opened(exercise="hip-thrusts", level="single-leg-hip-thrust")
    at.selectbox(key="explore:exercise").select("squats").run()
    assert at.header[0].value == KNOWLEDGE.exercises["squats"].levels[0].title
    assert at.query_params["exercise"] in ("squats", ["squats"])
    at.selectbox(key="explore:level").select("chair-squat").run()
    assert at.header[0].value == "Chair Squat"
    assert at.query_params["level"] in ("chair-squat", ["chair-squat"])


def test_what_else_trains_the_same_leads_there() -> None:
    at = opened(exercise="hip-thrusts")
    at.button(key="explore:go:glute-bridges").click().run()
    assert at.header[0].value == KNOWLEDGE.exercises["glute-bridges"].levels[0].title


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.exercises))
def test_every_level_says_how_to_move_on_and_what_it_asks(slug: str) -> None:
    at, exercise = opened(exercise=slug), KNOWLEDGE.exercises[slug]
    for level in exercise.levels:
        at.selectbox(key="explore:level").select(level.id).run()
        text = written(at)
        assert level.move_on in text
        assert engine.dose_in_words(level.dose, KNOWLEDGE) in text
        assert all(item.because in text for item in exercise.addresses)


def test_what_rules_a_level_out_is_said_with_its_rule_its_place_and_for_whom() -> None:
    text = written(opened(exercise="hip-thrusts", level="weighted-hip-thrust"))
    assert "pregnancy_t3: abdomen_pelvis_pressure" in text
    assert "data/exclusions/pregnancy_t3.yaml:" in text
    assert KNOWLEDGE.facts["pregnancy_t3"].label[1:] in text


def test_without_answers_nothing_is_said_to_be_hers() -> None:
    assert "For you" not in written(opened(exercise="hip-thrusts"))


def test_with_answers_a_level_that_is_held_back_says_why() -> None:
    at = opened("pregnant-24-weeks", exercise="hip-thrusts", level="weighted-hip-thrust")
    found = engine.assess(KNOWLEDGE.answers_of(KNOWLEDGE.people["pregnant-24-weeks"]), KNOWLEDGE)
    reasons = found.levels.ladders["hip-thrusts"].rung("weighted-hip-thrust").reasons
    assert "For you: held back" in written(at)
    assert reasons[0].because in written(at)


def test_a_closed_plan_is_said_first_and_marks_nothing_as_a_start() -> None:
    at = opened("chatty-with-a-sign")
    assert KNOWLEDGE.wording["headline_closed"] in at.warning[0].value
    assert set(at.table[0].value["For you"]) == {"Held back"}
