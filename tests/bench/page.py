"""Clicks and loads in Chromium, against a default Streamlit app (`bare.py`) served in the same run."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import cycle, repeat
from pathlib import Path

from ensure_chromium import HOW_TO_GET_ONE, find_chromium
from harness import COUNT_RUNS, rerun, serve, settle, until
from playwright.sync_api import Browser, Locator, Page, sync_playwright
from walk import KNOWLEDGE, NECK_ACHE, answer, option, spoken, walk, way_on

from tests.bench.rows import Row, ratio

CLICKS = 9
LOADS = 5
ASKED = "birth_or_loss"  # a question with lines to choose from
LEFT = "signs_head"  # a long list, from which Next leads to another
BARE = Path(__file__).with_name("bare.py")
LOADED = ("cold load to first paint", "cold load to the app's text", "warm load to the app's text")
SLOW = {"offline": False, "latency": 60, "downloadThroughput": 9e6 / 8, "uploadThroughput": 9e6 / 8}

# From the click to the last change of what is shown, or until the server says that the run is over if that comes later.
CLICK = """async (element) => {
  const before = window.runs;
  let changed = 0;
  const watch = new MutationObserver(() => { changed = performance.now(); });
  watch.observe(document.querySelector("[data-testid=stApp]"), { childList: true, characterData: true, subtree: true });
  const start = performance.now();
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  const over = () => window.runs > before && performance.now() - Math.max(changed, window.ranAt) > 150;
  while (!over()) await new Promise((resolve) => setTimeout(resolve, 10));
  watch.disconnect();
  return Math.max(changed, window.ranAt) - start;
}"""

# When the app's own text stands on the page; the first screen of text, which is no part of it, counts as paint only.
FIRST_TEXT = """
  new MutationObserver((_, watch) => {
    const text = document.querySelector("[data-testid=stMain] :is(h1, [data-testid=stMarkdownContainer])");
    if (text?.textContent.trim()) { window.firstText = performance.now(); watch.disconnect(); }
  }).observe(document, { childList: true, characterData: true, subtree: true });
"""
TIMES = "() => [performance.getEntriesByName('first-contentful-paint')[0].startTime, window.firstText]"


def measure() -> Iterator[Row]:
    """The rows, clicks first; each ratio is of two medians, taken turn by turn."""
    with ExitStack() as stack:
        settings = ["--browser.gatherUsageStats", "false", "--server.address", "127.0.0.1"]
        nowhere = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bare = stack.enter_context(serve(str(BARE), nowhere, settings)).url
        ours = stack.enter_context(serve()).url
        browser = stack.enter_context(_chromium())
        yield from _clicks(browser, ours, bare)
        yield from _loads(browser, ours, bare)


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = find_chromium()
    if path is None:
        raise SystemExit(HOW_TO_GET_ONE)
    boxed = [] if os.geteuid() else ["--no-sandbox"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--disable-gpu", *boxed])
        yield browser
        browser.close()


def _open(browser: Browser, url: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB").new_page()
    page.add_init_script(COUNT_RUNS)
    page.goto(url)
    settle(page)
    return page


# ------------------------------------------------------------------ clicks
def _clicks(browser: Browser, ours: str, bare: str) -> Iterator[Row]:
    button = _open(browser, bare).get_by_role("button", name="Press")
    for name, (target, turns) in {
        "the check: answer a question": (0.6, _answers(browser, ours)),
        "the check: press Next": (0.6, _nexts(browser, ours)),
        "home: go to the guides": (1.0, _visits(browser, ours)),
        "guides: pick a filter": (1.0, _pills(browser, f"{ours}/guides")),
        "explore: order the rows in another way": (1.0, _orders(browser, f"{ours}/explore")),
        "explore: tap a level on the map": (1.0, _taps(browser, f"{ours}/explore")),
        "plan: leave an exercise out": (1.0, _left_out(browser, ours)),
    }.items():
        pairs = [(_click(next(turns)), _click(button)) for _ in range(CLICKS + 1)]
        mine, theirs = zip(*pairs[1:], strict=True)  # the first imports and caches
        yield ratio(name, mine, theirs, target)
        next(turns).page.context.close()


def _click(element: Locator) -> float:
    time: float = element.evaluate(CLICK)
    return time


def _answers(browser: Browser, url: str) -> Iterator[Locator]:
    page = _open(browser, f"{url}/check")
    walk(page, spoken(NECK_ACHE), until=ASKED)
    question = KNOWLEDGE.questions[ASKED]
    yield from cycle([option(page, question, choice) for choice in list(question.choices)[:2]])


def _nexts(browser: Browser, url: str) -> Iterator[Locator]:
    page = _open(browser, f"{url}/check")
    walk(page, spoken(NECK_ACHE), until=LEFT)
    answer(page, spoken(NECK_ACHE))
    yield from _there_and_back(page, way_on(page), page.get_by_role("button", name="Back"))


def _visits(browser: Browser, url: str) -> Iterator[Locator]:
    page = _open(browser, url)
    link = page.get_by_test_id("stTopNavLink")
    yield from _there_and_back(page, link.filter(has_text="Guides"), link.filter(has_text="Home"))


def _pills(browser: Browser, url: str) -> Iterator[Locator]:
    yield from repeat(_open(browser, url).locator("[data-of^='guides:kind=']:not(:checked)").first)


def _orders(browser: Browser, url: str) -> Iterator[Locator]:
    page = _open(browser, url)
    with rerun(page):
        page.get_by_text("More filters").click()
    yield from repeat(page.locator("[data-of^='explore:by=']:not(:checked)"))


def _taps(browser: Browser, url: str) -> Iterator[Locator]:
    page = _open(browser, url)
    levels = page.locator(".row.picked .stop[data-level]")
    yield from cycle([levels.nth(0), levels.nth(1), levels.nth(2)])


def _left_out(browser: Browser, url: str) -> Iterator[Locator]:
    page = _open(browser, url)
    with rerun(page):
        page.get_by_role("button", name="See this plan").first.click()
    out = page.get_by_role("button", name="Leave this out").first
    yield from _there_and_back(page, out, page.get_by_role("button", name="back in"))


def _there_and_back(page: Page, there: Locator, back: Locator) -> Iterator[Locator]:
    while True:
        yield there
        with rerun(page):
            back.click()


# ------------------------------------------------------------------ loads
def _loads(browser: Browser, ours: str, bare: str) -> Iterator[Row]:
    for line, slow, targets in (
        ("9 Mbit line", True, (0.3, 0.6, None)),
        ("localhost", False, (None, 1.15, None)),
    ):
        pairs = [(_load(browser, ours, slow), _load(browser, bare, slow)) for _ in range(LOADS)]
        for place, what in enumerate(
            ("cold load to first paint", "cold load to the app's text", "warm load to the text")
        ):
            mine, theirs = ([pair[side][place] for pair in pairs] for side in (0, 1))
            yield ratio(f"home, {what}, {line}", mine, theirs, targets[place])


def _load(browser: Browser, url: str, slow: bool) -> tuple[float, float, float]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.add_init_script(FIRST_TEXT)
    if slow:
        context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    cold = _times(page, url)
    warm = _times(page, url)
    context.close()
    return *cold, warm[1]


def _times(page: Page, url: str) -> tuple[float, float]:
    page.goto(url, wait_until="commit")
    until(page, "() => window.firstText && performance.getEntriesByName('first-contentful-paint').length")
    paint, text = page.evaluate(TIMES)
    return paint, text
