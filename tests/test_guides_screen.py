"""The guides screen: a list that narrows, and every guide whole."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import links, tables

APP = Path(__file__).parents[1] / "app.py"
KNOWLEDGE = engine.load()
TITLES = {guide.title for guide in KNOWLEDGE.guides.values()}


def opened(**address: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=30)
    at.switch_page("pages/screens/guides.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def listed(at: AppTest) -> set[str]:
    return {x.value for x in at.subheader} & TITLES


def written(at: AppTest) -> str:
    expanders = [x.label for x in at.expander]
    return "\n".join([*(str(x.value) for x in (*at.header, *at.subheader, *at.markdown, *at.caption)), *expanders])


def test_without_a_filter_every_guide_is_listed() -> None:
    assert listed(opened()) == TITLES


def test_a_kind_narrows_the_list_to_it() -> None:
    at = opened()
    at.button_group(key="guides:kind").select("condition").run()
    assert listed(at) == {x.title for x in KNOWLEDGE.guides.values() if x.kind == "condition"}


@pytest.mark.parametrize(
    ("name", "value", "kept", "gone"),
    [
        ("position", "bed", "glute-bridges", "squats"),
        ("equipment", "sofa", "hip-thrusts", "clamshells"),
        ("pattern", "forward_head", "chin-tucks", "clamshells"),
    ],
)
def test_each_further_filter_narrows_the_list(name: str, value: str, kept: str, gone: str) -> None:
    at = opened()
    at.selectbox(key=f"guides:{name}").select(value).run()
    assert KNOWLEDGE.guides[kept].title in listed(at)
    assert KNOWLEDGE.guides[gone].title not in listed(at)


@pytest.mark.parametrize("words", ["hip thrusts", "hip thrst", "sofa bridge", "gluteus maximus"])
def test_the_search_finds_names_other_names_muscles_and_forgives_a_slip(words: str) -> None:
    at = opened()
    at.text_input(key="guides:search").input(words).run()
    assert "Hip Thrusts" in listed(at)
    assert listed(at) < TITLES


def test_a_search_for_nothing_we_have_says_so_and_can_be_cleared() -> None:
    at = opened()
    at.text_input(key="guides:search").input("zzzzzz").run()
    assert listed(at) == set()
    assert "No guide fits" in at.info[0].value
    next(x for x in at.button if x.label == "Clear the filters").click().run()
    assert listed(at) == TITLES


def test_an_unknown_guide_is_named_and_the_list_is_shown() -> None:
    at = opened(guide="levitation")
    assert "levitation" in at.warning[0].value
    assert listed(at) == TITLES


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.guides))
def test_a_guide_shows_each_of_its_sections_and_that_nobody_has_reviewed_it(slug: str) -> None:
    at = opened(guide=slug)
    text, guide = written(at), KNOWLEDGE.guides[slug]
    assert at.title[0].value == guide.title
    for section in guide.sections:
        assert section.title in {x.value for x in at.header}
        for part in section.parts:
            assert part.title in text
    assert "No clinician has reviewed this page yet" in text
    assert guide.last_reviewed in text


def test_links_between_guides_become_links_of_the_app_and_none_is_left_as_in_the_articles() -> None:
    text = written(opened(guide="hip-thrusts"))
    assert "](/exercises/" not in text
    assert "](/conditions/" not in text
    assert "(guides?guide=glute-bridges)" in text


def test_a_link_to_a_guide_that_is_not_written_is_plain_text() -> None:
    text = "See [Sky walks](/exercises/sky-walks/) and [Squats](/exercises/squats/)."
    assert links.rewrite(text, KNOWLEDGE.guides) == "See Sky walks and [Squats](guides?guide=squats)."


def test_a_low_confidence_is_said_in_words() -> None:
    assert "**Confidence: low** (a convention or a careful guess" in written(opened(guide="hip-thrusts"))


def test_the_ladder_stands_at_the_top_with_its_demand_in_words() -> None:
    table = opened(guide="hip-thrusts").table[0].value
    assert list(table["Level"]) == [x.title for x in KNOWLEDGE.exercises["hip-thrusts"].levels]
    assert table["Demand, 0 to 5"].iloc[0] == "1, supported"


def test_a_wide_table_is_told_as_a_list_and_a_narrow_one_stays() -> None:
    wide = "| What | Grade | Known | Source |\n|---|---|---|---|\n| Walking | B | It may help. | X2020 |\n"
    narrow = "| What | Grade |\n|---|---|\n| Walking | B |\n"
    assert tables.narrow(wide) == "- **Walking.** Grade: B. Known: It may help. Source: X2020.\n"
    assert tables.narrow(narrow) == narrow
