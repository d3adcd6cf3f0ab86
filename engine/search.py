"""Finding guides by name, other names, muscles, equipment, conditions and lay words, with slips forgiven."""

from collections import defaultdict
from dataclasses import dataclass

from . import wordforms
from .passages import GLANCE, cut, from_best
from .search_index import Idea, SearchIndex, Stems, ideas

SIDE_BY_SIDE = 0.5  # what two words count beyond their own when they stand next to each other in a name
RAREST = 4.0  # how rare a word is that no guide has
OFTEN = 0.03  # what counts of every passage that holds a word, beside the best
PLAINLY, MISSED = 4, 2  # a quarter of the best score is enough for an idea; how much less without it
WORTH_SHOWING = 0.15  # of the best score


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A guide that was found: where it matched best, the section to read there (if any), and a snippet of it."""

    guide: str
    where: str
    section: str
    snippet: str
    matched: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Found:
    """One idea: what each passage scores for it, which hold it as typed, and every word that stands for it."""

    scores: dict[int, float]
    typed: set[int]
    words: frozenset[str]


def search(text: str, index: SearchIndex) -> tuple[SearchHit, ...]:
    """Return the guides that a text speaks of, the best first."""
    asked = [found for idea in ideas(text, index) if (found := _found(idea, index)).scores]
    ranked = _ranked(asked, index)
    worth = WORTH_SHOWING * max(ranked.values(), default=0.0)
    order = sorted(ranked, key=lambda guide: (-ranked[guide], guide))
    return tuple(_hit(guide, asked, index) for guide in order if ranked[guide] >= worth)


# -------------------------------------------------------------- the ordering
def _found(idea: Idea, index: SearchIndex) -> _Found:
    """Return what each passage scores for an idea: as much as the best of the choices of words in it."""
    words = frozenset(word for choice in idea for word in choice.words)
    worth = max(index.rarity.get(word, 0.0) for word in words)
    scores: dict[int, float] = {}
    typed: set[int] = set()
    for choice in idea:
        together = _together(choice.words, index)
        typed |= together.keys() if choice.typed else set()
        factor = choice.counts * worth
        for place, score in together.items():
            if score * factor > scores.get(place, 0.0):
                scores[place] = score * factor
    return _Found(scores, typed, words)


def _together(words: Stems, index: SearchIndex) -> dict[int, float]:
    """Return what each passage holds of words that belong together; without the rare ones of them it is little."""
    if len(words) == 1:
        return index.holding.get(words[0], {})
    rarity = {word: index.rarity.get(word, RAREST) for word in words}
    scores: dict[int, float] = defaultdict(float)
    covered: dict[int, float] = defaultdict(float)
    for word, rare in rarity.items():
        share = rare / sum(rarity.values())
        for place, weight in index.holding.get(word, {}).items():
            scores[place] += weight * share
            covered[place] += share
    for pair in wordforms.pairs(words):
        for place, weight in index.holding.get(pair, {}).items():
            scores[place] += weight * SIDE_BY_SIDE
            covered[place] = 1.0
    return {place: score * covered[place] for place, score in scores.items()}


def _ranked(asked: list[_Found], index: SearchIndex) -> dict[str, float]:
    """Return each guide's score: its best passage for each idea and for all; less where an idea is missing."""
    best = [_best_by_guide(found.scores, index) for found in asked]
    worth = [max(found.values()) for found in best]
    together: dict[int, float] = defaultdict(float)
    for found in asked:
        for place, score in found.scores.items():
            together[place] += score
    ranked = _best_by_guide(together, index)
    for place, score in together.items():
        ranked[index.passages[place].guide] += OFTEN * score
    for guide in ranked:
        there = sum(min(PLAINLY * found.get(guide, 0.0), most) for most, found in zip(worth, best, strict=True))
        ranked[guide] += sum(found.get(guide, 0.0) for found in best)
        ranked[guide] *= (there / sum(worth)) ** MISSED
    return ranked


def _best_by_guide(scores: dict[int, float], index: SearchIndex) -> dict[str, float]:
    best: dict[str, float] = {}
    for place, score in scores.items():
        guide = index.passages[place].guide
        if score > best.get(guide, 0.0):
            best[guide] = score
    return best


# ----------------------------------------------------------- what is shown
def _hit(guide: str, asked: list[_Found], index: SearchIndex) -> SearchHit:
    worth = {word: index.rarity.get(word, 0.0) for found in asked for word in found.words}
    title, *places = index.places[guide]
    best = max((x for x in places if index.passages[x].where), key=lambda place: _fit(place, asked))
    if all(title in found.typed for found in asked) or not any(best in found.scores for found in asked):
        return SearchHit(guide, GLANCE, "", *cut(index.glances[guide], worth))
    piece = index.passages[best]
    return SearchHit(guide, piece.where, piece.section, *cut(from_best(piece.text, worth), worth))


def _fit(place: int, asked: list[_Found]) -> tuple[int, float]:
    """Return how well a passage shows why its guide was found: how many of her ideas, then the score."""
    scores = [found.scores[place] for found in asked if place in found.scores]
    return len(scores), sum(scores)
