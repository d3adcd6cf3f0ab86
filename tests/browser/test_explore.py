"""The map of exercises: what a stranger looks for on a phone, by tap and by keyboard, and what she takes along."""

import struct
import xml.etree.ElementTree as ET
from pathlib import Path

from harness import Visitor, rerun, settle
from playwright.sync_api import Locator, Page, expect
from test_access import FITS, in_both_schemes, too_wide
from walk import KNOWLEDGE, go_on

PHONE = {"width": 390, "height": 844}
FOCUSED = "document.activeElement.shadowRoot?.activeElement?.getAttribute('aria-label') ?? ''"


def row(page: Page, slug: str) -> Locator:
    return page.locator(f".row[data-slug={slug}]")


def stop(page: Page, slug: str, number: int) -> Locator:
    return row(page, slug).locator(".stop[data-level]").nth(number - 1)


def find(page: Page, name: str) -> None:
    """Finds an exercise by its name."""
    choose(page, "Find an exercise", name)


def choose(page: Page, box: str, words: str) -> None:
    with rerun(page):
        page.get_by_label(box, exact=True).select_option(label=words)


def as_person(open_page: Visitor, person: str) -> Page:
    """The map of somebody who has answered, on a phone."""
    page = open_page(f"bench?person={person}", size="desk")
    go_on(page, page.get_by_role("link", name="Explore").first)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    settle(page)
    return page


def test_a_stranger_finds_her_next_step_and_why_something_is_held_back(open_page: Visitor) -> None:
    page = as_person(open_page, "pregnant-24-weeks")
    find(page, "Hip thrust")
    expect(row(page, "hip-thrusts")).to_contain_text("Yours: Single-Leg Hip Thrust.")
    expect(row(page, "hip-thrusts")).to_be_in_viewport()
    find(page, "Plank")
    with rerun(page):
        stop(page, "plank", 4).click()
    card = row(page, "plank").locator(".ticket")
    expect(card).to_contain_text("Toe Plank")
    expect(card).to_contain_text("Held back for now")
    expect(card).to_contain_text(KNOWLEDGE.properties["high_abdominal_pressure"].label)
    assert too_wide(page) == FITS
    card.get_by_role("button", name="Everything about this level").click()
    expect(page.get_by_role("heading", name="Toe Plank", exact=True)).to_be_in_viewport()


def test_a_stranger_finds_what_trains_the_outer_hip_without_equipment_and_the_way_to_a_level(
    open_page: Visitor,
) -> None:
    page = open_page("explore")
    choose(page, "What it trains", "Outer hip")
    have = page.locator(".some", has_text="What you have").locator("summary")
    have.click()
    with rerun(page):
        page.get_by_role("checkbox", name="Nothing").check()
    expect(have).to_contain_text("Nothing")
    page.keyboard.press("Escape")
    expect(page.get_by_role("checkbox", name="Nothing")).to_be_hidden()
    expect(page.get_by_text("fit all of this")).to_be_visible()
    page.get_by_role("button", name="Open all").click()
    assert page.locator(".row").count() >= 3
    assert "muscle=outer_hip" in page.url
    with rerun(page):
        page.get_by_role("button", name="Clear the filters").click()
    find(page, "Single-leg deadlift")
    with rerun(page):
        stop(page, "single-leg-deadlift", 4).click()
    way = page.locator(".st-key-explore-all-about")
    expect(way.get_by_role("heading", name="The way to it")).to_be_visible()
    expect(way.locator("ol > li")).to_have_count(4)
    expect(way).to_contain_text("weeks in all")


def test_the_map_is_walked_by_keyboard_and_keeps_the_focus(open_page: Visitor) -> None:
    page = open_page("explore?exercise=hip-thrusts&level=floor-glute-bridge", size="desk")
    stop(page, "hip-thrusts", 1).focus()
    expect(page.locator(".stop[tabindex='0']")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    assert "Bodyweight Hip Thrust" in page.evaluate(FOCUSED)
    page.keyboard.press("ArrowDown")
    assert page.evaluate(FOCUSED).startswith("Donkey kick, 2 / 4")
    page.keyboard.press("End")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Ankle-Weight Donkey Kick", exact=True)).to_be_visible()
    assert page.evaluate(FOCUSED).startswith("Donkey kick, 4 / 4")
    assert "level=ankle-weight-donkey-kick" in page.url
    expect(stop(page, "donkey-kicks", 4)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".links path")).not_to_have_count(0)


def test_axe_finds_nothing_and_the_map_fits_the_narrowest_phone(open_page: Visitor) -> None:
    page = open_page("explore?change=second_trimester&exercise=plank&equipment=none,mat&muscle=belly")
    assert too_wide(page) == FITS
    page.set_viewport_size({"width": 320, "height": 700})
    assert too_wide(page) == FITS
    widths = page.locator(".row.picked .hit").evaluate_all("all => all.map((x) => x.getBoundingClientRect().width)")
    assert min(widths) >= 44
    found = in_both_schemes(page)
    assert not found, "\n".join(found)


def test_the_map_is_taken_along_as_svg_and_as_png(open_page: Visitor, tmp_path: Path) -> None:
    page = open_page("explore?muscle=outer_hip", size="desk")
    with page.expect_download() as svg:
        page.get_by_role("button", name="Save the map (SVG)").click()
    svg.value.save_as(tmp_path / "map.svg")
    text = " ".join(
        "".join(x.itertext()) for x in ET.parse(tmp_path / "map.svg").iter("{http://www.w3.org/2000/svg}text")
    )
    assert "Clamshell" in text
    assert "Push-up" not in text
    with page.expect_download() as png:
        page.get_by_role("button", name="Save the map (PNG)").click()
    png.value.save_as(tmp_path / "map.png")
    head = (tmp_path / "map.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert min(struct.unpack(">II", head[16:])) > 800
