"""The body to tap in a browser: by touch and by keys, in agreement with the pills, and left is her left."""

from typing import Any

from harness import Visitor, axe, rerun
from playwright.sync_api import Locator, Page, expect
from test_access import FITS, too_wide
from test_keyboard import MOST_STOPS, focused, press
from walk import KNOWLEDGE, NECK_ACHE, go_on, spoken, walk

REGIONS = KNOWLEDGE.questions["regions"]


def where_it_hurts(open_page: Visitor, **options: Any) -> Page:
    """The check, at the question with the figure."""
    page = open_page("check", **options)
    walk(page, spoken(NECK_ACHE), until="regions")
    return page


def shape(page: Page, label: str) -> Locator:
    return page.get_by_role("checkbox", name=label, exact=True)


def pill(page: Page, region: str) -> Locator:
    return page.get_by_role("checkbox", name=REGIONS.choices[region], exact=True)


def middle(found: Locator) -> float:
    box = found.bounding_box()
    assert box
    return box["x"] + box["width"] / 2


def tab_into_the_figure(page: Page) -> None:
    """Presses Tab until a shape of the figure has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if focused(page)["tag"] == "path":
            return
    raise AssertionError("no way into the figure by Tab")


def assert_ringed(page: Page, label: str) -> None:
    """The shape has the focus, and a line that can be seen runs round it: a box would cover its neighbours."""
    assert focused(page)["name"] == label
    rings = page.locator(".ring").evaluate_all("all => all.map((x) => x.getAttribute('d'))")
    assert set(rings) == {"", shape(page, label).get_attribute("d")}
    expect(page.locator(".ring").first).to_have_css("stroke-width", "3px")


def small(page: Page) -> list[str]:
    """The shapes on the screen that are narrower or lower than 24 px."""
    found: list[str] = page.locator(".part:visible").evaluate_all(
        "all => all.filter((x) => { const b = x.getBoundingClientRect(); return Math.min(b.width, b.height) < 24; })"
        ".map((x) => x.ariaLabel)"
    )
    return found


def test_by_touch_on_a_phone_figure_and_pills_agree(open_page: Visitor) -> None:
    page = where_it_hurts(open_page)
    knee = shape(page, "Left knee, front")
    expect(knee).to_be_hidden()
    page.get_by_role("button", name="Or show it on a body").tap()
    with rerun(page):
        knee.tap()
    expect(pill(page, "knee")).to_be_checked()
    expect(knee).to_be_checked()
    expect(shape(page, "Right knee, front")).not_to_be_checked()
    assert middle(knee) > middle(shape(page, "Right knee, front")), "seen from the front her left is on our right"

    page.get_by_role("button", name="Back view").tap()
    behind = shape(page, "Left knee, back")
    expect(behind).to_be_checked()
    assert middle(behind) < middle(shape(page, "Right knee, back"))
    with rerun(page):
        pill(page, "knee").tap()
    expect(behind).not_to_be_checked()
    with rerun(page):
        pill(page, "low_back").tap()
    expect(shape(page, "Lower back, back")).to_be_checked()
    with rerun(page):
        shape(page, "Lower back, back").tap()
    expect(pill(page, "low_back")).not_to_be_checked()


def test_the_open_figure_is_clean_to_axe_fits_a_small_phone_and_can_be_hit(open_page: Visitor) -> None:
    page = where_it_hurts(open_page)
    page.get_by_role("button", name="Or show it on a body").tap()
    with rerun(page):
        shape(page, "Neck, front").tap()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert axe(page) == [], scheme
    assert small(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert too_wide(page) == FITS


def test_by_keys_alone_and_still_there_after_the_next_screen(open_page: Visitor) -> None:
    page = where_it_hurts(open_page, size="desk")
    assert small(page) == []
    tab_into_the_figure(page)
    assert_ringed(page, "Head, face or jaw, front")
    page.keyboard.press("ArrowDown")
    assert_ringed(page, "Neck, front")
    press(page, "Space")
    expect(shape(page, "Neck, front")).to_be_checked()
    expect(pill(page, "neck")).to_be_checked()
    assert focused(page)["name"] == "Neck, front", "the focus stays where it was"
    page.keyboard.press("End")
    assert focused(page)["name"] == "Left ankle or foot, front"
    press(page, "Enter")
    page.keyboard.press("Tab")
    assert focused(page)["name"] == "Head, face or jaw, back", "a view is one stop"

    page.get_by_role("radio", name=KNOWLEDGE.questions["how_long"].choices["weeks_1_6"]).focus()
    press(page, "Space")
    go_on(page)
    go_on(page, page.get_by_role("button", name="Back", exact=True))
    for label in ("Neck, front", "Neck, back", "Left ankle or foot, back"):
        expect(shape(page, label)).to_be_checked()
    expect(shape(page, "Right ankle or foot, back")).not_to_be_checked()
