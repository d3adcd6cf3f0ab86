"""Kleene's truths of many people at once: for each, whether it is known to be true and known to be false."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..truth import Truth

Bools = NDArray[np.bool_]
Numbers = NDArray[Any]


class Pair(NamedTuple):
    """A truth for each person: known true, known false; neither is unknown."""

    true: Bools
    false: Bools

    @property
    def live(self) -> Bools:
        """Where it is true or unknown."""
        return ~self.false

    @property
    def unknown(self) -> Bools:
        """Where it is neither."""
        return ~(self.true | self.false)


def constant(truth: Truth, size: int) -> Pair:
    """Return the same truth for everybody."""
    return Pair(np.full(size, truth is True), np.full(size, truth is False))


def k_not(a: Pair) -> Pair:
    """Return the opposite; unknown stays unknown."""
    return Pair(a.false, a.true)


def k_all(items: Iterable[Pair]) -> Pair:
    """Kleene's conjunction."""
    pairs = list(items)
    return Pair(
        np.logical_and.reduce([x.true for x in pairs]),
        np.logical_or.reduce([x.false for x in pairs]),
    )


def k_any(items: Iterable[Pair]) -> Pair:
    """Kleene's disjunction."""
    return k_not(k_all(k_not(x) for x in items))


def k_count(items: Iterable[Pair], holds: Callable[[int], bool]) -> Pair:
    """Return whether the number of true items holds, whatever the unknown ones are.

    Every least and most number of true items is looked up in a table of all that may be.
    """
    pairs = list(items)
    least = np.sum([x.true for x in pairs], axis=0, dtype=np.intp)
    most = len(pairs) - np.sum([x.false for x in pairs], axis=0, dtype=np.intp)
    verdicts = [holds(n) for n in range(len(pairs) + 1)]
    ends = range(len(verdicts))
    always = np.array([[low <= high and all(verdicts[low : high + 1]) for high in ends] for low in ends])
    never = np.array([[low <= high and not any(verdicts[low : high + 1]) for high in ends] for low in ends])
    return Pair(always[least, most], never[least, most])
