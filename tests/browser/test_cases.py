"""A professional's walk in a browser: all cases, a hidden danger sign, why, on paper, and a case of her own kept."""

import re
from pathlib import Path

from harness import Visitor, axe, rerun, settle
from playwright.sync_api import Page, expect

import engine
from engine.model import Person
from engine.source import read_yaml
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
SHE = KNOWLEDGE.people["chatty-with-a-sign"]


def result_of(person: Person) -> engine.Assessment:
    return engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE, person.leave_out)


def look_at(page: Page, part: str) -> None:
    with rerun(page):
        page.get_by_test_id("stMain").get_by_text(part, exact=True).first.click()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).click()
    page.keyboard.type(option)
    with rerun(page):
        page.get_by_role("option", name=option).first.click()


def test_all_cases_run_and_a_case_of_her_own_is_kept_as_a_file(open_page: Visitor, tmp_path: Path) -> None:
    page = open_page(f"bench?person={SHE.id}&look=all-cases", scheme="dark")
    with rerun(page):
        page.get_by_role("button", name="Run all").click()
    expect(page.get_by_text(f"All {len(KNOWLEDGE.people)} cases came as expected.")).to_be_visible()
    look_at(page, "Own case")
    choose(page, "How urgent", KNOWLEDGE.disposition_words["emergency_now"].label)
    choose(page, "The plan", "open")
    expect(page.get_by_text("Fail.", exact=True)).to_be_visible()
    choose(page, "The plan", "closed, no exercises")
    expect(page.get_by_text("Pass.", exact=True)).to_be_visible()
    choose(page, "Must be in the plan", KNOWLEDGE.exercises["hip-thrusts"].name)
    page.keyboard.press("Escape")
    expect(page.get_by_text("Fail.", exact=True)).to_be_visible()
    assert axe(page) == []
    with rerun(page):
        page.get_by_role("textbox", name="Name and age").fill("Ada, 41: “odd”")
        page.keyboard.press("Tab")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as a case file").click()
    assert saved.value.suggested_filename == "ada-41-odd.yaml"
    path = tmp_path / "case.yaml"
    saved.value.save_as(path)
    (entry,) = read_yaml(path).value
    assert KNOWLEDGE.answers_of(Person.model_validate(entry)) == KNOWLEDGE.answers_of(SHE)


def test_a_long_trace_is_copied_and_printed_on_one_page(open_page: Visitor) -> None:
    person = KNOWLEDGE.people["pelvic-girdle-22-weeks"]  # the longest of those with no gap in the answers
    page = open_page(f"bench?person={person.id}&look=why", size="desk")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 1
    with rerun(page):
        page.get_by_text("Copy or save the trace as Markdown").click()
    settle(page)
    expect(page.get_by_test_id("stCode")).to_contain_text("# The trace")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the whole trace").click()
    whole = engine.trace_markdown(result_of(person), KNOWLEDGE)
    assert Path(saved.value.path()).read_text(encoding="utf-8") == whole
    assert axe(page) == []
