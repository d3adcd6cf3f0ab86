"""Taking the plan along: a file of the tab itself, which no address of the server leads to."""

from urllib.parse import urlsplit

from harness import Visitor, axe, rerun
from playwright.sync_api import Page, expect


def save(page: Page, button: str, name: str) -> bytes:
    """Asks for a handout and saves it; returns what is in the file."""
    with rerun(page):
        page.get_by_role("button", name=button).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=f"Save {name}").click()
    return download.value.path().read_bytes()


def test_handouts_are_saved_by_the_browser_and_opened_to_print_and_nothing_is_fetched_for_it(
    open_page: Visitor,
) -> None:
    page = open_page("bench?person=kneecap-and-five-minutes&look=hand-out")
    fetched: list[str] = []
    page.context.on("request", lambda request: fetched.append(request.url))
    assert save(page, "One page to print", "plumbline-plan.pdf").startswith(b"%PDF-")
    to_print = page.get_by_role("link", name="Open to print")
    assert (to_print.get_attribute("href") or "").startswith("blob:")
    assert save(page, "Calendar of the sessions", "plumbline-sessions.ics").startswith(b"BEGIN:VCALENDAR")
    expect(to_print).to_have_count(0)
    assert [url for url in fetched if urlsplit(url).path.startswith(("/media", "/component"))] == []
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
