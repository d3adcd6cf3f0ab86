"""Changes that contradict each other: named in pairs, each with its line, so that neither wins by its place."""

from collections.abc import Iterator
from itertools import combinations

from ..condition import All, AnyOf, Between, Condition, Not
from ..knowledge import Knowledge
from ..source import Problem
from .adjust import levels_meant
from .file import Add, Change, ChangeDose, Lower, Overlay, Raise, Remove, Swap, Veto


def conflicts(overlay: Overlay, knowledge: Knowledge) -> list[Problem]:
    """Return a problem for every two changes that contradict each other and may hold of one person."""
    found = []
    for one, other in combinations(overlay.changes, 2):
        if not exclude_each_other(one.condition, other.condition):
            for message in (*_between(one, other, knowledge), *_between(other, one, knowledge)):
                words = f"{message} ({one.at}): keep one, or give them conditions that exclude each other"
                found.append(Problem(other.at, words))
    return list(dict.fromkeys(found))


def exclude_each_other(one: Condition, other: Condition) -> bool:
    """Return whether two conditions can be seen to exclude each other: one denies the other, or bounds lie apart.

    Different options of a question count as if they could meet, since some questions take several.
    """
    if isinstance(one, AnyOf) and one.items:
        return all(exclude_each_other(item, other) for item in one.items)
    if isinstance(other, AnyOf) and other.items:
        return all(exclude_each_other(one, item) for item in other.items)
    if isinstance(one, All):
        return any(exclude_each_other(item, other) for item in one.items)
    if isinstance(other, All):
        return any(exclude_each_other(one, item) for item in other.items)
    return one == Not(other) or other == Not(one) or _apart(one, other)


def _apart(one: Condition, other: Condition) -> bool:
    if isinstance(one, Between) and isinstance(other, Between) and one.name == other.name:
        highest, lowest = min(_high(one), _high(other)), max(_low(one), _low(other))
        return highest < lowest
    return False


def _high(test: Between) -> float:
    return float("inf") if test.high is None else test.high


def _low(test: Between) -> float:
    return float("-inf") if test.low is None else test.low


# ------------------------------------------------------------------ of two
def _between(one: Change, other: Change, knowledge: Knowledge) -> Iterator[str]:
    """Yield how one change contradicts another; asked in both orders."""
    match one, other:
        case Remove(exercise=slug), _ if slug in _given(other):
            yield f"'{slug}' is removed, so it cannot be given by '{other.does}'"
        case Swap(exercise=slug), Add() | Swap() | Remove() if slug in (*_given(other), *_taken(other)):
            yield f"'{slug}' is swapped for another, and '{other.does}' says otherwise"
        case Lower(), Raise() if one.exercise == other.exercise and _reach(one, knowledge) < _reach(other, knowledge):
            yield f"'{one.exercise}' is lowered to '{one.level}' and raised to '{other.level}'"
        case ChangeDose(), ChangeDose() if _doses_differ(one, other, knowledge):
            yield f"two doses of '{one.exercise}'"
        case Veto(), Raise() if one.rule in other.past:
            yield f"'{one.rule}' is vetoed, so there is nothing to set aside"
    if type(one) is type(other) and _target(one) == _target(other):
        yield f"'{one.does}' of '{_target(one)[0]}' stands twice"


def _given(change: Change) -> tuple[str, ...]:
    """Return the exercises that a change would have given."""
    match change:
        case (
            Swap(for_=slug)
            | Add(exercise=slug)
            | Raise(exercise=slug)
            | Lower(exercise=slug)
            | ChangeDose(exercise=slug)
        ):
            return (slug,)
    return ()


def _taken(change: Change) -> tuple[str, ...]:
    return (change.exercise,) if isinstance(change, Swap | Remove) else ()


def _reach(change: Lower | Raise, knowledge: Knowledge) -> int:
    return [level.id for level in knowledge.exercises[change.exercise].levels].index(change.level)


def _doses_differ(one: ChangeDose, other: ChangeDose, knowledge: Knowledge) -> bool:
    if one.exercise != other.exercise or one == other:
        return False
    both = {x.id for x in levels_meant(one, knowledge)} & {x.id for x in levels_meant(other, knowledge)}
    shared = one.dose.given.keys() & other.dose.given.keys()
    return bool(both) and any(one.dose.given[key] != other.dose.given[key] for key in shared)


def _target(change: Change) -> tuple[str, ...]:
    keys = ("exercise", "level", "rule")
    return tuple(str(getattr(change, key)) for key in keys if getattr(change, key, None) is not None)
