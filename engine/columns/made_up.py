"""A made-up population: answers drawn question by question as the check asks them, the same for the same seed."""

from collections.abc import Sequence

import numpy as np

from ..knowledge import Knowledge
from ..model import Question
from ..truth import NOT_SURE
from .evaluated import contradicted
from .pairs import Bools, Numbers
from .people import NO_TICK, NOTHING, Column, People, bit, empty_column, joined
from .population_file import Others, PopulationFile, Range, Spread, read
from .reader import Reader

ROUNDS = 50
Chance = np.random.Generator


def made_up(knowledge: Knowledge, size: int | None = None, seed: int | None = None) -> People:
    """Return people as data/population.yaml spreads them; the same size and seed give the same people.

    Nobody's answers contradict each other: those whose answers do are drawn again.

    Raises:
        SourceError: data/population.yaml cannot be used.
        ValueError: the size is less than one, or the spreads contradict each other nearly always.
    """
    file = knowledge.derived(read)
    wanted, seed = file.size if size is None else size, file.seed if seed is None else seed
    if wanted < 1:
        raise ValueError(f"{wanted} people are nobody: give a size from 1")
    found: list[People] = []
    for attempt in range(ROUNDS):
        drawn = _draw(file, knowledge, wanted, np.random.default_rng((seed, attempt)))
        found.append(drawn.rows(~contradicted(drawn, knowledge)))
        if sum(people.size for people in found) >= wanted:
            return joined(found).rows(slice(wanted))
    raise ValueError("nearly all of these made-up answers contradict each other: mend data/population.yaml")


def _draw(file: PopulationFile, knowledge: Knowledge, size: int, chance: Chance) -> People:
    people = People({q.id: empty_column(q, size) for q in knowledge.questions.values()}, size)
    # What is asked, and every spread, depends on earlier questions only, so what the reader remembers stays true.
    reader = Reader(people, knowledge)
    drawing = _Drawing(file, reader, chance)
    for question in knowledge.questions.values():
        drawing.fill(question)
    return people


