"""Reading: what a visitor reads in the check and on her plan stays at eighth grade.

The grade is that of Flesch and Kincaid: 0.39 words a sentence + 11.8 syllables a word - 15.59 (Kincaid, Fishburne,
Rogers and Chissom, 1975, Research Branch Report 8-75, Naval Air Station Memphis). As Flesch counted (1948, Journal of
Applied Psychology 32, 221), a colon or semicolon ends a sentence too. Syllables are counted by groups of vowels. Texts
under twenty words are left out: one long name decides there.
"""

import re
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from engine.handout.words import read as read_handout_words
from engine.knowledge import Knowledge
from engine.model import Entry, Prose
from engine.source import Problem, SourceError, read_yaml

from . import Check, Found
from .wording import FOR_OTHERS, inside

GRADE_AT_MOST = 8.9
WORDS_AT_LEAST = 20
FILE = Path("lint_reading.yaml")
READ_BY_HER = (
    "vocabulary",
    "questions",
    "self_tests",
    "triage",
    "advice",
    "support",
    "exclusions",
    "verdicts",
    "levels",
    "ranking",
    "findings",
    "dose_rules",
    "patterns",
    "stop_signs",
    "contradictions",
    "exercises",
    "facts",
    "demand",
    "advisories",
    "countries",
    "wording",
)
READ_BY_CLINICIANS = FOR_OTHERS | {
    "norms",
    "reliability",
    "reading",
    "figures",
    "near_miss",
    "lowered_by",
    "properties",
}

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?:;]+(?=\s|$)")
_SILENT = re.compile(r"(?<=[^aeiouyl])e$|(?<=[aeiouy]l)e$|(?<=[^aeiouytd])ed$|(?<=[^aeiouysxzcgh])es$")


class Spared(Entry):
    """Long names that must stand: they count as words of one syllable."""

    words: tuple[Prose, ...]
    because: Prose


def syllables(word: str) -> int:
    """Return the number of vowel groups, silent endings left out; at least one."""
    return max(1, len(re.findall(r"[aeiouy]+", _SILENT.sub("", word.lower()))))


def grade(text: str, spared: frozenset[str] = frozenset()) -> float:
    """Return the Flesch-Kincaid grade of a text, 0 if it is too short to say."""
    words = _WORD.findall(text)
    if len(words) < WORDS_AT_LEAST:
        return 0.0
    sentences = max(1, len([part for part in _SENTENCE_END.split(text) if _WORD.search(part)]))
    spoken = sum(1 if word.lower() in spared else syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def words_are_plain(knowledge: Knowledge) -> Found:
    """Yield every text above the grade, and every spared word that no text needs any more."""
    handouts = knowledge.derived(read_handout_words)
    parts = (*(getattr(knowledge, name) for name in READ_BY_HER), handouts.patient, handouts.calendar)
    texts = dict.fromkeys(found for part in parts for found in inside(part, knowledge.root.name, READ_BY_CLINICIANS))
    entries = spared_words(knowledge.root)
    spared = frozenset(word.lower() for entry in entries for word in entry.words)
    for where, text in texts:
        if (found := grade(text, spared)) > GRADE_AT_MOST:
            yield Problem(where, f"grade {found:.1f}, at most {GRADE_AT_MOST}: “{text}” Say it in shorter sentences.")
    used = {word.lower() for _, text in texts for word in _WORD.findall(text)}
    for word in sorted(spared - used):
        yield Problem(f"{knowledge.root.name}/{FILE}", f"'{word}': no text needs it any more: drop it")


def spared_words(root: Path) -> list[Spared]:
    """Return the long names that must stand.

    Raises:
        SourceError: the file is missing or not of the right shape.
    """
    document = read_yaml(root / FILE, f"{root.name}/{FILE}")
    try:
        return TypeAdapter(list[Spared]).validate_python(document.value)
    except ValidationError as error:
        found = [Problem(document.where(item["loc"]), f"{item['loc'][-1]}: {item['msg']}") for item in error.errors()]
        raise SourceError(found) from error


CHECKS = (Check("words-are-plain", "what she reads in the check and on the plan is at most grade 8", words_are_plain),)
