"""Wording: no text that a visitor may read claims a diagnosis, promises, shames or frightens."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.handout.words import read as read_handout_words
from engine.knowledge import Knowledge
from engine.model import Entry
from engine.source import Problem

from . import Check, Found
from .guides import pages
from .tables import WORDS, Forbidden, forbidden

FOR_OTHERS = frozenset({"at", "id", "ref", "sources", "examples", "for_clinician", "clinical_name", "answers", "story"})
SPOKEN = (
    "questions",
    "self_tests",
    "facts",
    "triage",
    "exclusions",
    "verdicts",
    "levels",
    "ranking",
    "findings",
    "dose_rules",
    "advice",
    "patterns",
    "exercises",
    "demand",
    "advisories",
    "stop_signs",
    "countries",
    "support",
    "contradictions",
    "vocabulary",
)


def words_are_calm(knowledge: Knowledge) -> Found:
    """Yield every forbidden wording, and every exception that no text needs any more."""
    texts = list(dict.fromkeys(_texts(knowledge)))
    rules = forbidden(knowledge)
    suspect = re.compile("|".join(f"(?:{rule.words})" for rule in rules), re.IGNORECASE)
    for where, text in texts:
        if suspect.search(text):  # nearly none is: looking once for all rules is much faster
            yield from _forbidden(where, text, rules)
    everything = "\n".join(text for _, text in texts)
    for rule in rules:
        for phrase in rule.unless:
            if not re.search(phrase, everything, re.IGNORECASE):
                where = f"{knowledge.root.name}/{WORDS}"
                yield Problem(where, f"unless '{phrase}': no text needs it any more: drop it")


def _forbidden(where: str, text: str, rules: list[Forbidden]) -> Iterator[Problem]:
    for rule in rules:
        for match in re.finditer(rule.words, text, re.IGNORECASE):
            if not _is_excepted(rule, text, match):
                near = _near(text, match)
                yield Problem(where, f"“{match[0]}” in “{near}”: {rule.because} Say {rule.say}.")


def _is_excepted(rule: Forbidden, text: str, match: re.Match[str]) -> bool:
    around = (found for phrase in rule.unless for found in re.finditer(phrase, text, re.IGNORECASE))
    return any(found.start() <= match.start() and match.end() <= found.end() for found in around)


def _near(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 30) : match.end() + 30].strip()


def _texts(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    for name in SPOKEN:
        yield from inside(getattr(knowledge, name), knowledge.root.name)
    for text in knowledge.wording.values():
        yield f"{knowledge.root.name}/wording.yaml", text
    yield from inside(knowledge.derived(read_handout_words), knowledge.root.name)
    for guide, page in pages(knowledge):
        for text in (guide.front.title, guide.front.description):
            yield guide.front.at, text
        for line, text in enumerate(page.lines):
            yield page.at(line), text


def inside(value: Any, at: str, leave_out: frozenset[str] = FOR_OTHERS) -> Iterator[tuple[str, str]]:
    """Yield every text in a value, with the place of the entry that holds it."""
    if isinstance(value, str):
        yield at, value
    for inner in _parts(value, leave_out):
        yield from inside(inner, (value.at or at) if isinstance(value, Entry) else at, leave_out)


def _parts(value: Any, leave_out: frozenset[str]) -> Iterable[Any]:
    if isinstance(value, Entry):
        return [inner for name, inner in value if name not in leave_out]
    if isinstance(value, Mapping):
        return value.values()
    return value if isinstance(value, tuple | list) else ()


CHECKS = (Check("words-are-calm", "no claim of a diagnosis, no promise, no shame (lint_words.yaml)", words_are_calm),)
