"""Pictures: every level has one with words, unknown names have none, and broken files never break a page."""

import dataclasses
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

import engine
from pages.components import picture, session
from tests import the_sheet
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
APP = Path(__file__).parents[1] / "app.py"
SLUG = "wall-sits"
LEVELS = [level.id for level in KNOWLEDGE.exercises[SLUG].levels]


def with_figures(folder: Path, **files: str) -> engine.Knowledge:
    """The knowledge with other figures: those of `drawing/`, and these."""
    own = folder / "figures"
    shutil.copytree(engine.DATA / "figures/drawing", own / "drawing")
    for name, text in files.items():
        (own / f"{name.replace('_', '-')}.yaml").write_text(text)
    return dataclasses.replace(KNOWLEDGE, root=folder)


# ------------------------------------------------------------------ the engine
def test_every_level_has_a_picture_with_short_words_of_its_own() -> None:
    levels = [(slug, x) for slug, exercise in KNOWLEDGE.exercises.items() for x in exercise.levels]
    found = {(slug, x.id): engine.picture(KNOWLEDGE, slug, x.id) for slug, x in levels}
    for slug, level in levels:
        shown = found[slug, level.id]
        assert shown is not None
        assert shown.alt.startswith(f"{level.title}, seen ")
        assert len(shown.alt) < 250
    assert len({x.name for x in found.values() if x}) == len(levels)


def test_a_picture_is_found_by_its_name_and_drawn() -> None:
    wanted = [engine.picture(KNOWLEDGE, SLUG, LEVELS[0], still=still) for still in (False, True)]
    for shown in [*wanted, engine.ladder_picture(KNOWLEDGE, SLUG)]:
        assert shown is not None
        assert engine.picture_named(KNOWLEDGE, shown.name) == shown
        drawn = ET.fromstring(shown.svg() or "")
        assert drawn.get("viewBox") == f"0 0 {shown.width} {shown.height}"
        assert drawn.findtext("{*}desc") == shown.alt
    moving, still = (x.svg() or "" for x in wanted if x)
    assert "animate" in moving
    assert "animate" not in still


@pytest.mark.parametrize(
    "name", ["", ".svg", "nothing.svg", f"{SLUG}", f"{SLUG}/no.svg", f"{SLUG}/{LEVELS[0]}", "../x.svg"]
)
def test_an_unknown_name_has_no_picture(name: str) -> None:
    assert engine.picture_named(KNOWLEDGE, name) is None


@pytest.mark.parametrize("slug", ["bird-dog", "squats", "clamshells"])
def test_what_is_left_out_above_and_below_a_moving_figure_is_empty(slug: str) -> None:
    for level in KNOWLEDGE.exercises[slug].levels:
        shown = engine.picture(KNOWLEDGE, slug, level.id)
        assert shown is not None
        scale, y = re.findall(r'<g class="go">.*?matrix\(\S+ 0 0 -(\S+) \S+ (\S+)\)', shown.svg() or "")[0]
        lines = re.findall(r'class="floor" d="M\S+ (\S+)H', shown.svg() or "")
        for floor in lines:  # the lowest thing that is drawn
            assert float(y) - float(scale) * float(floor) <= (240 + shown.filled()) / 2
        assert shown.filled() <= 240


def test_a_mark_changes_with_what_a_picture_is_drawn_from(tmp_path: Path) -> None:
    text = (engine.DATA / f"figures/{SLUG}.yaml").read_text()
    marks = [engine.picture(KNOWLEDGE, SLUG, LEVELS[0])]
    for place, own in enumerate((text, f"{text}# another\n")):
        marks.append(engine.picture(with_figures(tmp_path / str(place), wall_sits=own), SLUG, LEVELS[0]))
    assert len({x.mark for x in marks if x}) == 3


def test_a_broken_level_is_left_out_and_the_others_of_its_file_stay(tmp_path: Path) -> None:
    other = f"{LEVELS[0]}:\n  pose: standing\n{LEVELS[1]}:\n  pose: standing\n  end: 3\n"
    knowledge = with_figures(tmp_path, wall_sits=other, squats=": [")
    assert engine.picture(knowledge, SLUG, LEVELS[0]) is not None
    assert engine.picture(knowledge, SLUG, LEVELS[1]) is None
    assert engine.ladder_picture(knowledge, SLUG) is None
    assert engine.picture_named(knowledge, "squats.svg") is None


