"""Drawings in a browser: they load, stand side by side, and fit the narrowest phone."""

from harness import Visitor, settle, until
from playwright.sync_api import expect
from test_access import FITS, check_of, too_wide
from walk import KNOWLEDGE, asked, go_on

PICTURES = ":is(figure, [data-testid=stImage]) img"
LOADED = "(css) => [...document.querySelectorAll(css)].every((x) => x.naturalWidth && x.alt)"
TOPS = "(css) => [...document.querySelectorAll(css)].map((x) => x.getBoundingClientRect().top)"


def test_pictures_of_a_test_and_of_a_posture_stand_side_by_side_and_fit_a_small_phone(open_page: Visitor) -> None:
    page = check_of(open_page, "hypermobile-student")
    while "thumbs" not in [x.id for x in asked(page)]:
        go_on(page)
    answers = len(KNOWLEDGE.questions["thumbs"].options)
    until(page, LOADED, PICTURES)
    tops = page.evaluate(TOPS, PICTURES)
    assert len(tops) > 2 * answers
    assert len(set(tops[-answers:])) == 1, "three answers stand in one row of a phone"
    page.set_viewport_size({"width": 320, "height": 800})
    settle(page)
    assert too_wide(page) == FITS
    page.goto(f"{open_page.url}/guides?guide=swayback", wait_until="domcontentloaded")
    expect(page.locator(PICTURES)).to_have_count(2)
    until(page, LOADED, PICTURES)
    assert len(set(page.evaluate(TOPS, PICTURES))) == 1, "a posture stands beside the one it is compared with"
    assert too_wide(page) == FITS