class _Drawing:
    """The answers drawn so far, and what the next are drawn from."""

    def __init__(self, file: PopulationFile, reader: Reader, chance: Chance) -> None:
        self._reader, self._chance, self._size = reader, chance, reader.people.size
        self._others = {item.section: item for item in file.others}
        self._spreads: dict[str, list[Spread]] = {}
        for spread in file.spreads:
            self._spreads.setdefault(spread.question, []).append(spread)
        self._tests: dict[str, Bools] = {}

    def fill(self, question: Question) -> None:
        """Draw the answers to a question for those of whom it is asked; the rest leave it open."""
        others, column = self._others[question.section], self._reader.people.columns[question.id]
        asked = self._reader.asked(question.id).live & ~self._left_out(question, others)
        for people, spread in self._parts(question):
            self._answer(column, question, spread, others, np.flatnonzero(people & asked))
        self._unsure(column, question, others, np.flatnonzero(asked))

    def _parts(self, question: Question) -> list[tuple[Bools, Spread | None]]:
        """Return who is drawn from which spread: the first whose condition is true."""
        left, found = np.ones(self._size, bool), list[tuple[Bools, Spread | None]]()
        for spread in self._spreads.get(question.id, ()):
            true = left if spread.when is None else left & self._reader.truth(spread.when).true
            found.append((true, spread))
            left = left & ~true
        return [*found, (left, None)]

    def _left_out(self, question: Question, others: Others) -> Bools:
        """Return who leaves a question out; a test of several questions is done or not as a whole."""
        if not question.skippable:
            return np.zeros(self._size, bool)
        together = question.self_test or question.id
        if together not in self._tests:
            self._tests[together] = self._chance.random(self._size) < others.left_out
        return self._tests[together]

    def _answer(self, column: Column, question: Question, spread: Spread | None, others: Others, who: Numbers) -> None:
        if question.is_number:
            self._number(column, question, spread.ranges if spread else (), who)
        elif question.type == "many_of":
            ticks = spread.ticks if spread else {}
            self._list(column, question, [ticks.get(x, others.tick) for x in question.choices], who)
        elif question.options_from:
            self._one_before(column, question, question.options_from, who)
        else:
            self._one(column, question, spread.shares if spread else {}, who)

    def _number(self, column: Column, question: Question, ranges: Sequence[Range], who: Numbers) -> None:
        assert column.numbers is not None
        lows = np.array([band.first for band in ranges] or [question.min or 0])
        highs = np.array([band.last for band in ranges] or [question.max or 0])
        band = self._chance.choice(len(lows), who.size, p=_whole([band.share for band in ranges] or [1.0]))
        steps = np.floor(np.round((highs - lows) / question.grain, 6))[band] + 1
        drawn = lows[band] + np.floor(self._chance.random(who.size) * steps) * question.grain
        column.numbers[who] = np.round(drawn, 1)
        column.says[who] = True

    def _one(self, column: Column, question: Question, shares: dict[str, float], who: Numbers) -> None:
        known = [*question.choices, NOT_SURE]
        given = [shares.get(option, 0.0) if shares else float(option != NOT_SURE) for option in known]
        self._choose(column, question, self._chance.choice(len(known), who.size, p=_whole(given)), who)

    def _choose(self, column: Column, question: Question, places: Numbers, who: Numbers) -> None:
        assert column.ticks is not None
        known = [bit(question, option) for option in (*question.choices, NOT_SURE)]
        column.ticks[who] = np.array(known, np.uint64)[places]
        column.says[who] = column.ticks[who] != 0
        column.unsure[who] = ~column.says[who]

    def _one_before(self, column: Column, question: Question, before: str, who: Numbers) -> None:
        """Choose one of the options that she ticked earlier."""
        ticked, names = self._reader.chosen(before), list(question.choices)
        worth = np.array([ticked.get(name, np.zeros(self._size, bool))[who] for name in names])
        luck = self._chance.random(worth.shape)
        some = worth.any(axis=0)
        self._choose(column, question, np.where(worth, luck, -1).argmax(axis=0)[some], who[some])

    def _list(self, column: Column, question: Question, chances: list[float], who: Numbers) -> None:
        assert column.ticks is not None
        assert column.first is not None
        plain = np.array([option != NOTHING for option in question.choices])
        ticked = (self._chance.random((len(chances), who.size)) < np.array(chances)[:, None]) & plain[:, None]
        silent = ~ticked.any(axis=0)
        if not plain.all():
            ticked[~plain] = silent
        elif not question.skippable:
            ticked[int(np.argmax(chances))] |= silent
        bits = np.array([1 << i for i in range(len(chances))], np.uint64)
        column.ticks[who] = np.where(ticked, bits[:, None], np.uint64(0)).sum(axis=0, dtype=np.uint64)
        column.says[who] = ticked.any(axis=0)
        named = ticked & plain[:, None]
        column.first[who] = np.where(named.any(axis=0), named.argmax(axis=0), NO_TICK)

    def _unsure(self, column: Column, question: Question, others: Others, who: Numbers) -> None:
        """Make some of the answers "not sure", and some open, where these are possible."""
        luck = self._chance.random(who.size)
        unsure = who[luck < others.not_sure] if question.not_sure else who[:0]
        left = who[luck > 1 - others.open] if others.open else who[:0]
        blank = empty_column(question, self._size)
        for rows in (unsure, left):
            for mine, empty in zip(_arrays(column), _arrays(blank), strict=True):
                mine[rows] = empty[rows]
        column.unsure[unsure] = True


def _arrays(column: Column) -> list[Numbers]:
    parts = (column.says, column.unsure, column.ticks, column.first, column.numbers)
    return [part for part in parts if part is not None]


def _whole(shares: Sequence[float]) -> Numbers:
    given = np.array(shares, float)
    found: Numbers = given / given.sum()
    return found
