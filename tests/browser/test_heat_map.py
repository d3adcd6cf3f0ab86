"""The heat map of the library: on a phone, in both schemes, for axe, and without another page."""

from harness import Visitor, rerun, settle
from playwright.sync_api import Locator, Page, expect
from test_access import FITS, in_both_schemes, too_wide

SHOW = "Show the counts"


def chart(page: Page, said: str) -> Locator:
    return page.locator(f"[data-testid=stVegaLiteChart][aria-label*='{said}']")


def opened(open_page: Visitor) -> Page:
    page = open_page("explore")
    with rerun(page):
        page.get_by_text(SHOW).click()
    expect(chart(page, "Heat map of safe levels")).to_be_visible()
    return page


def test_axe_finds_nothing_in_the_heat_map_and_its_table_and_all_fits_a_phone(open_page: Visitor) -> None:
    page = opened(open_page)
    page.get_by_text("The counts as a table").click()
    settle(page)
    found = in_both_schemes(page)
    assert not found, "\n".join(found)
    assert too_wide(page) == FITS


def test_a_filter_chosen_by_keyboard_changes_the_map(open_page: Visitor) -> None:
    page = opened(open_page)
    place = page.get_by_role("combobox", name="Place")
    place.focus()
    page.keyboard.type("On her feet")
    page.keyboard.press("Enter")
    expect(chart(page, "None for: Pelvic floor")).to_be_visible()
