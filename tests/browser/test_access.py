"""Access: axe in every state of a screen, a narrow screen, large text, and stillness."""

from contextlib import nullcontext, suppress

import pytest
from harness import PAGES, Visitor, axe, rerun, settle, until
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate
from walk import KNOWLEDGE, asked, go_on

# Rules that Streamlit's own markup breaks and that no setting mends: {rule id: why}.
NOT_OURS = {
    "scrollable-region-focusable": "a wide st.table scrolls in a box without tabindex; browsers make it a stop of Tab",
}
PAPER = {"light": "rgb(251, 248, 243)", "dark": "rgb(20, 26, 26)"}
# One screen of the check for each way of answering, by a question that stands on it.
KINDS = {
    "a number": "age",
    "lines to choose from": "pregnant",
    "pills, and a question that they bring": "regions",
    "a checklist": "signs_chest",
    "a private one with a way out": "safe_at_home",
    "a scale": "pain_now",
    "a self-test with its steps": "wall_gap",
}
STATES = {
    "an open plan": "plan of pregnant-24-weeks",
    "a closed plan": "plan of chatty-with-a-sign",
    "a guide": "guides?guide=hip-thrusts",
    "a condition guide": "guides?guide=anterior-pelvic-tilt",
    "a level picked": "explore?exercise=hip-thrusts&level=single-leg-hip-thrust",
    "a persona and her trace": "bench?person=hypermobile-student&look=why",
    "all rules": "about?part=rules",
}
TOO_WIDE = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const shown = [...main.querySelectorAll("*")].filter((x) => !x.closest("[inert]"));
  const wide = shown.filter((x) => x.getBoundingClientRect().right > innerWidth + 1);
  const clips = (x) => /auto|scroll|hidden/.test(getComputedStyle(x).overflowX);
  const scrolls = (x) => x && x !== main && (clips(x) || scrolls(x.parentElement));
  return {
    document: document.documentElement.scrollWidth - innerWidth,
    main: main.scrollWidth - main.clientWidth,
    parts: wide.filter((x) => !scrolls(x.parentElement)).map((x) => x.outerHTML.slice(0, 120)),
  };
}"""
FITS = {"document": 0, "main": 0, "parts": []}
WATCH_MOTION = """window.moved = [];
for (const kind of ["transitionrun", "animationstart"])
  document.addEventListener(kind, (x) => window.moved.push(`${kind} ${x.propertyName || x.animationName}`), true);"""


def too_wide(page: Page) -> dict[str, object]:
    """What is wider than the window once it has settled: a chart is drawn anew a moment after a change of width."""
    fits = f"() => {{ const x = ({TOO_WIDE})(); return !x.document && !x.main && !x.parts.length; }}"
    with suppress(TooLate):
        until(page, fits, seconds=5)
    found: dict[str, object] = page.evaluate(TOO_WIDE)
    return found


def in_both_schemes(page: Page) -> list[str]:
    """What axe finds, by light and by dark; only colours differ by dark."""
    found = []
    for scheme, rules in (("light", ()), ("dark", ("color-contrast", "link-in-text-block"))):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        expect(page.get_by_test_id("stApp")).to_have_css("background-color", PAPER[scheme])
        found += [f"{scheme}: {x}" for x in axe(page, rules) if x.split()[0] not in NOT_OURS]
    return found


def unfold(page: Page, most: int = 8) -> None:
    """Opens what is folded, for axe judges only what can be seen."""
    folded = page.locator("details:not([open]) > summary")
    for _ in range(min(most, folded.count())):
        before = folded.count()
        filled = folded.first.evaluate("x => x.matches('.fold > summary[data-of]')")  # by the server, when it opens
        with rerun(page) if filled else nullcontext():
            folded.first.evaluate("x => x.click()")
        expect(folded).not_to_have_count(before)
        settle(page)


def go_to(page: Page, url: str) -> None:
    """Opens a page as a new visitor, without fetching everything anew."""
    page.goto(url, wait_until="domcontentloaded")
    settle(page)


def check_of(open_page: Visitor, person: str) -> Page:
    """The first screen of the check, with everything answered."""
    page = open_page(f"bench?person={person}")
    go_on(page, page.get_by_role("link", name="Change the answers"))
    return page


def test_axe_finds_nothing_on_any_kind_of_question(open_page: Visitor) -> None:
    page = check_of(open_page, "hypermobile-student")
    for kind, question in KINDS.items():
        while question not in [x.id for x in asked(page)]:
            go_on(page)
        if question == "wall_gap":
            unfold(page)
        found = in_both_schemes(page)
        assert not found, f"{kind}:\n" + "\n".join(found)


@pytest.mark.parametrize("part", [0, 1])
def test_axe_finds_nothing_in_a_screen_with_something_in_it(open_page: Visitor, part: int) -> None:
    page = open_page()
    for state in list(STATES)[part::2]:
        where, _, person = STATES[state].partition(" of ")
        go_to(page, f"{open_page.url}/" + (f"bench?person={person}" if person else where))
        if person:
            go_on(page, page.get_by_role("link", name="Open the whole plan"))
        unfold(page)
        found = in_both_schemes(page)
        assert not found, f"{state}:\n" + "\n".join(found)


def test_axe_finds_nothing_while_a_screen_warns(open_page: Visitor) -> None:
    page = open_page("check")
    with rerun(page):
        page.get_by_role("button", name="Next", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    found = in_both_schemes(page)
    assert not found, "\n".join(found)


def test_nothing_is_wider_than_a_small_phone_or_a_page_at_twice_the_size(open_page: Visitor) -> None:
    page = open_page(viewport={"width": 320, "height": 640}, device_scale_factor=2)
    for path in [*PAGES, "guides?guide=hip-thrusts", "bench?person=hypermobile-student&look=why"]:
        go_to(page, f"{open_page.url}/{path}")
        for width in (640, 320):
            page.set_viewport_size({"width": width, "height": 450})
            settle(page)
            assert too_wide(page) == FITS, f"/{path} at {width}"


def test_no_question_and_no_plan_is_wider_than_a_small_phone(open_page: Visitor) -> None:
    page = open_page("bench?person=hypermobile-student", viewport={"width": 320, "height": 640})
    go_on(page, page.get_by_role("link", name="Open the whole plan"))
    assert too_wide(page) == FITS
    go_on(page, page.get_by_role("link", name="Change my answers"))
    last = KNOWLEDGE.questions["pain_now"].topic
    while last not in [x.topic for x in asked(page)]:
        assert too_wide(page) == FITS
        go_on(page)
    assert too_wide(page) == FITS


@pytest.mark.parametrize("wish", ["reduce", "no-preference"])
def test_nothing_moves_for_whoever_wants_it_still(open_page: Visitor, wish: str) -> None:
    page = open_page("check", reduced_motion=wish)
    page.evaluate(WATCH_MOTION)
    with rerun(page):
        page.get_by_role("button", name="Next", exact=True).click()
    with rerun(page):
        page.get_by_text("Why are you asking?").click()
    page.get_by_role("button", name="Next", exact=True).hover()
    with rerun(page):
        page.get_by_role("button", name="Next", exact=True).click()
    moved = page.evaluate("window.moved")
    assert bool(moved) == (wish == "no-preference"), moved  # the other shows that the watch would see it
