"""Making an overlay change by change: each is read as a file would be, so that the same mistakes are refused."""

from collections.abc import Mapping
from typing import Any

from ..knowledge import Knowledge
from ..results import Assessment
from ..roots import roots
from .file import Overlay
from .read import read_overlay
from .write import text_of

UNTITLED, UNNAMED = "A professional's changes", "Not named yet"


def with_change(overlay: Overlay | None, change: Mapping[str, Any], date: str, knowledge: Knowledge) -> Overlay:
    """Return an overlay with one more change, given as a file would state it.

    Raises:
        SourceError: the change has a mistake, or contradicts one that stands already.
    """
    head = {"title": UNTITLED, "author": UNNAMED, "date": date}
    if overlay is not None:
        head = {"title": overlay.title, "author": overlay.author, "date": overlay.date}
    return read_overlay(text_of(head, overlay.changes if overlay else (), change).encode(), knowledge)


def without_last_change(overlay: Overlay) -> Overlay | None:
    """Return an overlay without its last change, or nothing if that was its only one."""
    kept = overlay.changes[:-1]
    return overlay.model_copy(update={"changes": kept}) if kept else None


def named(overlay: Overlay, title: str, author: str, knowledge: Knowledge) -> Overlay:
    """Return an overlay under a title and a name.

    Raises:
        SourceError: the title or the name is too short, too long, or not one line.
    """
    head = {"title": title, "author": author, "date": overlay.date}
    return read_overlay(text_of(head, overlay.changes).encode(), knowledge)


# ------------------------------------------------------------------ what may be chosen
def true_of_her(assessment: Assessment, knowledge: Knowledge) -> dict[str, str]:
    """Return the named facts that are true of a person, by id, in words; none that rests on a private question."""
    private = {question.id for question in knowledge.questions.values() if question.sensitive}
    facts = (knowledge.facts[name] for name in assessment.facts.holds)
    return {x.id: x.label for x in facts if x.kind != "entry" and not roots((x.id,), knowledge.facts) & private}


def caps_on(assessment: Assessment, exercise: str, level: str, knowledge: Knowledge) -> tuple[list[str], list[str]]:
    """Return the caps that keep a person below a level and may be set aside, and why else she is kept below it."""
    rung = assessment.levels.ladders[exercise].rung(level)
    may = {rule.id for rule in knowledge.levels if rule.judges_the_start}
    aside = dict.fromkeys(x.rule for x in rung.reasons if x.rule in may)
    return list(aside), list(dict.fromkeys(x.because for x in rung.reasons if x.rule not in may))


def rules_that_acted(assessment: Assessment, knowledge: Knowledge) -> dict[str, str]:
    """Return the rules that are true of a person and may be named in a veto, by id, with their reasons."""
    return {
        x.rule: x.because
        for x in assessment.decisions
        if x.truth is True and not x.private and x.rule in knowledge.rules
    }