def test_without_any_figures_there_is_no_picture(tmp_path: Path) -> None:
    knowledge = dataclasses.replace(KNOWLEDGE, root=tmp_path)
    assert engine.picture(knowledge, SLUG, LEVELS[0]) is None
    assert engine.ladder_picture(knowledge, SLUG) is None


# ------------------------------------------------------------------- the pages
def opened(screen: str, person: str | None = None, **address: str) -> AppTest:
    at = AppTest.from_file(str(APP), default_timeout=30)
    if person:
        at.session_state["answers"] = KNOWLEDGE.answers_of(KNOWLEDGE.people[person])
    at.switch_page(f"pages/screens/{screen}.py")
    for name, value in address.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def images(at: AppTest) -> list[dict[str, str]]:
    """The attributes of every picture on the page, without those that are there for paper alone."""
    shown = "".join(x[1] for x in the_sheet.blocks(at, "html"))
    text = re.sub('<picture class="picture paper">.*?</picture>', "", shown)
    return [dict(re.findall(r'(\w+)="([^"]*)"', tag)) for tag in re.findall("<img (.*?)>", text)]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "_is_served", True)


@pytest.mark.usefixtures("served")
def test_the_cards_of_a_plan_show_the_levels_that_were_chosen() -> None:
    at = opened("plan", "pregnant-24-weeks")
    chosen = engine.assess(at.session_state["answers"], KNOWLEDGE).programme.chosen
    shown = images(at)
    assert [x["src"].partition("?")[0] for x in shown] == [f"figures/{x.exercise}/{x.level}.svg" for x in chosen]
    assert [x["alt"].partition(", seen")[0] for x in shown] == [x.title for x in chosen]
    assert all(x["loading"] == "lazy" and x["width"] and x["height"] for x in shown)
    the_sheet.do(at, picture.STILL, value=True)
    assert all(".still.svg?v=" in x["src"] for x in images(at))


@pytest.mark.usefixtures("served")
def test_a_guide_shows_its_ladder_with_her_level_and_every_level_under_progressions() -> None:
    at = opened("guides", "pregnant-24-weeks", guide="hip-thrusts")
    levels = KNOWLEDGE.exercises["hip-thrusts"].levels
    assert [x["src"] for x in images(at) if not x["alt"]] == [images(at)[0]["src"]] * len(levels)
    assert [x["alt"].partition(", seen")[0] for x in images(at) if x["alt"]] == [x.title for x in levels]
    [ladder] = [x[1] for x in the_sheet.blocks(at, "html") if '<ol class="ladder">' in x[1]]
    hers = re.findall(r"<li aria-current=true>.*?<b>(.*?)</b>.*?</li>", ladder)
    assert hers == ["3. Single-Leg Hip Thrust"]


@pytest.mark.usefixtures("served")
def test_an_open_shelf_shows_each_exercise_and_what_is_not_drawn_has_no_gap() -> None:
    at = opened("guides")
    the_sheet.do(at, "guides:kind", "exercise")
    the_sheet.do(at, "guides:shelf:Bridges and thrusts:many", value=True)
    shown = [x["src"].partition("?")[0] for x in images(at)]
    assert shown == [f"figures/{slug}.svg" for slug in ("glute-bridges", "hip-thrusts", "donkey-kicks")]
    assert len(the_sheet.blocks(at, "small-beside")) == len(shown)


def all_but_figures(folder: Path) -> Path:
    """Return a data folder like ours without pictures: the app keeps what it reads there for the tests after this."""
    folder.mkdir()
    for path in engine.DATA.iterdir():
        if path.name != "figures":
            (folder / path.name).symlink_to(path)
    return folder


@pytest.mark.usefixtures("served")
@pytest.mark.parametrize("screen", ["plan", "guides", "explore", "home"])
def test_a_page_does_without_pictures_that_cannot_be_had(
    screen: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    knowledge = dataclasses.replace(KNOWLEDGE, root=all_but_figures(tmp_path / "data"))
    monkeypatch.setattr(session, "knowledge", lambda: knowledge)
    address: dict[str, Any] = {"guide": SLUG} if screen == "guides" else {}
    at = opened(screen, "pregnant-24-weeks", **address)
    assert images(at) == []


def test_without_the_server_a_picture_stands_in_the_page_itself_and_is_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "_is_served", False)
    shown = images(opened("plan", "pregnant-24-weeks"))
    assert shown
    assert all(x["src"].startswith("data:image/svg+xml;base64,") and x["alt"] for x in shown)
