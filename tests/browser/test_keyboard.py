"""The app by keyboard alone: every stop can be seen, and a new screen begins at its top and its heading."""

from typing import Any

from harness import Visitor, rerun, settle
from playwright.sync_api import Page, expect
from walk import KNOWLEDGE, NECK_ACHE, label, title

MOST_STOPS = 40
# A field is framed by what holds it: itself it is cut off there, and a box to tick is not even drawn by itself.
FOCUS = """() => {
  let at = document.activeElement;
  while (at.shadowRoot && at.shadowRoot.activeElement) at = at.shadowRoot.activeElement;
  const shown = at.tagName === "INPUT" ? at.closest("label") || at.parentElement : at;
  const {outlineStyle, outlineWidth} = getComputedStyle(shown);
  const {top, bottom, left, right, width, height} = shown.getBoundingClientRect();
  const name = at.ariaLabel || (at.labels?.[0] ?? shown).innerText || at.id || at.tagName;
  return {
    name: name.trim(), tag: at.tagName,
    marked: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && width >= 12 && height >= 12,
    onScreen: bottom > 0 && right > 0 && top < innerHeight && left < innerWidth,
  };
}"""


def focused(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(FOCUS)
    return found


def tab_to(page: Page, name: str) -> list[str]:
    """Presses Tab until this has the focus; every stop on the way has a name and can be seen."""
    stops: list[str] = []
    while name not in stops[-1:]:
        page.keyboard.press("Tab")
        stop = focused(page)
        assert stop["tag"] != "BODY", f"the focus was lost after {stops}"
        assert stop["marked"], f"nothing shows that the focus is on {stop['name']!r}"
        assert stop["onScreen"], f"{stop['name']!r} has the focus and is out of sight"
        stops.append(stop["name"].split("\n")[0])
        assert len(stops) < MOST_STOPS, f"no way to {name!r} by Tab: {stops}"
    return stops


def assert_at_the_top(page: Page) -> None:
    """A new screen: the focus is on its heading, and nothing of it is scrolled away."""
    expect(page.locator("h1")).to_be_focused()
    assert page.get_by_test_id("stMain").evaluate("x => x.scrollTop") == 0


def press(page: Page, key: str) -> None:
    with rerun(page):
        page.keyboard.press(key)


def test_the_first_screens_of_the_check_by_tab_enter_space_and_typing(open_page: Visitor) -> None:
    page = open_page(size="desk")
    age, pregnant = KNOWLEDGE.questions["age"], KNOWLEDGE.questions["pregnant"]
    topics = [x.title for x in KNOWLEDGE.vocabulary.topics]
    tab_to(page, "Start the check")
    press(page, "Enter")
    assert title(page) == topics[0]

    tab_to(page, label(age))
    page.keyboard.type(str(NECK_ACHE["age"]))
    press(page, "Enter")
    tab_to(page, "Next")
    press(page, "Enter")
    assert title(page) == topics[1]
    assert_at_the_top(page)

    tab_to(page, pregnant.choices["no"])
    press(page, "Space")
    stops = tab_to(page, "Next")
    assert "Back" in stops
    press(page, "Enter")
    assert title(page) == topics[2]
    assert_at_the_top(page)


def test_a_long_checklist_by_keyboard_and_the_next_screen_begins_at_its_top(open_page: Visitor) -> None:
    page = open_page("bench?person=desk-worker-29", size="phone")
    page.get_by_role("link", name="Change the answers").press("Enter")
    signs = KNOWLEDGE.questions["signs_chest"]
    expect(page.locator("h1")).to_have_text(KNOWLEDGE.vocabulary.topics[0].title)
    settle(page)
    while page.get_by_role("checkbox", name=signs.choices["none"]).count() == 0:
        with rerun(page):
            page.get_by_role("button", name="Next", exact=True).press("Enter")
    assert_at_the_top(page)
    tab_to(page, signs.choices["pressure_24h"])
    press(page, "Space")
    tab_to(page, signs.choices["none"])
    press(page, "Space")
    expect(page.get_by_role("checkbox", name=signs.choices["none"])).to_be_checked()
    expect(page.get_by_role("checkbox", name=signs.choices["pressure_24h"])).not_to_be_checked()
    tab_to(page, "Next")
    assert page.get_by_test_id("stMain").evaluate("x => x.scrollTop") > 0
    press(page, "Enter")
    assert_at_the_top(page)
