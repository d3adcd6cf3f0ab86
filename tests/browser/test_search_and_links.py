"""The guides in a browser: the search while she types, and links, also those in a text, within one visit."""

from harness import Visitor, rerun, settle
from playwright.sync_api import expect
from walk import go_on


def test_the_search_goes_along_with_her_typing_and_keeps_field_and_focus(open_page: Visitor) -> None:
    page = open_page("guides")
    field = page.get_by_role("searchbox")
    field.press_sequentially("sofa brid", delay=120)  # slower than the pause after which it searches, here and there
    expect(page.get_by_role("link", name="Hip Thrusts")).to_be_visible()
    field.press_sequentially("ge", delay=400)
    settle(page)
    expect(field).to_have_value("sofa bridge")
    expect(field).to_be_focused()
    with rerun(page):
        page.get_by_role("button", name="Clear the filters").click()
    expect(field).to_have_value("")
    expect(page.get_by_role("heading", name="Exercises", exact=True)).to_be_visible()


def test_a_link_in_a_text_leads_on_within_the_visit_to_the_heading_of_the_next_page(open_page: Visitor) -> None:
    page = open_page("guides?guide=hip-thrusts")
    page.evaluate("window.sameVisit = true")
    link = page.locator(".sheet .text a[href^='guides?guide=']").first
    go_on(page, link)
    expect(page.locator("h1")).to_be_focused()
    expect(page.locator("h1")).to_be_in_viewport()
    assert page.evaluate("window.sameVisit")
    assert "guide=" in page.url


def test_a_link_to_a_section_brings_it_into_sight_and_reading_on_is_not_disturbed(open_page: Visitor) -> None:
    page = open_page("guides?guide=hip-thrusts&section=sources")
    heading = page.get_by_role("heading", name="Sources", exact=True)
    expect(heading).to_be_in_viewport()
    page.get_by_test_id("stMain").evaluate("x => x.scrollTo(0, 0)")
    with rerun(page):
        page.get_by_text("Keep the pictures still").evaluate("x => x.closest('label').click()")
    page.wait_for_timeout(300)  # longer than a page takes to be placed
    expect(heading).not_to_be_in_viewport()
