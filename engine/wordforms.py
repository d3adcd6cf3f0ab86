"""Words as the search compares them: without accents, endings and British or American ways of spelling."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

LONG = 7  # from so many letters on, two slips are forgiven
FORGIVEN = 4  # from so many letters on, one slip is
SHORTEST = 3  # what is left of a word when its ending is taken off

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"['’`]")
_VOWEL = re.compile(r"[aeiouy]")
_DOUBLE = re.compile(r"([b-df-hj-np-tv-z])\1$")
_SPELLINGS = (  # an ending, and what is compared instead
    (re.compile(r"(?<=[a-z]{2})our$"), "or"),
    (re.compile(r"(?<=[a-z]{2})([bt])re$"), r"\1er"),
    (re.compile(r"i[sz](?:e|ation)$"), "is"),
    (re.compile(r"mme$"), "m"),
    (re.compile(r"(?<=[a-z]{3})(?:ness|ful|ly)$"), ""),
    (re.compile(r"(?<=[a-z])[ao]e(?=[a-z])"), "e"),
    (re.compile(r"(?<=[a-z]{3})e$"), ""),
    (re.compile(r"(?<=[a-z]{2})i$"), "y"),
)
_STARTS = ((re.compile(r"^oe"), "e"), (re.compile(r"^an?ae"), "ane"))


def raw_words(text: str) -> list[str]:
    """Return the words of a text in small letters, without accents and apostrophes."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _WORD.findall(_APOSTROPHE.sub("", text.lower()))


def words(text: str) -> list[str]:
    """Return the stems of a text's words."""
    return [stem(word) for word in raw_words(text)]


def pairs(stems: Sequence[str]) -> list[str]:
    """Return every two neighbouring words written as one, as in 'pushup' and 'tailbone'."""
    return [one + two for one, two in pairwise(stems)]


@lru_cache(maxsize=30_000)
def stem(word: str) -> str:
    """Return what a word is compared by; it need not be a word itself."""
    found = _singular(word)
    if len(found) <= SHORTEST or word.isdigit():
        return found
    found = _without_ending(found)
    for pattern, instead in (*_STARTS, *_SPELLINGS):
        found = pattern.sub(instead, found)
    return _DOUBLE.sub(r"\1", found)


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > SHORTEST + 1:
        return word[:-3] + "y"
    if re.search(r"(?:sh|ch|ss|x)es$", word):
        return word[:-2]
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
    return word[:-1] if is_plural and len(word) >= SHORTEST else word


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= SHORTEST and _VOWEL.search(rest):
            return rest
    return word


# -------------------------------------------------------------------- slips
def slips(one: str, two: str, at_most: int) -> int:
    """Return how many letters are missing, added, wrong or swapped with a neighbour, or more than `at_most`."""
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > at_most:
            return at_most + 1
    return row[-1]


def letters(word: str) -> int:
    """Return the letters of a word as bits, so that words far apart are told at once."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits


def near(word: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """Return the known words (each with its letters) that need the fewest slips to become this one."""
    if len(word) < FORGIVEN:
        return []
    allowed = 2 if len(word) >= LONG else 1
    bits, best = letters(word), allowed
    found: list[tuple[int, str]] = []
    for other, mask in known:
        if abs(len(other) - len(word)) <= best and (bits ^ mask).bit_count() <= 2 * best:
            count = slips(word, other, best)
            if count <= best and (count <= 1 or other[0] == word[0]):
                best = count
                found.append((count, other))
    return [other for count, other in found if count == best]
