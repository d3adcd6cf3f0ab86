"""Doing it together in a browser: a whole small session with the clock in hand, by keys, by touch, and to axe."""

import re
from typing import Any

from harness import Visitor, axe, settle, until
from playwright.sync_api import Locator, Page, expect
from test_access import in_both_schemes
from test_keyboard import focused
from walk import KNOWLEDGE

import engine

# Two sets of ten with rests, a hold on each side, and one of several repetitions.
SHE = "two-falls-at-78"
TOO_SMALL = """() => {
  const root = [...document.querySelectorAll("*")].find((x) => x.shadowRoot?.querySelector(".practise")).shadowRoot;
  const shown = [...root.querySelectorAll("dialog button")].filter((x) => x.checkVisibility());
  return shown.filter((x) => {
    const { width, height, right, bottom } = x.getBoundingClientRect();
    return Math.min(width, height) < 44 || right > innerWidth || bottom > innerHeight;
  }).map((x) => x.textContent);
}"""

LOCKS = """() => {
  window.locks = 0;
  const lock = { addEventListener() {}, release() { window.locks -= 1; } };
  const request = async () => { window.locks += 1; return lock; };
  Object.defineProperty(navigator, "wakeLock", { value: { request } });
}"""
LOOK_AWAY = """(away) => {
  Object.defineProperty(document, "hidden", { value: away, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
  return window.locks;
}"""


def session_of(name: str) -> engine.Practice:
    answers = KNOWLEDGE.answers_of(KNOWLEDGE.people[name])
    return engine.practice(engine.assess(answers, KNOWLEDGE), KNOWLEDGE)


def player(page: Page) -> Locator:
    return page.get_by_role("dialog")


def press(page: Page, name: str) -> None:
    player(page).get_by_role("button", name=name, exact=True).click()


def begin(open_page: Visitor, **options: Any) -> Page:
    """Her plan, and on it the way into the session, while the clock stands still but for what a test lets pass."""
    page = open_page(f"bench?person={SHE}", **options)
    page.evaluate(LOCKS)
    page.get_by_role("link", name="Open the whole plan").click()
    page.get_by_role("button", name="Do it with me").click()
    expect(player(page)).to_be_visible()
    settle(page)
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    return page


def let_pass(page: Page, seconds: float) -> None:
    """Lets so many seconds pass, a little at a time: after a long gap the player takes it that the machine slept."""
    while seconds > 0:
        page.clock.fast_forward(int(min(seconds, 4) * 1000))
        page.clock.run_for(20)
        seconds -= 4


def at_kind(page: Page, kind: str) -> None:
    expect(player(page)).to_have_attribute("data-kind", kind)


def test_a_session_counts_rests_goes_on_and_leads_back(open_page: Visitor) -> None:
    page = begin(open_page)
    session = session_of(SHE)
    first, second = session.tasks[:2]
    says, count = player(page).get_by_role("status"), page.locator(".count strong")
    expect(player(page).get_by_role("heading", name=first.title)).to_be_visible()
    expect(player(page).get_by_role("button", name="Start")).to_be_focused()
    press(page, "Start")
    at_kind(page, "ready")
    expect(count).to_have_text("5")
    let_pass(page, 5)
    at_kind(page, "reps")
    expect(says).to_contain_text(f"Go. {first.dose.reps[0]} times.")  # type: ignore[index]
    expect(count).to_have_text("1")
    work = session.steps[2]
    let_pass(page, work.seconds / work.reps)
    expect(count).to_have_text("2")

    press(page, "Pause")
    let_pass(page, 8)
    expect(count).to_have_text("2")
    expect(says).to_have_text("Paused.")
    press(page, "Something hurts")
    expect(player(page)).to_contain_text(first.stop_if[0])
    assert all(sign.do in player(page).inner_text() for sign in session.stop_signs)
    page.keyboard.press("Escape")
    assert page.evaluate(LOOK_AWAY, True) == 0
    page.evaluate(LOOK_AWAY, False)
    assert page.evaluate("window.locks") == 1
    press(page, "Go on")
    let_pass(page, work.seconds * (work.reps - 1) / work.reps)
    at_kind(page, "rest")
    expect(says).to_contain_text(f"Rest for {first.dose.rest_s} seconds. Next: Set 2 of 2")
    let_pass(page, first.dose.rest_s)
    at_kind(page, "reps")
    press(page, "Slower")
    let_pass(page, work.seconds)
    at_kind(page, "reps")
    let_pass(page, work.seconds / 2)
    at_kind(page, "prepare")
    expect(player(page).get_by_role("heading", name=second.title)).to_be_visible()

    page.clock.resume()
    page.reload(wait_until="domcontentloaded")
    expect(player(page).get_by_role("heading", name=second.title)).to_be_visible()
    press(page, "Start")
    press(page, "Skip")
    at_kind(page, "reps")
    expect(player(page)).to_contain_text("Right side")
    press(page, "Skip")
    at_kind(page, "change")
    press(page, "Skip")
    expect(player(page)).to_contain_text("Left side")
    press(page, "Back")
    expect(player(page)).to_contain_text("Right side")
    press(page, "Close")
    expect(page.get_by_role("heading", name="Your exercises")).to_be_visible()
    expect(player(page)).to_have_count(0)
    assert page.evaluate("sessionStorage.getItem('plumbline-practise')") is None


def test_by_keys_alone_on_the_smallest_phone_and_clean_to_axe(open_page: Visitor) -> None:
    page = begin(open_page, viewport={"width": 320, "height": 568})
    page.clock.resume()
    states = ["prepare", "ready", "hurts", "done"]
    for state in states:
        at_kind(page, state)
        found = in_both_schemes(page)
        assert not found, f"{state}:\n" + "\n".join(found)
        for width, height in ((844, 390), (320, 568)):
            page.set_viewport_size({"width": width, "height": height})
            until(page, "width => innerWidth === width", width)
            assert page.evaluate(TOO_SMALL) == [], f"{state} at {width}"
        page.emulate_media(color_scheme="light")
        if state == "prepare":
            page.keyboard.press("Enter")
            page.keyboard.press(" ")  # pauses
            expect(player(page).get_by_role("button", name="Go on")).to_be_focused()
        elif state == "ready":
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Shift+Tab")
            assert focused(page)["name"] == "Something hurts"
            page.keyboard.press("Enter")
        elif state == "hurts":
            page.keyboard.press("Escape")
            while player(page).get_attribute("data-kind") != "done":
                page.keyboard.press("ArrowRight")
                if player(page).get_attribute("data-kind") == "prepare":
                    page.keyboard.press("ArrowRight")
    assert page.evaluate("window.locks") == 0
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Your exercises")).to_be_visible()
    expect(page).to_have_url(re.compile(r"/plan$"))
    assert not axe(page, ["aria-dialog-name"])
