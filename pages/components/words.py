"""The interface's own words for the closed lists of the engine, and short phrases made of its data."""

from collections.abc import Iterable

import engine
from engine import Knowledge

STANDINGS: dict[engine.Standing | None, str] = {
    "start": "Your start",
    "permitted": "Permitted",
    "later": "For later",
    "held_back": "Held back",
    None: "Level",
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
PLACES = {"floor": "On the floor", "bed": "In bed", "chair": "With a chair", "upright": "Standing"}
GRADES = {
    "A": "well supported",
    "B": "fairly well supported",
    "C": "little support",
    "D": "very little support",
}
ROLES = {"main": "main work", "helper": "helps", "stabiliser": "keeps you steady"}


def demand(knowledge: Knowledge, level: int) -> str:
    """Return a step of demand in figures and words, such as '2, own weight'."""
    anchor = next(x for x in knowledge.demand.anchors if x.demand == level)
    return f"{level}, {anchor.name[0].lower()}{anchor.name[1:]}"


def needs(knowledge: Knowledge, equipment: Iterable[str]) -> str:
    """Return what a level needs, as one phrase."""
    options = knowledge.questions["equipment"].choices
    return ", ".join(options[x].lower() for x in equipment).capitalize() or "Nothing"


def steps(count: int) -> str:
    """Return the size of a ladder."""
    return f"{count} levels" if count != 1 else "1 level"
