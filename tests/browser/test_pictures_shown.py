"""Pictures in a browser: they load, in light and dark, stand still where that is wished, and cost a rerun nothing."""

from harness import Visitor, rerun, settle, until
from playwright.sync_api import Page, expect
from test_access import FITS, PAPER, too_wide
from walk import go_on

LOADED = """(ending) => {
  const pictures = document.querySelectorAll(".sheet img");
  const all = [...pictures].filter((x) => x.checkVisibility());
  const late = all.find((x) => !x.complete || !x.naturalWidth || !x.currentSrc.split("?")[0].endsWith(ending));
  late?.scrollIntoView();
  return all.length > 0 && !late;
}"""


def all_loaded(page: Page, ending: str = ".svg") -> int:
    """How many pictures the page has, when all of them have come; each is scrolled to, for they load when seen."""
    until(page, LOADED, ending)
    return page.locator(".sheet img:visible").count()


def test_the_cards_of_a_plan_move_and_stand_still_for_who_wishes_it_and_on_paper(open_page: Visitor) -> None:
    page = open_page("bench?person=pregnant-24-weeks", reduced_motion="no-preference")
    go_on(page, page.get_by_role("link", name="Open the whole plan"))
    cards = page.get_by_role("button", name="Leave this out").count()
    assert all_loaded(page) == cards
    assert ".still." not in page.locator("picture img").first.evaluate("x => x.currentSrc")
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", PAPER["dark"])
    all_loaded(page)
    for still in ({"reduced_motion": "reduce"}, {"reduced_motion": "no-preference", "media": "print"}):
        page.emulate_media(**still)  # type: ignore[arg-type]
        all_loaded(page, ".still.svg")
    page.emulate_media(media="screen", reduced_motion="no-preference")
    out = page.get_by_role("button", name="Leave this out").last
    with rerun(page):
        out.click()  # what stands above the cards may change
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/figures/" in request.url else None)
    page.locator("picture img").first.evaluate("x => { x.dataset.kept = 'yes' }")
    with rerun(page):
        out.click()
    assert page.locator("picture img").first.get_attribute("data-kept") == "yes"
    assert len(asked) <= 1  # that of the exercise which took its place
    with rerun(page):
        page.get_by_text("Keep the pictures still").click()
    all_loaded(page, ".still.svg")


def test_the_pictures_of_a_guide_and_of_the_list_load_and_fit_the_narrowest_phone(open_page: Visitor) -> None:
    page = open_page("guides?guide=hip-thrusts", scheme="dark")
    assert all_loaded(page) == 8  # four in the ladder, four under the levels
    expect(page.get_by_role("checkbox", name="Keep the pictures still")).to_have_count(0)  # she has said so already
    page.set_viewport_size({"width": 320, "height": 640})
    settle(page)
    assert too_wide(page) == FITS
    go_on(page, page.get_by_role("link", name="All guides", exact=True))
    with rerun(page):
        page.get_by_text("Bridges and thrusts").click()
    expect(page.get_by_role("link", name="Hip Thrusts")).to_be_visible()
    assert all_loaded(page) == 3  # one for each exercise of the shelf
    assert too_wide(page) == FITS
