"""The condition tree read for a table of people at once: what `Person` reads of one, with the same four unknowns."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ..condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not
from ..knowledge import Knowledge
from ..model import Fact, Product
from ..person import questions_in
from ..truth import NOT_SURE, Truth
from .pairs import Bools, Numbers, Pair, constant, k_all, k_any, k_count, k_not
from .people import NO_TICK, NOTHING, Column, People, bit, bits, options


class State(NamedTuple):
    """How a question stands with each person: exactly one of these is true of her."""

    answered: Bools
    ruled_out: Bools
    not_sure: Bools
    open: Bools
    not_applicable: Bools

    @property
    def known(self) -> Bools:
        """Where there is an answer, counting in full or not."""
        return self.answered | self.ruled_out


class Reader:
    """Reads conditions for a table of people.

    `as_given` takes answers as they were given, without regard to which questions are asked.
    """

    def __init__(self, people: People, knowledge: Knowledge, as_given: bool = False) -> None:
        self.people = people
        self.knowledge = knowledge
        self._as_given = as_given
        self._states: dict[str, State] = {}
        self._facts: dict[tuple[str, Truth], Pair] = {}
        self._tests: dict[tuple[Is | Between, Truth], Pair] = {}
        self._asked: dict[str, Pair] = {}

    # ----------------------------------------------------------------- truth
    def truth(self, tree: Condition, open_as: Truth = None) -> Pair:
        """Return the truth of a condition for each person; questions left open read as `open_as`."""
        match tree:
            case Holds(name):
                return self.fact(name, open_as)
            case All(()) | AnyOf(()):
                return constant(isinstance(tree, All), self.people.size)
            case All(items):
                return k_all(self.truth(item, open_as) for item in items)
            case AnyOf(items):
                return k_any(self.truth(item, open_as) for item in items)
            case Not(item):
                return k_not(self.truth(item, None if open_as is None else not open_as))
            case AtLeast(n, items):
                return k_count((self.truth(item, open_as) for item in items), lambda count: count >= n)
            case Is() | Between():
                return self._test(tree, open_as)

    def stays_doubtful(self, tree: Condition) -> Bools:
        """Return where a condition is unknown or true even if all that is open is read most favourably."""
        return self.truth(tree, open_as=False).live

    def fact(self, name: str, open_as: Truth = None) -> Pair:
        """Return the truth of a fact by its name."""
        key = (name, open_as)
        if key not in self._facts:
            fact = self.knowledge.facts[name]
            if fact.below_norm is None and fact.when is None:
                raise ValueError(f"fact '{name}' has a value: compare it")
            self._facts[key] = self.truth(fact.when, open_as) if fact.when else self._below_norm(fact, open_as)
        return self._facts[key]

    def _test(self, test: Is | Between, open_as: Truth) -> Pair:
        key = (test, open_as)
        if key not in self._tests:
            fact = self.knowledge.facts.get(test.name)
            self._tests[key] = self._answer(test, open_as) if fact is None else self._of_fact(fact, test, open_as)
        return self._tests[key]

    # ------------------------------------------------------------- questions
    def state(self, name: str) -> State:
        """Return how a question stands."""
        if name not in self._states:
            self._states[name] = self._find_state(name)
        return self._states[name]

    def _find_state(self, name: str) -> State:
        question, column = self.knowledge.questions[name], self.people.columns[name]
        asked = self.asked(name)
        ruled_out = column.says & ~asked.true if question.measured else np.zeros(self.people.size, bool)
        skipped = ~column.says if question.skippable else np.zeros(self.people.size, bool)
        moot = ~ruled_out & (asked.false | skipped)
        silent = ~(column.says | moot)
        return State(column.says & ~ruled_out & ~moot, ruled_out, silent & column.unsure, silent & ~column.unsure, moot)

    def asked(self, name: str) -> Pair:
        """Return of whom a question is asked; unknown while what it depends on is."""
        enable = self.knowledge.questions[name].enable_when
        if enable is None or self._as_given:
            return constant(True, self.people.size)
        if name not in self._asked:
            self._asked[name] = self.truth(enable)
        return self._asked[name]

    def _answer(self, test: Is | Between, open_as: Truth) -> Pair:
        state, column = self.state(test.name), self.people.columns[test.name]
        met, doubt = self._meets(test, column)
        unmet = state.known & ~met & ~doubt
        return _left_open(Pair(state.answered & met, state.not_applicable | unmet), state.open, open_as)

    def _meets(self, test: Is | Between, column: Column) -> tuple[Bools, Bools]:
        """Return where an answer meets a test, and where a list with "not sure" in it leaves that unsure."""
        if isinstance(test, Between):
            assert column.numbers is not None
            met = _within(column.numbers, test.low, test.high)
            return met, np.zeros_like(met)
        question = self.knowledge.questions[test.name]
        met = self._ticked(column, bits(question, test.values))
        return met, ~met & self._ticked(column, bit(question, NOT_SURE))

    @staticmethod
    def _ticked(column: Column, wanted: int) -> Bools:
        assert column.ticks is not None
        found: Bools = (column.ticks & np.uint64(wanted)) != 0
        return found

    def chosen(self, name: str) -> Mapping[str, Bools]:
        """Return, for each option of a list but none and not sure, who ticked it, if her answer counts."""
        question, counts = self.knowledge.questions[name], self.state(name).answered
        column = self.people.columns[name]
        return {
            option: counts & self._ticked(column, bit(question, option))
            for option in options(question)
            if option not in (NOTHING, NOT_SURE)
        }

    def first(self, name: str) -> Numbers:
        """Return the place among the options of the first one she named, or -1."""
        column = self.people.columns[name]
        assert column.first is not None
        return np.where(self.state(name).answered, column.first, NO_TICK)

    def option(self, name: str) -> Numbers:
        """Return the place among the options of her one choice, or -1."""
        ticks = self.people.columns[name].ticks
        assert ticks is not None
        place = np.full(self.people.size, NO_TICK)
        for i, _ in enumerate(options(self.knowledge.questions[name])):
            place[ticks == np.uint64(1 << i)] = i
        return np.where(self.state(name).answered, place, NO_TICK)

    # -------------------------------------------------------- computed facts
    def _of_fact(self, fact: Fact, test: Is | Between, open_as: Truth) -> Pair:
        if fact.count is not None:
            assert isinstance(test, Between)
            return self._compare_count(fact.count, test, open_as)
        if fact.product is not None:
            assert isinstance(test, Is)
            return self._compare_band(fact.product, test, open_as)
        assert isinstance(test, Between)
        return self._compare_gap(fact, test, open_as)

    def _compare_count(self, items: tuple[Condition, ...], test: Between, open_as: Truth) -> Pair:
        about = {name for item in items for name in questions_in(item, self.knowledge)}
        moot = np.logical_and.reduce([self.state(name).not_applicable for name in sorted(about)])
        found = k_count((self.truth(item, open_as) for item in items), test.includes)
        return Pair(found.true & ~moot, found.false | moot)

    def _compare_gap(self, fact: Fact, test: Between, open_as: Truth) -> Pair:
        names = fact.gap or fact.gap_percent
        assert names is not None
        one, other = (self._numbers(name) for name in names)
        gap = np.abs(one - other)
        worth = gap if fact.gap else 100 * gap / np.maximum(np.maximum(one, other), 1)
        return self._computed(names, _within(worth, test.low, test.high), open_as)

    def _below_norm(self, fact: Fact, open_as: Truth) -> Pair:
        rule = fact.below_norm
        assert rule is not None
        result, age = self._numbers(rule.of), self._numbers(rule.by)
        low = [_within(age, norm.at_least, norm.at_most) & (result < norm.under) for norm in rule.norms]
        return self._computed((rule.of, rule.by), np.logical_or.reduce(low), open_as)

    def _computed(self, names: tuple[str, ...], met: Bools, open_as: Truth) -> Pair:
        """Return the truth of a comparison of several answers, all of which must be known."""
        states = [self.state(name) for name in names]
        return _of_answers(states, np.logical_or.reduce([x.not_applicable for x in states]), met, open_as)

    def _compare_band(self, product: Product, test: Is, open_as: Truth) -> Pair:
        states = [self.state(name) for name in product.of]
        needed = [x for x, name in zip(states, product.of, strict=True) if "na" not in product.values.get(name, {})]
        score = np.ones(self.people.size)
        for name, state in zip(product.of, states, strict=True):
            score = score * self._factor(name, state, product.values.get(name, {}))
        met, left = np.zeros(self.people.size, bool), np.ones(self.people.size, bool)
        for band, bounds in product.bands.items():
            inside = left & _within(score, bounds.at_least, bounds.at_most)
            met, left = met | inside if band in test.values else met, left & ~inside
        moot = np.logical_or.reduce([x.not_applicable for x in needed]) if needed else np.zeros_like(met)
        return _of_answers(states, moot, met, open_as)

    def _factor(self, name: str, state: State, worth: Mapping[str, float]) -> Numbers:
        """Return what an answer contributes to a product; 1 where there is none, which is told apart elsewhere."""
        question = self.knowledge.questions[name]
        if question.is_number:
            factor = np.where(state.known, self._numbers(name), 1.0)
        else:
            column = self.people.columns[name]
            ticked = [self._ticked(column, bit(question, option)) & state.known for option in question.choices]
            factor = np.select(ticked, [worth[option] for option in question.choices], 1.0)
        return np.where(state.not_applicable, worth.get("na", 1.0), factor)

    def _numbers(self, name: str) -> Numbers:
        numbers = self.people.columns[name].numbers
        assert numbers is not None
        return numbers


def _of_answers(states: list[State], moot: Bools, met: Bools, open_as: Truth) -> Pair:
    """Return the truth of what was worked out from answers; a test that is ruled out makes nothing true."""
    unsure = np.logical_or.reduce([x.not_sure for x in states])
    silent = np.logical_or.reduce([x.open for x in states])
    measured = np.logical_or.reduce([x.ruled_out for x in states])
    settled = ~(moot | unsure | silent)
    found = Pair(settled & met & ~measured, moot | (settled & ~met))
    return _left_open(found, silent & ~(moot | unsure), open_as)


def _left_open(found: Pair, left: Bools, open_as: Truth) -> Pair:
    if open_as is None:
        return found
    return Pair(found.true | left, found.false) if open_as else Pair(found.true, found.false | left)


def _within(numbers: Numbers, low: float | None, high: float | None) -> Bools:
    """Return which numbers lie within two bounds; what is not a number lies within none."""
    met = ~np.isnan(numbers)
    if low is not None:
        met &= numbers >= low
    return met if high is None else met & (numbers <= high)
