"""Whole visits on a phone: from home to a plan, to a danger sign and back, and the ready-made examples."""

import pytest
from harness import Visitor, rerun, settle
from playwright.sync_api import Locator, Page, expect
from walk import (
    KNOWLEDGE,
    NECK_ACHE,
    exercise_words,
    go_on,
    kept,
    label,
    option,
    spoken,
    tick,
    title,
    walk,
    way_on,
)

import engine

NUMB = {**NECK_ACHE, "regions": ["low_back"], "signs_nerves": ["saddle"], "saddle_change": "new"}


def start(open_page: Visitor) -> Page:
    """Home, and the first screen of the check behind its one button."""
    page = open_page()
    go_on(page, page.get_by_role("button", name="Start the check"))
    assert title(page) == KNOWLEDGE.vocabulary.topics[0].title
    return page


def back(page: Page) -> Locator:
    return page.get_by_role("button", name="Back", exact=True)


def chosen(page: Page, question: str) -> Locator:
    """What the neck ache visitor answered."""
    given = NECK_ACHE[question]
    return option(page, KNOWLEDGE.questions[question], given[0] if isinstance(given, list) else given)


def cards(page: Page) -> Locator:
    """The exercises of the plan: each has its own way out."""
    out = page.get_by_role("button", name="Leave this out")
    return page.locator(".sheet > .box").filter(has=out)


def look_at_the_plan(page: Page) -> None:
    """Goes to the plan as far as it stands, from a screen of the check."""
    go_on(page, page.get_by_role("link", name="Show me what you have so far"))


def assert_shows(page: Page, result: engine.Assessment) -> None:
    """The plan on the page is the one that was decided, card by card."""
    assert title(page) == result.explanation.headline
    expect(page.get_by_text(KNOWLEDGE.disposition_words[result.triage.disposition].label)).to_be_visible()
    titles = [x.title for x in result.programme.chosen]
    assert [x for x in page.locator("h3").all_inner_texts() if x in exercise_words()] == titles


def assert_no_exercise(page: Page) -> None:
    """Nothing on the page names an exercise, in whatever letters."""
    said = page.inner_text("body").lower()
    assert [words for words in exercise_words() if words.lower() in said] == []


def test_neck_ache_on_a_phone_from_home_to_a_plan(open_page: Visitor) -> None:
    page = start(open_page)
    seen = walk(page, spoken(NECK_ACHE))
    result = engine.assess(kept(seen, NECK_ACHE), KNOWLEDGE)
    assert_shows(page, result)
    assert 3 <= cards(page).count() <= 5
    for card, decided in zip(cards(page).all(), result.explanation.cards, strict=True):
        expect(card.get_by_text(decided.dose, exact=True)).to_be_visible()
        expect(card.get_by_text("Why this one")).to_be_visible()
        expect(card.get_by_text(decided.why[0])).to_be_visible()


def test_back_keeps_the_answers_and_an_open_list_warns_before_it_lets_her_pass(open_page: Visitor) -> None:
    page = start(open_page)
    walk(page, spoken(NECK_ACHE), until="signs_chest")
    here = title(page)
    with rerun(page):
        way_on(page).click()
    assert title(page) == here
    expect(page.get_by_text("Something here is still open")).to_be_visible()
    go_on(page, back(page))
    expect(chosen(page, "regions")).to_be_checked()
    expect(chosen(page, "how_long")).to_be_checked()
    for _ in range(2):
        go_on(page, back(page))
    expect(chosen(page, "pregnant")).to_be_checked()
    go_on(page, back(page))
    age = label(KNOWLEDGE.questions["age"])
    expect(page.get_by_label(age, exact=True)).to_have_value(str(NECK_ACHE["age"]))
    for _ in range(4):
        go_on(page)
    assert title(page) == here
    expect(page.get_by_text("Something here is still open")).to_be_hidden()
    tick(page, KNOWLEDGE.questions["signs_chest"].choices["none"])
    go_on(page)


def test_a_danger_sign_closes_the_plan_and_taking_it_back_lets_no_exercise_slip_out(open_page: Visitor) -> None:
    page = start(open_page)
    seen = walk(page, spoken(NUMB))  # an emergency that is certain: nothing more is asked
    assert "signs_tummy" not in seen
    result = engine.assess(kept(seen, NUMB), KNOWLEDGE)
    worst = result.triage.red_flags[0]
    assert worst.disposition == "emergency_now"
    assert_shows(page, result)
    for words in (worst.advice.title, worst.advice.how_fast, worst.advice.who, *result.explanation.meanwhile):
        expect(page.get_by_text(words).first).to_be_visible()
    assert_no_exercise(page)

    old = {**NUMB, "saddle_change": "long_standing"}
    go_on(page, page.get_by_role("link", name="Change my answers"))
    go_on(page, back(page))
    with rerun(page):
        page.get_by_text(KNOWLEDGE.questions["saddle_change"].choices["long_standing"], exact=True).click()
    look_at_the_plan(page)
    assert_shows(page, engine.assess(kept(seen, old), KNOWLEDGE))
    expect(page.get_by_text(worst.advice.title)).to_have_count(0)
    assert_no_exercise(page)  # for the signs after it are still open


@pytest.mark.parametrize("name", [x.id for x in KNOWLEDGE.people.values() if x.example][:2])
def test_an_example_on_home_opens_as_a_plan(open_page: Visitor, name: str) -> None:
    page = open_page()
    person = KNOWLEDGE.people[name]
    go_on(page, page.locator(f"[data-of='example:{name}']"))
    assert_shows(page, assessed(person))
    expect(page.get_by_text(person.name)).to_be_visible()


def test_a_persona_on_the_bench_opens_as_a_plan(open_page: Visitor) -> None:
    page = open_page("bench", size="desk")
    closed, open_ = KNOWLEDGE.people["chatty-with-a-sign"], KNOWLEDGE.people["pregnant-24-weeks"]
    for person in (closed, open_):
        with rerun(page):
            page.get_by_label("Load a person").fill(person.name)
            page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=person.name)).to_be_visible()
    go_on(page, page.get_by_role("link", name="Open the whole plan"))
    assert_shows(page, assessed(open_))
    page.goto(f"{open_page.url}/bench?person={closed.id}")
    settle(page)
    go_on(page, page.get_by_role("link", name="Open the whole plan"))
    assert_shows(page, assessed(closed))
    assert_no_exercise(page)


def assessed(person: engine.Person) -> engine.Assessment:
    return engine.assess(KNOWLEDGE.answers_of(person), KNOWLEDGE, person.leave_out)
