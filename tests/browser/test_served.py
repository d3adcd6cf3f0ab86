"""The app as server.py hands it out: under the content policy, with a first screen, without Streamlit's shortcuts."""

import json
import re
from pathlib import Path

import pytest
from harness import PAGES, App, Visitor, rerun, serve, settle
from playwright.sync_api import Page, expect

BROWSER_TESTS = sorted(Path(__file__).parent.glob("*.py"))
UPLOAD = (
    "import streamlit as st\nfile = st.file_uploader('File')\nst.write(file.getvalue().decode() if file else '-')\n"
)


def complaints(page: Page) -> list[str]:
    """What the console says of the content policy from now on."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    return found


def test_no_page_breaks_the_content_policy_with_charts_components_and_fonts(open_page: Visitor) -> None:
    page = open_page(size="desk")
    found = complaints(page)
    with rerun(page):
        page.get_by_role("button", name="See this plan").first.click()
    for link in page.get_by_test_id("stTopNavLink").all():
        with rerun(page):
            link.click()
    for path in PAGES:
        page.goto(f"{open_page.url}/{path}", wait_until="domcontentloaded")
        settle(page)
    page.evaluate("document.fonts.ready")
    assert found == []


def test_a_breach_of_the_content_policy_would_be_noticed(open_page: Visitor) -> None:
    page = open_page()
    found = complaints(page)
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert page.evaluate("window.ran") is None
    assert len(found) == 1


def test_the_first_screen_is_readable_without_scripts_and_gone_once_the_app_is_there(open_page: Visitor) -> None:
    app = open_page()
    expect(app.locator("#first")).to_have_count(0)
    without = open_page.rooms.browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    open_page.contexts.append(without)
    page = without.new_page()
    page.goto(open_page.url)
    expect(page.locator("noscript p")).to_be_visible()
    box, later = page.locator("h1").bounding_box(), app.locator("h1").bounding_box()
    assert box is not None
    assert later is not None
    assert (box["x"], box["y"]) == (later["x"], later["y"])


def test_each_page_has_a_title_of_its_own(open_page: Visitor) -> None:
    page = open_page("guides", size="desk")
    expect(page).to_have_title("Guides · Plumbline")
    with rerun(page):
        page.get_by_test_id("stTopNavLink").first.click()
    expect(page).to_have_title("Plumbline")


def test_a_lone_r_or_c_does_nothing_and_can_still_be_typed(open_page: Visitor) -> None:
    page = open_page("guides")
    before = page.evaluate("window.runs")
    page.locator("h1").click()
    for key in "rcRC":
        page.keyboard.press(key)
    expect(page.get_by_role("dialog")).to_have_count(0)
    search = page.get_by_role("searchbox")
    search.press_sequentially("rc")
    expect(search).to_have_value("rc")
    assert page.evaluate("window.runs") == before
    with rerun(page):
        search.press("Enter")
    assert page.evaluate("window.runs") == before + 1


def test_a_file_can_still_be_uploaded(open_page: Visitor, tmp_path: Path) -> None:
    served = (Path(__file__).parents[2] / "server.py").read_text()
    root = Path(__file__).parents[2]
    (tmp_path / "upload.py").write_text(UPLOAD)
    door = served.replace('st.App("app.py"', f'st.App("{tmp_path / "upload.py"}"')
    (tmp_path / "serving.py").write_text(f"import sys\nsys.path.insert(0, {str(root)!r})\n{door}")
    with serve(str(tmp_path / "serving.py")) as app:
        page = open_page(url=app.url)
        page.locator("input[type=file]").set_input_files(
            {"name": "answers.json", "mimeType": "application/json", "buffer": json.dumps({"age": 34}).encode()}
        )
        expect(page.get_by_test_id("stMarkdownContainer").filter(has_text='{"age": 34}')).to_be_visible()


def test_the_running_server_answers_its_health_check_and_hides_its_metrics(open_page: Visitor, app: App) -> None:
    request = open_page.rooms.browser.new_context().request
    assert request.get(f"{app.url}/healthz").text() == "ok\n"
    assert request.get(f"{app.url}/_stcore/metrics").status == 404
    assert "frame-ancestors" in request.get(f"{app.url}/_stcore/health").headers["content-security-policy"]


@pytest.mark.parametrize("path", BROWSER_TESTS, ids=lambda path: path.name)
def test_no_browser_test_waits_by_evaluating_text_which_the_policy_forbids(path: Path) -> None:
    uses = re.findall(r"\.wait_for_function\(", path.read_text())
    assert not uses, "use harness.until(page, 'argument => ...', argument) instead"
