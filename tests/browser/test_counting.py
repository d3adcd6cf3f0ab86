"""The population on the bench: counts for axe and a phone, and a table of answers in the place of made-up people."""

from harness import Visitor, rerun, settle
from playwright.sync_api import expect
from test_access import FITS, in_both_schemes, too_wide

TABLE = b"age,regions,pain_now\n" + b"30,low_back;hip,3\n" * 7 + b"31,kneee,2\n"


def test_many_people_are_counted_made_up_or_brought(open_page: Visitor) -> None:
    page = open_page("bench?look=population")
    expect(page.get_by_text("10,000 made-up people")).to_be_visible()
    expect(page.locator("[data-testid=stVegaLiteChart][aria-label*='Bars, pattern']")).to_be_visible()
    page.get_by_text("Count answers of your own").click()
    page.get_by_text("All of them as a table: level").click()
    settle(page)
    found = in_both_schemes(page)
    assert not found, "\n".join(found)
    assert too_wide(page) == FITS
    with rerun(page):
        page.locator("input[type=file]").set_input_files({"name": "x.csv", "mimeType": "text/csv", "buffer": TABLE})
    expect(page.get_by_text("7 rows were counted, 1 left out as wrong.")).to_be_visible()
    expect(page.get_by_text("Row 9: 'regions' has no option 'kneee'; did you mean 'knee'?")).to_be_visible()
    expect(page.get_by_text("10,000 made-up people")).to_have_count(0)
    assert in_both_schemes(page) == []
    with rerun(page):
        page.get_by_role("button", name="Back to the made-up people").click()
    expect(page.get_by_text("10,000 made-up people")).to_be_visible()
