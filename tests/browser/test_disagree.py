"""A disagreement, from the bench out into a file and back in: the same plan for another visitor."""

from pathlib import Path

from harness import Visitor, axe, rerun, settle
from playwright.sync_api import Page, expect
from walk import KNOWLEDGE

from engine import overlays

BENCH = "bench?person=desk-worker-29&look=disagree"


def plan_after(page: Page) -> str:
    heading = page.get_by_text("With your changes", exact=True)
    expect(heading).to_be_visible()
    return page.locator("table").nth(1).inner_text()


def test_a_swap_with_its_reason_goes_out_as_a_file_and_comes_in_as_the_same_plan(
    open_page: Visitor, tmp_path: Path
) -> None:
    page = open_page(BENCH, size="phone")
    page.get_by_label("Why? (one line, needed)").fill("A wall is always at hand.")
    with rerun(page):
        page.get_by_role("button", name="Add this change").click()
    expect(page.get_by_text("Your changes so far")).to_be_visible()
    expect(page.get_by_text("No law of safety was seen to break")).to_be_visible()
    settle(page)
    assert plan_after(page) != page.locator("table").nth(0).inner_text()
    assert axe(page) == []
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the changes to a file").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    again = overlays.read_overlay(path, KNOWLEDGE)
    assert again.changes[0].because == "A wall is always at hand."
    assert overlays.broken_cases(KNOWLEDGE, again) == ()

    later = open_page(BENCH, size="desk")
    with rerun(later):
        later.locator("input[type=file]").set_input_files(path)
    assert plan_after(later) == plan_after(page)
    with rerun(later):
        later.get_by_role("button", name="Use these rules for the plan").click()
    expect(later.get_by_text("This goes by the changed rules")).to_be_visible()
    assert axe(later) == []
