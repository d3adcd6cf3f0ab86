"""What if, on a phone: a person, more pain, the change with its rule, and back."""

from harness import Visitor, rerun
from playwright.sync_api import expect
from test_access import FITS, in_both_schemes, too_wide


def test_more_pain_is_tried_its_rule_is_read_and_it_is_undone(open_page: Visitor) -> None:
    page = open_page("bench?person=desk-worker-29&look=what-if")
    with rerun(page):
        page.get_by_role("button", name="Pain of 7").click()
    main = page.get_by_test_id("stMain")
    expect(main).to_contain_text("strong-pain-rests-the-region")
    expect(main).to_contain_text("Wall angel: Low Wall Slide → held back")
    assert too_wide(page) == FITS
    assert not in_both_schemes(page)
    with rerun(page):
        page.get_by_role("button", name="Undo all").click()
    expect(main).to_contain_text("Nothing is tried yet")
    expect(main).not_to_contain_text("strong-pain-rests-the-region")
    pick = page.get_by_role("combobox", name="What would it take to")
    pick.focus()
    page.keyboard.type("allow")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Exercise", exact=True)).to_be_visible()
