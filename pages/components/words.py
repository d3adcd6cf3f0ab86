"""The interface's own words for the closed lists of the engine, and short phrases made of its data."""

from collections.abc import Iterable
from typing import Any

import engine
from engine import Knowledge

STANDINGS: dict[engine.Standing, str] = {
    "now": "In your plan now",
    "next": "Next for you",
    "reserve": "In reserve: safe for you",
    "not_relevant": "Safe, but nothing you told us points to it",
    "done": "Done: easier than yours",
    "later": "For later",
    "held_back": "Held back for now",
}
STATES: dict[str, str] = {
    **{str(name): text for name, text in STANDINGS.items()},
    "same": "Stays as it is",
    "adapted": "Done differently",
    "out": "Left out",
}
KINDS = {"exercise": "Exercises", "condition": "Conditions", "safety": "Safety"}
ONE = {"exercise": "Exercise", "condition": "Condition", "safety": "Safety"}
ARTICLE_KINDS = {
    "exercise": "Exercise",
    "condition": "Condition",
    "tool": "Tool",
    "life-stage": "Life stage",
    "other": "Other",
}
DAYS = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}
PLACES = {"floor": "On the floor", "bed": "In bed", "chair": "With a chair", "upright": "Standing"}
GRADES = {
    "A": "well supported",
    "B": "fairly well supported",
    "C": "little support",
    "D": "very little support",
}
ROLES = {"main": "main work", "helper": "helps", "stabiliser": "keeps you steady", "stretched": "is stretched or eased"}


def demand(knowledge: Knowledge, level: int) -> str:
    """Return a step of demand in figures and words, such as '2, own weight'."""
    anchor = next(x for x in knowledge.demand.anchors if x.demand == level)
    return f"{level}, {anchor.name[0].lower()}{anchor.name[1:]}"


def needs(knowledge: Knowledge, equipment: Iterable[str]) -> str:
    """Return what a level needs, as one phrase."""
    options = knowledge.questions["equipment"].choices
    return ", ".join(options[x].lower() for x in equipment).capitalize() or "Nothing"


def answer(question: engine.Question, value: Any) -> str:
    """Return an answer as she would read it; None is a question not answered."""
    if value is None:
        return "no answer"
    return "not sure" if value == "not_sure" else engine.answer_in_words(question, value)


def steps(count: int) -> str:
    """Return the size of a ladder."""
    return f"{count} levels" if count != 1 else "1 level"


def count(number: int, thing: str) -> str:
    """Return how many of something there are, such as '3 danger signs'; the thing is given for one."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def seconds(number: int) -> str:
    """Return a time as it is said: seconds up to a minute and a half, then minutes."""
    return count(number, "second") if number < 90 else count(round(number / 60), "minute")
