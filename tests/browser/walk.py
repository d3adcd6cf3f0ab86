"""Going through the check in a browser as a person does: reading what is asked, answering it, pressing Next."""

from collections.abc import Iterable, Mapping
from typing import Any

from harness import rerun, settle, until
from playwright.sync_api import Locator, Page, expect

import engine
from tests.draws import the_knowledge

KNOWLEDGE = the_knowledge()
NECK_ACHE: dict[str, Any] = {
    "age": 34,
    "pregnant": "no",
    "birth_or_loss": "no",
    "regions": ["neck"],
    "how_long": "weeks_1_6",
    "side": "both",
    "pain_now": 3,
    "course": "steady",
    "began": ["slowly"],
    "worse_with": ["screen"],
    "eased_by": ["moving"],
    "flare_settle": "under_1h",
    "experience": "walks",
    "sitting_hours": "h6_8",
}
TO_THE_PLAN = ("See my plan", "See what to do")
ASKED = """() => [...document.querySelectorAll(".check :is(legend, label.name)")].map((x) => x.textContent)"""


def label(question: engine.Question) -> str:
    """What stands over it on the screen."""
    return f"{question.text} ({question.unit})" if question.type == "number" and question.unit else question.text


def spoken(answers: Mapping[str, Any]) -> dict[str, Any]:
    """Answers by the words on the screen: {question text: option words, a list of them, or a number}."""
    return {label(KNOWLEDGE.questions[name]): _words(KNOWLEDGE.questions[name], x) for name, x in answers.items()}


def _words(question: engine.Question, value: Any) -> Any:
    if isinstance(value, list):
        return [question.choices[option] for option in value]
    return question.choices.get(value, value)


def title(page: Page) -> str:
    """The heading of the screen."""
    return page.locator("h1").inner_text()


def asked(page: Page) -> list[engine.Question]:
    """The questions that stand on the screen, as it shows them."""
    words = page.evaluate(ASKED)
    return [question for question in KNOWLEDGE.questions.values() if label(question) in words]


def tick(page: Page, words: str) -> None:
    """Ticks one line of a checklist, if it is not ticked."""
    line = page.get_by_role("checkbox", name=words, exact=True)
    if not line.is_checked():
        with rerun(page):
            page.locator("label", has=line).click()


def option(page: Page, question: engine.Question, choice: Any) -> Locator:
    """One option of a question, be it a line or a pill."""
    words = question.choices.get(choice, str(choice))
    group = page.locator(f"[data-question={question.id}]")
    return group.locator("fieldset").get_by_label(words, exact=True)


def choose(page: Page, question: engine.Question, choice: Any) -> None:
    """Taps it, if it is not chosen."""
    found = option(page, question, choice)
    if not found.is_checked():
        with rerun(page):
            found.locator("xpath=ancestor::label").click()


def type_number(page: Page, question: str, number: int) -> None:
    """Types a number and leaves the field; a run that is still going on would draw the field anew and empty."""
    settle(page)
    field = page.get_by_label(question, exact=True)
    field.fill(str(number))
    with rerun(page):
        field.press("Tab")
    expect(field).to_have_value(str(number))


def answer(page: Page, answers: Mapping[str, Any]) -> list[str]:
    """Answers what this screen asks, as it asks it; returns the questions, in order.

    A list that is not among the answers gets "None of these"; what may be left out is left out.
    """
    done: list[str] = []
    while left := [question for question in asked(page) if question.id not in done]:
        question = left[0]
        done.append(question.id)
        given = answers.get(label(question), question.choices.get("none"))
        if question.skippable and label(question) not in answers:
            continue
        assert given is not None, f"the walk has no answer to {question.text!r}"
        _give(page, question, given)
    return done


def _give(page: Page, question: engine.Question, given: Any) -> None:
    if question.type == "number":
        type_number(page, label(question), given)
        return
    for words in given if isinstance(given, list) else [given]:
        choose(page, question, words)


def way_on(page: Page) -> Locator:
    """The button that leads on: Next, Skip, or to the plan."""
    main = page.get_by_test_id("stMain")
    return main.locator(".check .next, .sheet .primary, [data-testid=stBaseButton-primary]")


LAST_ON_THE_SCREEN = """() => {
  const shown = document.querySelector("[data-testid=stMain] :is([data-topic], [data-of=finish])");
  return shown ? shown.dataset.topic ?? shown.dataset.of : "";
}"""


def go_on(page: Page, button: Locator | None = None) -> None:
    """Presses it, and waits for the next screen, in the check down to its own way on: the heading comes first."""
    before, last = title(page), page.evaluate(LAST_ON_THE_SCREEN)
    with rerun(page):
        (button or way_on(page)).click()
    expect(page.locator("h1")).not_to_have_text(before)
    whole = f"last => !location.pathname.endsWith('/check') || !['', last].includes(({LAST_ON_THE_SCREEN})())"
    until(page, whole, last)


def walk(page: Page, answers: Mapping[str, Any], until: str = "") -> list[str]:
    """Goes through the check to the screen with this question, or to the plan; returns every question asked."""
    seen: list[str] = []
    while True:
        if until and until in [question.id for question in asked(page)]:
            return seen
        seen += answer(page, answers)
        last = way_on(page).inner_text() in TO_THE_PLAN
        go_on(page)
        if last:
            return seen


def kept(seen: Iterable[str], answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the check should have kept of a walk, by question id."""
    given = {name: answers.get(name, ["none"]) for name in seen}
    return {name: x for name, x in given.items() if name in answers or not KNOWLEDGE.questions[name].skippable}


def exercise_words() -> set[str]:
    """The name of every exercise and of every level in the library."""
    return {words for x in KNOWLEDGE.exercises.values() for words in (x.name, *(level.title for level in x.levels))}
