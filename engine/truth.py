"""Three-valued truth: True, False, or None for unknown (Kleene's strong tables, https://doi.org/10.2307/2267778)."""

from collections.abc import Iterable

Truth = bool | None
NOT_SURE = "not_sure"
"""The answer that says so."""


def k_not(a: Truth) -> Truth:
    """Return the opposite; unknown stays unknown."""
    return None if a is None else not a


def k_all(values: Iterable[Truth]) -> Truth:
    """Return False if any value is False, else unknown if any is unknown, else True."""
    result: Truth = True
    for value in values:
        if value is False:
            return False
        if value is None:
            result = None
    return result


def k_any(values: Iterable[Truth]) -> Truth:
    """Return True if any value is True, else unknown if any is unknown, else False."""
    result: Truth = False
    for value in values:
        if value is True:
            return True
        if value is None:
            result = None
    return result


def k_at_least(n: int, values: Iterable[Truth]) -> Truth:
    """Return whether at least n values are True, unknown while the unknown ones could still decide."""
    known = list(values)
    sure = sum(value is True for value in known)
    possible = sure + sum(value is None for value in known)
    if sure >= n:
        return True
    return False if possible < n else None


def word(value: Truth) -> str:
    """Return the word a trace uses for a truth."""
    return {True: "true", False: "false", None: "unknown"}[value]
