"""Three-valued truth as two formulas: when a condition is true, and when it is false; unknown is neither."""

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

import z3

Formula: TypeAlias = z3.BoolRef
TRUE, FALSE = z3.BoolVal(True), z3.BoolVal(False)
_TRUE, _FALSE = TRUE.get_id(), FALSE.get_id()


class Pair(NamedTuple):
    """A three-valued truth: the formula for true and the formula for false; they exclude each other."""

    true: Formula
    false: Formula

    @property
    def unknown(self) -> Formula:
        """When it is neither true nor false."""
        return no(either((self.true, self.false)))

    @property
    def live(self) -> Formula:
        """When it is true or unknown: what a safety rule acts on."""
        return no(self.false)


KNOWN_TRUE, KNOWN_FALSE, UNKNOWN = Pair(TRUE, FALSE), Pair(FALSE, TRUE), Pair(FALSE, FALSE)


def both(formulas: Iterable[Formula]) -> Formula:
    """Return the conjunction, with what is plainly true or false taken out."""
    kept = _unlike(formulas, _TRUE)
    if _FALSE in kept:
        return FALSE
    return _joined(z3.And, list(kept.values()), TRUE)


def either(formulas: Iterable[Formula]) -> Formula:
    """Return the disjunction, with what is plainly true or false taken out."""
    kept = _unlike(formulas, _FALSE)
    if _TRUE in kept:
        return TRUE
    return _joined(z3.Or, list(kept.values()), FALSE)


def _joined(join: Callable[..., Formula], parts: list[Formula], nothing: Formula) -> Formula:
    return parts[0] if len(parts) == 1 else join(parts) if parts else nothing


def no(formula: Formula) -> Formula:
    """Return the negation."""
    if formula.eq(TRUE):
        return FALSE
    if formula.eq(FALSE):
        return TRUE
    return formula.arg(0) if z3.is_not(formula) else z3.Not(formula)


def differ(a: Formula, b: Formula) -> Formula:
    """Return when two formulas differ in truth."""
    return FALSE if a.eq(b) else a != b


def _unlike(formulas: Iterable[Formula], neutral: int) -> dict[int, Formula]:
    """Return the formulas by the solver's number, each once, without the neutral one."""
    kept = {x.get_id(): x for x in formulas}
    kept.pop(neutral, None)
    return kept


def at_least(n: int, formulas: Iterable[Formula]) -> Formula:
    """Return whether at least n of the formulas are true (the same formula may count more than once)."""
    items = list(formulas)
    n -= sum(x.eq(TRUE) for x in items)
    items = [x for x in items if not x.eq(TRUE) and not x.eq(FALSE)]
    if n <= 0:
        return TRUE
    if n > len(items):
        return FALSE
    return either(items) if n == 1 else z3.PbGe([(x, 1) for x in items], n)


def k_not(a: Pair) -> Pair:
    """Return the opposite; unknown stays unknown."""
    return Pair(a.false, a.true)


def k_all(items: Iterable[Pair]) -> Pair:
    """Kleene's conjunction."""
    pairs = list(items)
    return Pair(both(x.true for x in pairs), either(x.false for x in pairs))


def k_any(items: Iterable[Pair]) -> Pair:
    """Kleene's disjunction."""
    return k_not(k_all(k_not(x) for x in items))


def k_between(items: Iterable[Pair], low: float | None, high: float | None) -> Pair:
    """Return whether the number of true items lies between two bounds, whatever the unknown ones are."""
    pairs = list(items)
    sure, possible = [x.true for x in pairs], [x.live for x in pairs]
    least = 0 if low is None else int(-(-low // 1))
    most = len(pairs) if high is None else int(high // 1)
    return Pair(
        both((at_least(least, sure), no(at_least(most + 1, possible)))),
        either((no(at_least(least, possible)), at_least(most + 1, sure))),
    )
