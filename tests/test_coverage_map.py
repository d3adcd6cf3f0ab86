"""The heat map of the library: it and its table say the same, it counts once, and what is empty is explained."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import coverage_map
from pages.components.coverage_map import BANDS, Choice
from tests import the_sheet
from tests.draws import the_knowledge

APP = Path(__file__).parents[1] / "app.py"
LIBRARY = engine.library(the_knowledge())


def opened(**filters: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=30)
    at.switch_page("pages/screens/explore.py")
    at.session_state["explore:coverage:open"] = True
    at.run()
    for label, value in filters.items():
        at.selectbox(key=f"explore:coverage:{label}").select(value).run()
    assert not at.exception
    return at


def table(at: AppTest) -> Any:
    return at.table[-1].value.set_index("Pattern")


def empty(at: AppTest) -> list[str]:
    return [x.value for x in at.markdown if x.value.startswith("- **No level")]


def test_nothing_is_counted_until_she_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("counted")

    monkeypatch.setattr(coverage_map, "show", refuse)
    at = AppTest.from_file(str(APP), default_timeout=30)
    at.switch_page("pages/screens/explore.py").run()
    assert not at.exception
    assert not [x for x in at.selectbox if str(x.key).startswith("explore:coverage")]


def test_the_table_holds_every_pattern_and_life_stage_with_the_number_that_was_counted() -> None:
    shown = table(opened(place="anywhere", equipment="everything", time="m5"))
    file, patterns = LIBRARY.file, the_knowledge().patterns
    assert list(shown.index) == [x.name for x in patterns.values()]
    assert list(shown.columns) == [x.short for x in file.life_stages]
    stages = {x.id: x.short for x in file.life_stages}
    cells = coverage_map.cells(LIBRARY, Choice("", "anywhere", "everything", "m5"))
    assert len(cells) == len(patterns) * len(stages)
    for x in cells:
        assert shown.loc[patterns[x.about.pattern].name, stages[x.about.life_stage]] == x.levels


def test_the_chart_is_drawn_from_what_the_table_says() -> None:
    choice = Choice("", "in_bed", "nothing", "m15")
    shown = table(opened(place="in_bed"))
    drawn = next(iter(coverage_map.chart(coverage_map.counts(choice)).to_dict()["datasets"].values()))
    assert len(drawn) == shown.size
    assert all(shown.loc[x["pattern"], x["stage"]] == x["levels"] for x in drawn)
    assert all(x["named"] <= x["levels"] for x in drawn)


def test_one_life_stage_is_one_column() -> None:
    shown = table(opened(**{"life stage": "third_trimester"}))
    assert list(shown.columns) == ["From week 28"]


def test_what_is_empty_is_said_with_its_reason_and_only_there() -> None:
    told = empty(opened(place="on_her_feet"))
    hole = next(x for x in LIBRARY.file.holes if x.patterns == ("pelvic_floor_dysfunction",))
    assert told == [f"- **No level: Pelvic floor trouble.** {hole.because}"]
    assert empty(opened(place="anywhere")) == []


def test_a_pattern_and_a_stage_lead_to_their_levels_on_the_map() -> None:
    at = opened(**{"life stage": "third_trimester", "levels": "gluteal_weakness"})
    at.button(key="explore:coverage:go").click().run()
    assert not at.exception
    address = {name: "".join(given) for name, given in at.query_params.items()}
    assert (address["pattern"], address["stage"]) == ("gluteal_weakness", "third_trimester")
    assert the_sheet.chosen(at, "explore:pattern") == "gluteal_weakness"


@pytest.mark.parametrize("chosen", ["muscles", "joined", "evidence"])
def test_every_view_of_the_counts_has_a_table(chosen: str) -> None:
    at = opened()
    next(x for x in at.button_group if x.key == "explore:counts").select(chosen).run()
    assert not at.exception
    assert len(at.table[-1].value) >= 8


@pytest.mark.parametrize(
    ("levels", "name"),
    [(0, "none"), (1, "1 or 2"), (2, "1 or 2"), (3, "3 to 9"), (9, "3 to 9"), (10, "10 to 19"), (20, "20 to 49")],
)
def test_a_number_is_in_the_band_that_names_it(levels: int, name: str) -> None:
    assert coverage_map.amount(levels) == name


def test_figures_can_be_read_on_their_cells() -> None:
    for _, cell, figure in BANDS.values():
        light, dark = sorted((luminance(cell), luminance(figure)), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= 4.5


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in parts]
    return float(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
