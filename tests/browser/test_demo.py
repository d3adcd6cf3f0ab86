"""The five minutes of CONTRIBUTING.md: her plan, why, what if, a hidden sign, a case, a disagreement, paper."""

from pathlib import Path

from harness import Visitor, rerun, settle
from playwright.sync_api import Page, expect
from test_cases import choose, look_at
from test_disagree import plan_after
from test_taking_along import save
from walk import KNOWLEDGE, go_on

SHE = KNOWLEDGE.people["desk-worker-29"]
HIDDEN = KNOWLEDGE.people["chatty-with-a-sign"]
TRIED = {
    "Pain of 7": "strong-pain-rests-the-region",
    "Third trimester": "held back",
    "Osteoporosis": "weak-bone-and-new-back-pain",
}
WHY = "A wall is always at hand."


def load(page: Page, name: str) -> None:
    page.get_by_role("combobox", name="Load a person").click()
    page.keyboard.type(name)
    with rerun(page):
        page.get_by_role("option", name=name).click()
    expect(page.get_by_role("heading", name=name)).to_be_visible()


def test_the_demo_goes_through_without_a_hitch(open_page: Visitor, tmp_path: Path) -> None:
    page = open_page("bench", size="desk")
    main = page.get_by_test_id("stMain")
    load(page, SHE.name)
    go_on(page, page.get_by_role("link", name="Open the whole plan"))
    expect(page.get_by_role("heading", name="Your exercises")).to_be_visible()
    go_on(page, page.get_by_test_id("stTopNavLink").filter(has_text="Bench"))
    look_at(page, "Why")
    expect(main).to_contain_text("Danger signs asked and negative")

    look_at(page, "What if")
    for name, said in TRIED.items():
        with rerun(page):
            page.get_by_role("button", name=name).click()
        expect(main).to_contain_text(said)
        with rerun(page):
            page.get_by_role("button", name="Undo all").click()

    load(page, HIDDEN.name)
    look_at(page, "Result")
    expect(main).to_contain_text("The plan is closed: no exercises.")
    look_at(page, "Own case")
    choose(page, "How urgent", KNOWLEDGE.disposition_words["emergency_now"].label)
    choose(page, "The plan", "closed, no exercises")
    expect(main).to_contain_text("It comes out as you expected.")

    load(page, SHE.name)
    look_at(page, "Disagree")
    page.get_by_label("Why? (one line, needed)").fill(WHY)
    with rerun(page):
        page.get_by_role("button", name="Add this change").click()
    plan = plan_after(page)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the changes to a file").click()
    saved.value.save_as(tmp_path / "mine.yaml")
    with rerun(page):
        page.locator("input[type=file]").set_input_files(tmp_path / "mine.yaml")
    settle(page)
    assert plan_after(page) == plan

    look_at(page, "Hand out")
    assert save(page, "One page to print", "plumbline-plan.pdf").startswith(b"%PDF-")
    assert save(page, "Summary for a clinician", "plumbline-summary.pdf").startswith(b"%PDF-")
