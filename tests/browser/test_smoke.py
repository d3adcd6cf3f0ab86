"""Every screen opens for whoever comes straight to it, is accessible, and keeps to itself.

That no request leaves this machine is judged for every page of every test, where `open_page` ends.
"""

import tomllib
from typing import Any

import pytest
from harness import PAGES, ROOT, Rooms, Scheme, Size, Visitor, axe, serve, settle
from playwright.sync_api import Browser, Page, expect
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests import the_check

VIEWS: list[tuple[Size, Scheme]] = [("phone", "light"), ("desk", "dark")]


def assert_whole(page: Page) -> None:
    """One main heading, and no error in its place."""
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_test_id("stException")).to_have_count(0)
    expect(page.get_by_role("dialog")).to_have_count(0)  # where Streamlit says "Page not found"
    assert "Traceback" not in page.inner_text("body")


@pytest.mark.parametrize(("size", "scheme"), VIEWS)
def test_a_page_opens_as_the_first_of_a_visit_and_axe_finds_nothing(
    open_page: Visitor, size: Size, scheme: Scheme
) -> None:
    page = open_page(size=size, scheme=scheme)
    for path in PAGES:
        page.goto(f"{open_page.url}/{path}", wait_until="domcontentloaded")  # a new visit: only files are kept
        settle(page)
        assert_whole(page)
        found = axe(page)
        assert not found, f"/{path}:\n" + "\n".join(found)


@pytest.mark.parametrize(
    ("script", "path"), [("server.py", "check"), ("server.py", "about"), ("app.py", "check"), ("app.py", "plan")]
)
def test_a_page_opens_as_the_very_first_request_after_the_start(open_page: Visitor, script: str, path: str) -> None:
    with serve(script) as fresh:
        page = open_page(path, url=fresh.url)
        assert_whole(page)
        assert "Traceback" not in fresh.says()
    screen = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).switch_page(f"pages/screens/{path}.py").run()
    wanted = the_check.shown(screen)["title"] if path == "check" else screen.title[0].value
    assert page.locator("h1").inner_text() == wanted


def test_a_request_to_another_machine_would_be_noticed(browser: Browser) -> None:
    visitor = Visitor(Rooms(browser), "http://127.0.0.1")
    for address in [
        "http://127.0.0.1/x",
        "data:,x",
        "wss://elsewhere.invalid/x",
        "https://elsewhere.invalid/y",
    ]:
        visitor.note_address(address)
    assert visitor.left_the_machine == ["wss://elsewhere.invalid/x", "https://elsewhere.invalid/y"]


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(251, 248, 243)"), ("dark", "rgb(20, 26, 26)")])
def test_the_visitors_own_colour_scheme_is_followed(open_page: Visitor, scheme: Scheme, paper: str) -> None:
    page = open_page(scheme=scheme)
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", paper)


def test_streamlit_knows_and_keeps_every_setting_of_ours() -> None:
    ours: dict[str, dict[str, Any]] = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    theme = ours.pop("theme")
    schemes = {
        f"theme.{scheme}.{name}": value for scheme in ("light", "dark") for name, value in theme.pop(scheme).items()
    }
    flat = {
        f"{section}.{name}": value
        for section, options in {**ours, "theme": theme}.items()
        for name, value in options.items()
    }
    kept = {name: config.get_option(name) for name in {**flat, **schemes}}
    assert kept == {**flat, **schemes}
