"""The SMT reader of the condition tree: what `Person` reads of one person, read of all at once."""

from collections.abc import Mapping

import z3

from ..condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not, children, names
from ..model import Fact, Question
from ..roots import roots
from ..truth import Truth
from .sheet import Sheet
from .truths import (
    FALSE,
    KNOWN_FALSE,
    KNOWN_TRUE,
    TRUE,
    UNKNOWN,
    Formula,
    Pair,
    both,
    either,
    k_all,
    k_any,
    k_between,
    k_not,
    no,
)

BANDS = {True: KNOWN_TRUE, False: KNOWN_FALSE, None: UNKNOWN}


class Reader:
    """Reads conditions over an answer sheet, with the facts of data/ or of the independent side.

    `open_as` is the truth that questions left open read as, like that of `Person.truth`.
    """

    def __init__(self, sheet: Sheet, facts: Mapping[str, Fact], open_as: Truth = None, as_given: bool = False) -> None:
        self.sheet = sheet
        self.facts = facts
        self.open_as = open_as
        self.as_given = as_given
        self._read: dict[tuple[int, Truth], tuple[Condition, Pair]] = {}
        self._facts: dict[tuple[str, Truth], Pair] = {}
        self._asked: dict[str, Pair] = {}

    def truth(self, tree: Condition) -> Pair:
        """Return when a condition is true, and when it is false."""
        return self._truth(tree, self.open_as)

    def fact(self, name: str) -> Pair:
        """Return when a fact holds, and when it does not."""
        return self._fact(name, self.open_as)

    def _truth(self, tree: Condition, open_as: Truth) -> Pair:
        key = (id(tree), open_as)
        if key not in self._read:
            self._read[key] = (tree, self._find(tree, open_as))
        return self._read[key][1]

    def _find(self, tree: Condition, open_as: Truth) -> Pair:
        match tree:
            case Holds(name):
                return self._fact(name, open_as)
            case All(items):
                return k_all(self._truth(item, open_as) for item in items)
            case AnyOf(items):
                return k_any(self._truth(item, open_as) for item in items)
            case Not(item):
                return k_not(self._truth(item, None if open_as is None else not open_as))
            case AtLeast(n, items):
                return k_between((self._truth(item, open_as) for item in items), n, None)
            case Is(name, _) | Between(name, _, _):
                fact = self.facts.get(name)
                return self._of_question(tree, open_as) if fact is None else self._of_fact(fact, tree, open_as)

    def roots(self, tree: Condition) -> frozenset[str]:
        """Return the questions under a condition, facts followed."""
        return roots(names(tree), self.facts)

    # ------------------------------------------------------------- questions
    def _question(self, name: str) -> Question:
        return self.sheet.knowledge.questions[name]

    def asked(self, name: str) -> Pair:
        """Return when a question is asked of her."""
        enable = self._question(name).enable_when
        if enable is None or self.as_given:
            return KNOWN_TRUE
        if name not in self._asked:
            self._asked[name] = self._truth(enable, None)
        return self._asked[name]

    def answered(self, name: str) -> Formula:
        """Return when an answer is given that counts in full."""
        measured = self._question(name).measured
        asked = self.asked(name)
        return both((self.sheet.says[name], asked.true if measured else asked.live))

    def ruled_out(self, name: str) -> Formula:
        """Return when a measurement is given although a rule says, or may say, to skip the test."""
        if not self._question(name).measured:
            return FALSE
        return both((self.sheet.says[name], no(self.asked(name).true)))

    def not_applicable(self, name: str) -> Formula:
        """Return when a question is not asked of her, or was skipped as it may be."""
        skipped = no(self.sheet.says[name]) if self._question(name).skippable else FALSE
        return both((no(self.ruled_out(name)), either((self.asked(name).false, skipped))))

    def is_open(self, name: str) -> Formula:
        """Return when a question is left open."""
        silent = both((no(self.sheet.says[name]), no(self.sheet.unsure[name])))
        return both((silent, no(self.not_applicable(name))))

    def _of_question(self, test: Is | Between, open_as: Truth) -> Pair:
        name = test.name
        met, doubt = self.sheet.meets(test)
        given, measured = self.answered(name), self.ruled_out(name)
        not_met = both((no(met), no(doubt)))
        left = self.is_open(name)
        return Pair(
            either((both((given, met)), left if open_as is True else FALSE)),
            either(
                (
                    self.not_applicable(name),
                    both((either((given, measured)), not_met)),
                    left if open_as is False else FALSE,
                )
            ),
        )

    # ----------------------------------------------------------------- facts
    def _fact(self, name: str, open_as: Truth) -> Pair:
        key = (name, open_as)
        if key not in self._facts:
            fact = self.facts[name]
            if fact.below_norm is not None:
                self._facts[key] = self._below_norm(fact, open_as)
            else:
                assert fact.when is not None
                self._facts[key] = self._truth(fact.when, open_as)
        return self._facts[key]

    def _of_fact(self, fact: Fact, test: Is | Between, open_as: Truth) -> Pair:
        if fact.count is not None:
            assert isinstance(test, Between)
            return self._count(fact.count, test, open_as)
        if fact.product is not None:
            assert isinstance(test, Is)
            return self._band(fact, test, open_as)
        assert isinstance(test, Between)
        return self._gap(fact, test, open_as)

    def _count(self, items: tuple[Condition, ...], test: Between, open_as: Truth) -> Pair:
        asked = {name for item in items for name in _questions_in(item) if name not in self.facts}
        moot = both(self.not_applicable(name) for name in sorted(asked))
        found = k_between((self._truth(item, open_as) for item in items), test.low, test.high)
        return Pair(both((no(moot), found.true)), either((moot, found.false)))

    def _computed(self, names: tuple[str, ...], moot: Formula, met: Formula, open_as: Truth) -> Pair:
        """Return the truth of a comparison of several answers, all of which must be known."""
        known = both(either((self.answered(name), self.ruled_out(name))) for name in names)
        return self._with_gaps(names, moot, known, met, open_as)

    def _with_gaps(self, names: tuple[str, ...], moot: Formula, known: Formula, met: Formula, open_as: Truth) -> Pair:
        measured = either(self.ruled_out(name) for name in names)
        unsure = either(both((self.sheet.unsure[name], no(self.not_applicable(name)))) for name in names)
        left = both((either(self.is_open(name) for name in names), no(unsure)))
        gap = both((no(moot), no(known), left))
        settled = both((no(moot), known))
        return Pair(
            either((both((settled, met, no(measured))), gap if open_as is True else FALSE)),
            either((moot, both((settled, no(met))), gap if open_as is False else FALSE)),
        )

    def _gap(self, fact: Fact, test: Between, open_as: Truth) -> Pair:
        names = fact.gap or fact.gap_percent
        assert names is not None
        (one, grain), (other, _) = (self.sheet.scaled(name) for name in names)
        wide = z3.If(one >= other, one - other, other - one)
        most = z3.If(one >= other, one, other)
        whole = z3.If(most >= 1, most, 1)
        met = TRUE
        for bound, above in ((test.low, True), (test.high, False)):
            if bound is not None:
                met = both((met, self._gap_bound(wide, whole, bound, grain, above, fact.gap is not None)))
        return self._computed(names, either(self.not_applicable(name) for name in names), met, open_as)

    @staticmethod
    def _gap_bound(
        wide: z3.ArithRef, whole: z3.ArithRef, bound: float, grain: float, above: bool, plain: bool
    ) -> Formula:
        left = 1000 * wide if plain else 100_000 * wide
        right = z3.IntVal(round(1000 * bound / grain)) if plain else round(1000 * bound) * whole
        return left >= right if above else left <= right

    def _below_norm(self, fact: Fact, open_as: Truth) -> Pair:
        rule = fact.below_norm
        assert rule is not None
        names = (rule.of, rule.by)
        low = either(
            both(
                (
                    self.sheet.meets(Between(rule.by, norm.at_least, norm.at_most))[0],
                    no(self.sheet.meets(Between(rule.of, norm.under, None))[0]),
                )
            )
            for norm in rule.norms
        )
        return self._computed(names, either(self.not_applicable(name) for name in names), low, open_as)

    def _band(self, fact: Fact, test: Is, open_as: Truth) -> Pair:
        product = fact.product
        assert product is not None
        factors = [self._factors(name, product.values.get(name, {})) for name in product.of]
        moot = either(self.not_applicable(name) for name in product.of if "na" not in product.values.get(name, {}))
        known = both(either(when for when, _ in choices) for choices in factors)
        score: z3.ArithRef = z3.IntVal(1)
        for choices in factors:
            score = _times(score, choices)
        bands = [bounds for name, bounds in product.bands.items() if name in test.values]
        met = either(
            both(
                (
                    TRUE if band.at_least is None else score >= band.at_least,
                    TRUE if band.at_most is None else score <= band.at_most,
                )
            )
            for band in bands
        )
        return self._with_gaps(product.of, moot, known, met, open_as)

    def _factors(self, name: str, values: Mapping[str, float]) -> list[tuple[Formula, z3.ArithRef]]:
        """Return what a question may contribute to a product: when, and how much."""
        given = self.answered(name)
        found = [(self.not_applicable(name), _constant(values["na"]))] if "na" in values else []
        if self._question(name).is_number:
            number, grain = self.sheet.scaled(name)
            return [*found, (given, number if grain == 1 else z3.ToReal(number) * z3.RealVal(str(grain)))]
        ticks = [(option, self.sheet.ticks[name, option]) for option in self._question(name).choices]
        return [*found, *((both((given, tick)), _constant(values[option])) for option, tick in ticks)]


def _times(score: z3.ArithRef, choices: list[tuple[Formula, z3.ArithRef]]) -> z3.ArithRef:
    """Multiply by what a question contributes; only the first factor may be more than a constant, so this is linear."""
    found: z3.ArithRef = z3.IntVal(0)
    for when, factor in choices:
        found = z3.If(when, score * factor, found)
    return found


def _constant(x: float) -> z3.ArithRef:
    return z3.IntVal(int(x)) if x == int(x) else z3.RealVal(str(x))


def _questions_in(tree: Condition) -> frozenset[str]:
    found = {tree.name} if isinstance(tree, Is | Between) else set()
    return frozenset(found).union(*(_questions_in(child) for child in children(tree)))
