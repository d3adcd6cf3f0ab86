"""Going through the check in a browser as a person does: reading what is asked, answering it, pressing Next."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from harness import settle
from playwright.sync_api import Locator, Page, expect

import engine

KNOWLEDGE = engine.load()
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
# How many times the script has come to an end; what the page shows alone cannot tell that it has run again.
COUNT_RUNS = """
window.runs = 0;
new MutationObserver((changes) => changes.forEach(({target, oldValue}) => {
  const now = target.getAttribute("data-test-script-state");
  if (now === "notRunning" && oldValue && oldValue !== now) window.runs += 1;
})).observe(document, {subtree: true, attributeOldValue: true, attributeFilter: ["data-test-script-state"]});
"""
ASKED = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const labelled = "[data-testid=stNumberInputField], [role=radiogroup][aria-label], [role=toolbar][aria-label]";
  const labels = [...main.querySelectorAll(labelled)].map((x) => x.ariaLabel);
  const bold = [...main.querySelectorAll("strong")].filter((x) => !x.closest("details"));
  return [...labels, ...bold.map((x) => x.textContent)];
}"""


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """Does something that the server must answer, and waits until it has."""
    before = page.evaluate("window.runs")
    yield
    page.wait_for_function("before => window.runs > before", arg=before)
    settle(page)


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
    """Ticks one line of a checklist, or takes the tick away."""
    with rerun(page):
        page.locator("label", has=page.get_by_role("checkbox", name=words, exact=True)).click()


def choose(page: Page, question: str, words: str) -> None:
    """Taps one option of a question, be it a line or a pill."""
    group = page.locator(f"[aria-label={_quoted(question)}]")
    with rerun(page):
        group.get_by_text(words, exact=True).click()


def type_number(page: Page, question: str, number: int) -> None:
    """Types a number and leaves the field."""
    field = page.get_by_label(question, exact=True)
    field.fill(str(number))
    with rerun(page):
        field.press("Tab")


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '\\"') + '"'


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
    elif page.locator(f"[aria-label={_quoted(label(question))}]").count():
        for words in given if isinstance(given, list) else [given]:
            choose(page, label(question), str(words))
    else:
        for words in given if isinstance(given, list) else [given]:
            tick(page, words)


def way_on(page: Page) -> Locator:
    """The button that leads on: Next, Skip, or to the plan."""
    main = page.get_by_test_id("stMain")
    return main.locator("[data-testid=stBaseButton-primary]")


def go_on(page: Page, button: Locator | None = None) -> None:
    """Presses it, and waits for the next screen."""
    before = title(page)
    with rerun(page):
        (button or way_on(page)).click()
    expect(page.locator("h1")).not_to_have_text(before)


def walk(page: Page, answers: Mapping[str, Any], until: str = "") -> list[str]:
    """Goes through the check to the screen with this question, or to the plan; returns every question asked."""
    seen: list[str] = []
    while True:
        if until and until in [question.id for question in asked(page)]:
            return seen
        skip = page.get_by_role("button", name="Skip all the tests")
        if skip.count():
            go_on(page, skip)
            continue
        seen += answer(page, answers)
        last = way_on(page).inner_text() == "See my plan"
        go_on(page)
        if last:
            return seen


def answer_without(answers: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """The same answers but for some questions."""
    return {name: value for name, value in answers.items() if name not in names}


def exercise_words() -> set[str]:
    """The name of every exercise and of every level in the library."""
    return {
        words for x in KNOWLEDGE.exercises.values() for words in (x.name, *(level.title for level in x.levels))
    }
