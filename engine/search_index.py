"""The index of the search: which passages hold which words, and what a visitor may mean by the words she types."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from . import wordforms
from .articles import Article
from .knowledge import Knowledge
from .passages import article_passages, passages, weights

MOST_WORDS = 30  # of what she types
LONGEST = 5  # words in a lay phrase
BEGUN_FROM, BEGINNINGS = 3, 20  # letters of an unfinished word, and how many words it may stand for
SLIP, BEGUN, MEANT = 0.75, 0.8, 0.9  # how far such a word counts
NAMING = 5  # from such a weight on, a passage names what its guide is about

Stems = tuple[str, ...]


class Choice(NamedTuple):
    """Words that may stand for an idea of hers, and how far they count; some are not typed but meant."""

    words: Stems
    counts: float = 1.0
    typed: bool = True


Idea = list[Choice]


class SearchIndex:
    """Every word of every guide (or article), with the passages that hold it; made once."""

    __slots__ = ("glances", "holding", "ignored", "known", "passages", "places", "rarity", "said")

    def __init__(self, knowledge: Knowledge, articles: Iterable[Article] | None = None) -> None:
        """Index the guides, or a shelf of articles by their paths; the words that people use are the same."""
        if articles is None:
            self.glances = {guide.slug: guide.glance for guide in knowledge.guides.values()}
            self.passages = [piece for guide in knowledge.guides.values() for piece in passages(guide, knowledge)]
        else:
            shelf = tuple(articles)
            self.glances = {article.path: article.summary or "" for article in shelf}
            self.passages = [piece for article in shelf for piece in article_passages(article)]
        self.places: dict[str, list[int]] = defaultdict(list)
        self.holding: dict[str, dict[int, float]] = defaultdict(dict)
        for place, piece in enumerate(self.passages):
            self.places[piece.guide].append(place)
            for word, weight in weights(piece).items():
                self.holding[word][place] = weight
        self.rarity = {word: self._rarity(places) for word, places in self.holding.items()}
        self.ignored = {said for lay in knowledge.lay_words if not lay.means for said in lay.said}
        self.said = {self.stems(said): lay.means for lay in knowledge.lay_words if lay.means for said in lay.said}
        self.known = {word: wordforms.letters(word) for word in (*self.holding, *(x for s in self.said for x in s))}

    def _rarity(self, places: dict[int, float]) -> float:
        """Return how much a word tells: the fewer guides hold it, above all in their names, the more."""
        guides = {self.passages[place].guide for place in places}
        named = {self.passages[place].guide for place in places if self.passages[place].weight >= NAMING}
        spread = math.sqrt(len(guides) * len(named or guides))
        return math.log((1 + len(self.glances) / spread) / 2) + 0.05

    def stems(self, text: str) -> Stems:
        """Return the stems of a text without the words that say nothing."""
        return tuple(wordforms.stem(word) for word in wordforms.raw_words(text) if word not in self.ignored)


# ------------------------------------------------------------ what she means
def ideas(text: str, index: SearchIndex) -> Iterator[Idea]:
    """Yield what a text says, one idea after the other, the longest phrases that are known first."""
    raw = [word for word in wordforms.raw_words(text)[:MOST_WORDS] if word not in index.ignored]
    readings = [_readings(word, word is raw[-1], index) for word in raw]
    while readings:
        length, idea = _next_idea(readings, index)
        yield idea
        readings = readings[length:]


def _readings(raw: str, last: bool, index: SearchIndex) -> Idea:
    """Return the known words that she may have meant: the word itself, or what she began or mistyped."""
    word = wordforms.stem(raw)
    if word in index.known:
        return [Choice((word,))]
    begun = [Choice((x,), BEGUN) for x in index.known if x.startswith(raw)] if len(raw) >= BEGUN_FROM else []
    if last and begun:  # she is still writing it
        return begun[:BEGINNINGS]
    near = [Choice((x,), SLIP) for x in wordforms.near(word, index.known.items())]
    return [*near, *begun[:BEGINNINGS]] or [Choice((word,))]


def _next_idea(readings: list[Idea], index: SearchIndex) -> tuple[int, Idea]:
    """Return how many words the next idea takes, and what may stand for it."""
    best = tuple(reading[0].words[0] for reading in readings[:LONGEST])
    joined = "".join(best[:2])
    for length in range(len(best), 0, -1):
        phrase = best[:length]
        if length > 1 and (phrase in index.said or (length == 2 and joined in index.known)):
            found = (Choice(phrase), Choice((joined,)))
            return length, [found[0], *(meant for choice in found for meant in _meanings(choice, index))]
    return 1, [*readings[0], *(meant for choice in readings[0] for meant in _meanings(choice, index))]


def _meanings(said: Choice, index: SearchIndex) -> Idea:
    meanings = index.said.get(said.words, ())
    return [Choice(index.stems(meaning), MEANT * said.counts, typed=False) for meaning in meanings]
