"""Nothing is lost: not by a reload, a dropped connection or a killed server; and nothing is kept that should not be."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from harness import App, Visitor, rerun, serve, settle, until
from playwright.sync_api import BrowserContext, Locator, Page, expect
from walk import KNOWLEDGE, NECK_ACHE, go_on, option, way_on

import engine

HERS = {name: NECK_ACHE[name] for name in ("age", "pregnant", "birth_or_loss", "regions", "how_long")}
STORED = "() => JSON.parse(sessionStorage.getItem('plumbline') ?? '{}').answers ?? {}"
ALL_STORES = "() => [localStorage.plumbline ?? '', sessionStorage.plumbline ?? '', document.cookie].join(' ')"
DROP = "() => window.sockets.forEach((x) => x.close())"
COUNT_SOCKETS = """window.sockets = [];
window.WebSocket = class extends WebSocket { constructor(...x) { super(...x); window.sockets.push(this); } };"""


@pytest.fixture(scope="module")
def frail(chromium_path: str) -> Iterator[App]:
    """A server that may be killed."""
    with serve() as app:
        yield app


def place_of(question: str, answers: dict[str, Any] = HERS) -> int:
    found = engine.steps(answers, KNOWLEDGE)
    return next(place for place, step in enumerate(found) if question in [x.id for x in step.questions])


def in_the_middle(page: Page, at: str = "how_long", answers: dict[str, Any] = HERS) -> None:
    """Puts her into the middle of the check, as a reload finds her."""
    text = engine.write_answers_file(answers, KNOWLEDGE, screen=place_of(at, answers))
    page.evaluate("text => sessionStorage.setItem('plumbline', text)", text)
    page.reload(wait_until="domcontentloaded")
    settle(page)
    expect(page.locator("h1")).to_have_text(topic(at, answers))


def topic(question: str, answers: dict[str, Any] = HERS) -> str:
    return engine.steps(answers, KNOWLEDGE)[place_of(question, answers)].topic.title


def choice(page: Page, question: str, value: str) -> Locator:
    return option(page, KNOWLEDGE.questions[question], value)


def press(page: Page, question: str, value: str) -> None:
    """Taps an option without waiting for anything."""
    choice(page, question, value).locator("xpath=ancestor::label").click()


def expect_stored(page: Page, answers: dict[str, Any]) -> None:
    until(page, f"wanted => JSON.stringify(({STORED})()) === wanted", compact(answers))


def compact(answers: dict[str, Any]) -> str:
    return json.dumps(answers, separators=(",", ":"))


def test_a_reload_another_page_and_a_dropped_connection_leave_everything_as_it_was(open_page: Visitor) -> None:
    page = open_page("check", size="desk")
    page.add_init_script(COUNT_SOCKETS)
    in_the_middle(page)
    with rerun(page):
        press(page, "how_long", "under_1_week")
    page.evaluate(DROP)
    expect(page.locator("[data-test-connection-state=CONNECTED]")).to_have_count(0)
    press(page, "how_long", "weeks_6_12")
    after = {**HERS, "how_long": "weeks_6_12"}
    expect_stored(page, after)
    page.reload(wait_until="domcontentloaded")
    settle(page)
    expect(page.locator("h1")).to_have_text(topic("how_long"))
    expect(choice(page, "how_long", "weeks_6_12")).to_be_checked()
    expect(choice(page, "regions", "neck")).to_be_checked()
    page.get_by_test_id("stHeader").get_by_role("link", name="Guides", exact=True).click()
    expect(page.locator("h1")).to_have_text("Guides")
    page.go_back()
    expect(choice(page, "how_long", "weeks_6_12")).to_be_checked()
    go_on(page, page.get_by_role("button", name="Back", exact=True))
    expect(choice(page, "birth_or_loss", "no")).to_be_checked()
    expect_stored(page, after)


def test_a_killed_server_loses_nothing_and_the_first_clicks_count(open_page: Visitor, frail: App) -> None:
    page = open_page("check", url=frail.url)
    in_the_middle(page)
    after = {**HERS, "how_long": "weeks_6_12"}
    frail.kill()
    frail.start_again()
    press(page, "how_long", "weeks_6_12")
    way_on(page).click()
    expect(page.locator("h1")).not_to_have_text(topic("how_long"))
    expect_stored(page, after)
    with rerun(page):
        page.get_by_role("button", name="Back", exact=True).click()
    expect(choice(page, "how_long", "weeks_6_12")).to_be_checked()
    assert "Traceback" not in frail.says()


LOSE_ONE = """() => {
  const { screen } = document.querySelector(".check"), { send } = screen;
  screen.send = () => { screen.send = send; };
}"""


def test_a_tap_that_never_reached_the_server_is_told_again(open_page: Visitor) -> None:
    page = open_page("check", size="desk")
    in_the_middle(page, "regions")
    page.evaluate(LOSE_ONE)
    press(page, "regions", "hip")
    kept = {name: given for name, given in HERS.items() if name != "regions"}
    expect_stored(page, {**kept, "regions": ["neck", "hip"]})


def test_quick_fingers_lose_nothing(open_page: Visitor) -> None:
    page = open_page("check", size="desk")
    in_the_middle(page, "regions")
    regions = ["shoulder", "upper_back", "low_back", "hip", "knee"]
    for region in regions:
        press(page, "regions", region)
    press(page, "how_long", "weeks_6_12")
    wanted = {**HERS, "regions": ["neck", *regions], "how_long": "weeks_6_12"}
    until(
        page,
        f"wanted => {{ const x = ({STORED})(); return x.how_long === wanted.how_long && "
        "JSON.stringify([...x.regions].sort()) === JSON.stringify([...wanted.regions].sort()); }",
        wanted,
    )
    page.evaluate(
        "for (let i = 0; i < 4; i++) [...document.querySelectorAll('button')]"
        ".find((x) => x.textContent === 'Back').click()"
    )
    settle(page)
    until(page, f"age => ({STORED})().age === age", HERS["age"])


def test_the_device_keeps_answers_only_after_yes_and_forgets_them_in_one_tap(open_page: Visitor) -> None:
    page = open_page("check", size="desk")
    in_the_middle(page)
    context = page.context
    other = another_tab(context, f"{open_page.url}/")
    expect(other.get_by_role("button", name="Start the check")).to_be_visible()
    other.close()

    go_home(page)
    assert page.evaluate("localStorage.plumbline ?? null") is None
    page.get_by_role("button", name="Keep on this device").click()
    expect(page.get_by_text("Kept on this device. Others")).to_be_visible()
    page.close()
    later = another_tab(context, f"{open_page.url}/")
    expect(later.get_by_role("button", name="Go on with the check")).to_be_visible()
    expect_stored(later, HERS)
    with rerun(later):
        later.get_by_role("button", name="Delete my answers").click()
    expect(later.get_by_role("button", name="Start the check")).to_be_visible()
    until(later, f"() => !({ALL_STORES})().includes('plumbline')")
    later.reload(wait_until="domcontentloaded")
    settle(later)
    expect(later.get_by_role("button", name="Start the check")).to_be_visible()
    assert [x["name"] for x in context.cookies() if x["name"].startswith("plumbline")] == []


def another_tab(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url, wait_until="domcontentloaded")
    settle(page)
    return page


def go_home(page: Page) -> None:
    page.get_by_test_id("stHeader").get_by_role("link", name="Home", exact=True).click()
    expect(page.get_by_role("button", name="Go on with the check")).to_be_visible()
    settle(page)


def test_a_saved_file_brings_another_visit_to_the_same_place(open_page: Visitor, tmp_path: Path) -> None:
    page = open_page("", size="desk")
    in_the_middle_home(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save to a file").click()
    path = tmp_path / saved.value.suggested_filename
    saved.value.save_as(path)
    assert engine.read_answers_file(path.read_bytes(), KNOWLEDGE).values == HERS

    later = open_page("", size="desk")
    hostile = tmp_path / "hostile.json"
    hostile.write_text("[" * 100_000)
    give(later, hostile)
    expect(later.get_by_text("This file was not used, and nothing has changed")).to_be_visible()
    hostile.write_text(json.dumps({"product": "Plumbline", "version": 1, "answers": {"age": 60, "pregnancy_week": 60}}))
    give(later, hostile)
    expect(later.get_by_text("'pregnancy_week': 60 is not a number from")).to_be_visible()
    expect_stored(later, {"age": 60})
    give(later, path)
    expect(later.get_by_text("You have 1 answer here")).to_be_visible()
    with rerun(later):
        later.get_by_role("button", name="Use the file").click()
    expect_stored(later, HERS)
    with rerun(later):
        later.get_by_role("button", name="Undo").click()
    expect_stored(later, {"age": 60})


def in_the_middle_home(page: Page) -> None:
    text = engine.write_answers_file(HERS, KNOWLEDGE, screen=place_of("how_long"))
    page.evaluate("text => sessionStorage.setItem('plumbline', text)", text)
    page.reload(wait_until="domcontentloaded")
    settle(page)


def give(page: Page, path: Path) -> None:
    folded = page.locator("details:not([open]) > summary", has_text="Continue from a file")
    if folded.count():
        folded.click()
    field = page.locator("input[type=file]")
    expect(field).to_have_count(1)  # the one before goes while the run is still under way
    with rerun(page):
        field.set_input_files(path)


def test_leaving_at_once_takes_the_visit_out_of_the_tab(open_page: Visitor) -> None:
    page = open_page("check")
    in_the_middle(page, KNOWLEDGE.support.question, dict(KNOWLEDGE.well_woman))
    ordinary = "https://www.wikipedia.org/"
    page.route(ordinary, lambda route: route.fulfill(body="<h1>An ordinary page</h1>", content_type="text/html"))
    page.get_by_role("button", name="Leave this page now").click()
    expect(page.locator("h1")).to_have_text("An ordinary page")
    assert open_page.left_the_machine == [ordinary]
    open_page.left_the_machine.clear()
    assert [x["name"] for x in page.context.cookies() if x["name"].startswith("plumbline")] == []
    page.goto(open_page.url, wait_until="domcontentloaded")
    settle(page)
    expect(page.get_by_role("button", name="Start the check")).to_be_visible()
    assert page.evaluate(STORED) == {}
