"""The pieces of a guide that can be searched: its names, its facts, and the text of its sections as plain words."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from . import wordforms
from .articles import Article
from .graph import LINK
from .knowledge import Knowledge
from .model import ExerciseFacts, Guide, GuideSection, Pattern

HEADING = 3.0  # how far a word in the heading of a section counts
PHRASE, TEXT = 12, 150  # words in a usual phrase, and in a usual section
SNIPPET = 170  # letters
GLANCE = "At a glance"
ROLES = {"main": 5.0, "helper": 2.0, "stabiliser": 1.0}
ASIDE = frozenset({"Related Exercises", "Related Conditions", "Sources"})  # they name other guides, and papers

_MARKS = re.compile(r"^\s*(?:[-*>]|\d+\.|#+)\s+|\*\*?|`", re.MULTILINE)
_CITED = re.compile(r"\s*\((?:[A-Z][A-Z_]+\d*[A-Z]*(?:, )?)+\)")
_RULES = re.compile(r"^\s*(?:\|[\s|:-]+|---+)\s*$\n?", re.MULTILINE)
_CODES = re.compile(r"\|\s*[A-Z][A-Z0-9_]{3,}(?:, *[A-Z][A-Z0-9_]{3,})*\s*\|?\s*$", re.MULTILINE)
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_WORD = re.compile(r"\w+")
_CELLS = re.compile(r"(?<=\S) *\| *(?=\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a guide and what a word in it counts; one with `where` can be shown, one with `section` be read."""

    guide: str
    text: str
    weight: float = 1.0
    where: str = ""
    section: str = ""
    title: str = ""


def passages(guide: Guide, knowledge: Knowledge) -> Iterator[Passage]:
    """Yield every piece of a guide, its title first."""
    yield Passage(guide.slug, guide.title, 12)
    for keyword in guide.front.keywords:
        yield Passage(guide.slug, keyword, 7)
    yield Passage(guide.slug, guide.front.title, 5)
    yield Passage(guide.slug, guide.front.description, 2)
    if (exercise := knowledge.exercises.get(guide.slug)) is not None:
        yield from _exercise(exercise, knowledge)
    for pattern in guide.front.condition.patterns if guide.front.condition else ():
        for name in _names(knowledge.patterns[pattern]):
            yield Passage(guide.slug, name, 8, "Also called")
    yield Passage(guide.slug, guide.glance, 1.5, GLANCE)
    for section in guide.sections:
        if section.title not in ASIDE:
            yield from _section(guide.slug, section)


def article_passages(article: Article) -> Iterator[Passage]:
    """Yield the pieces of an article that can be searched: its title, its summary, its facts and its headings."""
    yield Passage(article.path, article.title or article.slug, 12)
    yield Passage(article.path, article.slug, 7)
    yield Passage(article.path, article.summary or "", 2, GLANCE)
    for text in (*(article.facts.targets or ()), *(article.facts.best_for or ())):
        yield Passage(article.path, text, 4, "Quick facts")
    for section in article.sections:
        if section.level > 1:
            yield Passage(article.path, section.title, 2, section.title)


def plain(markdown: str) -> str:
    """Return a text without the marks of Markdown and the codes of its sources; a table's cells stand side by side."""
    text = LINK.sub(lambda link: link["name"], _CITED.sub("", _CODES.sub("", _RULES.sub("", markdown))))
    lines = (_CELLS.sub(" · ", line.strip().strip("|").strip()) for line in _MARKS.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def _names(pattern: Pattern) -> Iterator[str]:
    yield from (name for name in (pattern.name, pattern.clinical_name) if name)


def _exercise(exercise: ExerciseFacts, knowledge: Knowledge) -> Iterator[Passage]:
    slug = exercise.slug
    yield Passage(slug, exercise.name, 12)
    for name in exercise.also_called:
        yield Passage(slug, name, 10, "Also called")
    for muscle in exercise.muscles:
        yield Passage(slug, muscle.name, ROLES[muscle.role], "Muscles")
    for item in exercise.addresses:
        names = " · ".join(_names(knowledge.patterns[item.pattern]))
        yield Passage(slug, f"{names}: {item.because}", 2, "May help with")
    yield Passage(slug, ", ".join(knowledge.regions[x].label for x in exercise.regions), 1.5, "Parts of the body")
    yield from (Passage(slug, text, 3, "What you need") for text in _equipment(exercise, knowledge))
    yield Passage(slug, knowledge.groups[exercise.group].name, 3, "Kind of exercise")


def _equipment(exercise: ExerciseFacts, knowledge: Knowledge) -> Iterator[str]:
    needed = [level.needs for level in exercise.levels]
    if not all(needed):
        yield "No equipment for one level or more" if any(needed) else "No equipment"
    labels = knowledge.questions["equipment"].choices
    yield from (label for x, label in labels.items() if any(x in needs for needs in needed))


def _section(slug: str, section: GuideSection) -> Iterator[Passage]:
    yield Passage(slug, plain(section.markdown), 1, section.title, section.title, section.title)
    for part in section.parts:
        where = f"{section.title}: {part.title}"
        yield Passage(slug, plain(part.markdown), 1, where, section.title, part.title)


def weights(piece: Passage) -> dict[str, float]:
    """Return what each word of a passage counts: more in a short one, in a heading, and where it is repeated."""
    words = wordforms.words(piece.text)
    if not piece.section:
        words += wordforms.pairs(words)
    length = len(words) / (TEXT if piece.section else PHRASE)
    counted = {word: piece.weight * count / (count + length) for word, count in Counter(words).items()}
    for word in wordforms.words(piece.title):
        counted[word] = counted.get(word, 0.0) + HEADING
    return counted


# ------------------------------------------------------------------ quoting
def from_best(text: str, worth: Mapping[str, float]) -> str:
    """Return a text from the sentence on that holds most of the words looked for, each with what it is worth."""
    sentences = _SENTENCES.split(text)
    found = [sum(worth[word] for word in worth.keys() & wordforms.words(sentence)) for sentence in sentences]
    return " ".join(sentences[found.index(max(found)) :])


def cut(text: str, looked_for: Collection[str]) -> tuple[str, frozenset[str]]:
    """Return the beginning of a text, a line or two, and the words in it that were looked for."""
    short = text if len(text) <= SNIPPET else f"{text[:SNIPPET].rpartition(' ')[0]} …"
    return short, frozenset(word for word in _WORD.findall(short) if wordforms.stem(word.lower()) in looked_for)
