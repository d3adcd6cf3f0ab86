"""The guides screen: a search that says where it found what, shelves to look round, and every guide whole."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pages.components import guide_list, links, tables
from pages.components.plain import plain
from tests import the_sheet
from tests.draws import the_knowledge

APP = Path(__file__).parents[1] / "app.py"
KNOWLEDGE = the_knowledge()
TITLES = {guide.title for guide in KNOWLEDGE.guides.values()}


def opened(**address: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=30)
    at.switch_page("pages/screens/guides.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def linked(at: AppTest) -> list[str]:
    """The guides that the page links to, in order."""
    return [label for _, label, *_ in the_sheet.blocks(at, "link") if label in TITLES]


def shelves(at: AppTest) -> list[str]:
    """The names on the fronts of the shelves, in order."""
    return [label.partition("**")[2].partition("**")[0] for _, _, label, *_ in the_sheet.blocks(at, "fold")]


def listed(at: AppTest) -> set[str]:
    """The guides that the page links to when every shelf is open."""
    for shelf in shelves(at):
        at.session_state[f"guides:shelf:{shelf}:many"] = True
    return set(linked(at.run()))


def searched(text: str) -> AppTest:
    at = opened()
    return the_sheet.do(at, "guides:search", text)


def texts(at: AppTest) -> list[str]:
    return [x[1] for x in the_sheet.blocks(at, "text")]


def test_without_a_filter_every_guide_is_listed() -> None:
    assert listed(opened()) == TITLES


def test_a_kind_narrows_the_list_to_it() -> None:
    at = opened()
    the_sheet.do(at, "guides:kind", "condition")
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
    the_sheet.do(at, f"guides:{name}", value)
    assert KNOWLEDGE.guides[kept].title in listed(at)
    assert KNOWLEDGE.guides[gone].title not in listed(at)


def test_every_guide_stands_on_one_shelf_and_each_kind_of_exercise_has_one() -> None:
    at = opened()
    assert listed(at) == TITLES
    assert len(linked(at)) == len(TITLES)
    assert [x[1] for x in the_sheet.blocks(at, "h2")] == ["Safety", "Conditions", "Exercises"]
    groups = [group.name for group in KNOWLEDGE.groups.values()]
    assert [shelf for shelf in shelves(at) if shelf in groups] == groups


def test_a_small_shelf_names_its_guides_so_that_none_must_be_opened_in_vain() -> None:
    labels = [label for _, _, label, *_ in the_sheet.blocks(opened(), "fold")]
    assert "**Bridges and thrusts** · Glute Bridges, Hip Thrusts, Donkey Kicks" in labels


def test_shelves_are_closed_while_there_are_many_guides_and_open_where_few_are_left() -> None:
    at = opened()
    assert linked(at) == []
    the_sheet.do(at, "guides:kind", "safety")
    assert linked(at) == ["Danger Signs", "Stop Signs"]


@pytest.mark.parametrize("words", ["hip thrusts", "hip thrst", "sofa bridge", "weighted hip thrust"])
def test_the_search_puts_the_guide_that_she_means_first(words: str) -> None:
    at = searched(words)
    assert linked(at)[0] == "Hip Thrusts"
    assert listed(at) < TITLES


def test_a_hit_says_its_kind_and_the_section_that_matched_and_leads_there() -> None:
    at = searched("numb between the legs")
    assert linked(at)[0] == "Danger Signs"
    assert "<p>Safety</p>" in [x[1].strip() for x in the_sheet.blocks(at, "small")]
    assert any(x.startswith("<p><em>Nerves and Bladder</em>") for x in texts(at))
    assert the_sheet.links(at)["Danger Signs"] == "guides?guide=danger-signs&section=nerves-and-bladder"


def test_her_words_stand_out_in_what_is_shown() -> None:
    assert any("<strong>Sitting</strong> forward" in x for x in texts(searched("tailbone hurts when sitting")))


def test_nothing_in_a_guide_is_taken_for_markdown() -> None:
    assert plain("a *b* [c](d) $e$ :red[f]") == r"a \*b\* \[c\](d) \$e\$ \:red\[f\]"


def test_many_hits_are_shown_when_she_asks_for_them() -> None:
    at = searched("wall")
    assert len(linked(at)) == guide_list.FIRST
    the_sheet.press(at, "Show all")
    assert len(linked(at)) > guide_list.FIRST
    the_sheet.do(at, "guides:search", "knee")
    assert len(linked(at)) == guide_list.FIRST


def test_a_filter_narrows_what_the_search_finds() -> None:
    at = searched("neck")
    assert "Neck Pain" in listed(at)
    the_sheet.do(at, "guides:kind", "exercise")
    assert "Neck Pain" not in listed(at)
    assert "Chin Tucks" in listed(at)


@pytest.mark.parametrize("words", ["zzzzzz", "$$$", "the"])
def test_a_search_for_nothing_we_have_says_what_to_try_and_can_be_cleared(words: str) -> None:
    at = searched(words)
    assert listed(at) == set()
    assert "Try a plainer word" in the_sheet.callouts(at, "info")[0]
    the_sheet.press(at, "Clear the filters")
    assert listed(at) == TITLES


def test_only_blanks_are_no_search() -> None:
    assert listed(searched("   ")) == TITLES


def test_an_unknown_guide_is_named_and_the_list_is_shown() -> None:
    at = opened(guide="levitation")
    assert "levitation" in the_sheet.callouts(at, "warning")[0]
    assert listed(at) == TITLES


@pytest.mark.parametrize("slug", sorted(KNOWLEDGE.guides))
def test_a_guide_shows_each_of_its_sections_and_that_nobody_has_reviewed_it(slug: str) -> None:
    at = opened(guide=slug)
    text, guide = the_sheet.written(at), KNOWLEDGE.guides[slug]
    assert the_sheet.title(at) == guide.title
    for section in guide.sections:
        assert section.title in the_sheet.headings(at)
        for part in section.parts:
            assert part.title in text
    assert "No clinician has reviewed this page yet" in text
    assert guide.last_reviewed in text


def test_links_between_guides_become_links_of_the_app_and_none_is_left_as_in_the_articles() -> None:
    at = opened(guide="hip-thrusts")
    text = "".join(texts(at))
    assert 'href="/exercises/' not in text
    assert 'href="/conditions/' not in text
    assert 'href="guides?guide=glute-bridges"' in text


def test_a_link_in_a_text_is_followed_within_the_visit_and_one_that_leads_nowhere_is_not() -> None:
    at = opened(guide="hip-thrusts")
    at.session_state["answers"] = {"age": 40}
    the_sheet.follow(at.run(), "guides?guide=glute-bridges&section=set-up")
    assert the_sheet.title(at) == "Glute Bridges"
    assert the_sheet.blocks(at, "begin") == [["begin", "glute-bridges", "set-up"]]
    assert at.session_state["answers"] == {"age": 40}
    for nowhere in ("//elsewhere.example/guides", "../guides", "https://elsewhere.example", "__init__", "", "nosuch"):
        the_sheet.follow(at, nowhere)
        assert the_sheet.title(at) == "Glute Bridges"


def test_a_link_to_a_guide_that_is_not_written_is_plain_text() -> None:
    text = "See [Sky walks](/exercises/sky-walks/) and [Squats](/exercises/squats/)."
    assert links.rewrite(text, KNOWLEDGE.guides) == "See Sky walks and [Squats](guides?guide=squats)."


def test_a_low_confidence_is_said_in_words() -> None:
    assert "<strong>Confidence: low</strong> (a convention or a careful" in "".join(texts(opened(guide="hip-thrusts")))


def test_the_ladder_stands_at_the_top_with_its_demand_in_words() -> None:
    [ladder] = [x[1] for x in the_sheet.blocks(opened(guide="hip-thrusts"), "html") if "<ol" in x[1]]
    levels = KNOWLEDGE.exercises["hip-thrusts"].levels
    assert re.findall("<b>(.*?)</b>", ladder) == [f"{place}. {x.title}" for place, x in enumerate(levels, 1)]
    assert "<span>Demand 1, supported</span><span>Needs: nothing</span>" in ladder


def test_a_wide_table_is_told_as_a_list_and_a_narrow_one_stays() -> None:
    wide = "| What | Grade | Known | Source |\n|---|---|---|---|\n| Walking | B | It may help. | X2020 |\n"
    narrow = "| What | Grade |\n|---|---|\n| Walking | B |\n"
    assert tables.narrow(wide) == "- **Walking.** Grade: B. Known: It may help. Source: X2020.\n"
    assert tables.narrow(narrow) == narrow
