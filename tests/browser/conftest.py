"""Fixtures of the browser tests: one server and one browser for the run, a new visitor for each test."""

import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ensure_chromium import HOW_TO_GET_ONE, find_chromium
from harness import App, Rooms, Visitor, serve
from playwright.sync_api import Browser, expect, sync_playwright

SCREENSHOTS = Path(tempfile.gettempdir()) / "plumbline-screenshots"
QUIET = ["--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update"]
expect.set_options(timeout=15_000)  # two cores that the other half of the tests uses too
QUIET += ["--disable-sync", "--no-first-run", "--disable-dev-shm-usage"]


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where Chromium is; without one the tests are skipped, but fail under CI."""
    path = find_chromium()
    if path is None and os.environ.get("CI"):
        pytest.fail(HOW_TO_GET_ONE)
    return path or pytest.skip("no Chromium here: run `make browser`")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    """One Chromium for the run."""
    must_be_unboxed = os.environ.get("CI") or (hasattr(os, "geteuid") and os.geteuid() == 0)
    flags = [*QUIET, "--no-sandbox"] if must_be_unboxed else QUIET
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def app(chromium_path: str) -> Iterator[App]:
    """One running app for the run."""
    with serve() as running:
        yield running


@pytest.fixture(scope="session")
def app_url(app: App) -> str:
    """Where it listens."""
    return app.url


@pytest.fixture(scope="session")
def rooms(browser: Browser) -> Rooms:
    """The browser contexts that visitors use one after the other."""
    return Rooms(browser)


@pytest.fixture
def open_page(rooms: Rooms, app: App) -> Iterator[Visitor]:
    """Opens pages: `open_page("check", size="desk", scheme="dark")`.

    The test fails as well if the server met an exception, or if a page asked another machine for something.
    """
    before = len(app.says())
    visitor = Visitor(rooms, app.url)
    yield visitor
    visitor.leave()
    assert "Traceback" not in app.says(since=before), app.says(since=before)
    assert not visitor.left_the_machine, f"asked another machine: {visitor.left_the_machine}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Keeps a picture of every open page of a test that failed, and says where."""
    report = yield
    visitor = getattr(item, "funcargs", {}).get("open_page")
    if report.when == "call" and report.failed and visitor:
        report.sections.append(("screenshots", "\n".join(pictures(item.name, visitor))))
    return report


def pictures(name: str, visitor: Visitor) -> Iterator[str]:
    """Takes them, and yields their paths."""
    SCREENSHOTS.mkdir(exist_ok=True)
    for number, page in enumerate(visitor.pages()):
        path = SCREENSHOTS / f"{re.sub(r'[^a-zA-Z0-9]+', '-', name).strip('-')}-{number}.png"
        page.screenshot(path=path, full_page=True)
        yield str(path)
