"""The condition tree: the one small language of `when` and `enable_when`, typed, with its names and its parser.

A condition is a fact's name; `all`, `any`, `not`; `{at_least: n, of: [...]}`; `name: value` or `name: [values]`;
`name: {at_least: n, at_most: n}`. Nothing else. The readers (one person, plain English, ...) are modules of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Holds:
    """A fact, by name."""

    fact: str


@dataclass(frozen=True, slots=True)
class All:
    """Every item is true."""

    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one item is true."""

    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The item is false."""

    item: "Condition"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least n items are true."""

    n: int
    items: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Is:
    """A choice is one of the values (a list contains any of them), or a banded fact lies in one of these bands."""

    name: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Between:
    """A number lies between two bounds, both included; None is no bound."""

    name: str
    low: float | None
    high: float | None

    def includes(self, x: float) -> bool:
        """Return whether x lies within the bounds."""
        return (self.low is None or x >= self.low) and (self.high is None or x <= self.high)


Condition = Holds | All | AnyOf | Not | AtLeast | Is | Between
EVERYBODY, NOBODY = All(()), AnyOf(())


def parse(raw: Any) -> Condition:
    """Return the typed tree of a condition as read from YAML.

    Raises:
        ValueError: not one of the forms above; the message shows the part that is wrong.
    """
    if isinstance(raw, str):
        return Holds(raw)
    if not isinstance(raw, dict) or not raw:
        raise ValueError(f"not a condition: {raw!r}; write a fact's name or 'question: value'")
    if set(raw) == {"at_least", "of"}:
        return AtLeast(_count(raw["at_least"]), _items(raw["of"], "of"))
    if len(raw) != 1:
        raise ValueError(f"a condition has one key, here {', '.join(map(str, raw))}; join them with 'all: [...]'")
    ((key, value),) = raw.items()
    if key == "all":
        return All(_items(value, key))
    if key == "any":
        return AnyOf(_items(value, key))
    if key == "not":
        return Not(parse(value))
    return _test(key, value)


def _items(raw: Any, key: str) -> tuple[Condition, ...]:
    if not isinstance(raw, list) or not raw:
        raise ValueError(f"'{key}' wants a list of conditions")
    return tuple(map(parse, raw))


def _count(raw: Any) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < 1:
        raise ValueError(f"'at_least' beside 'of' wants a whole number from 1, not {raw!r}")
    return raw


def _test(name: str, value: Any) -> Condition:
    if isinstance(value, dict):
        if not value or set(value) - {"at_least", "at_most"} or not all(map(_is_number, value.values())):
            raise ValueError(f"'{name}' wants {{at_least: number, at_most: number}}, one or both")
        return Between(name, value.get("at_least"), value.get("at_most"))
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(x, str) for x in values):
        raise ValueError(f"'{name}' wants an option or a list of options as text, not {value!r} (quote 'yes' and 'no')")
    return Is(name, tuple(values))


def _is_number(x: Any) -> bool:
    return isinstance(x, int | float) and not isinstance(x, bool)


def unparse(tree: Condition) -> Any:
    """Return a condition in the form in which YAML states it: parse(unparse(tree)) is the tree again."""
    match tree:
        case Holds(fact):
            return fact
        case All(items):
            return {"all": [unparse(item) for item in items]}
        case AnyOf(items):
            return {"any": [unparse(item) for item in items]}
        case Not(item):
            return {"not": unparse(item)}
        case AtLeast(n, items):
            return {"at_least": n, "of": [unparse(item) for item in items]}
        case Is(name, values):
            return {name: values[0] if len(values) == 1 else list(values)}
        case Between(name, low, high):
            bounds = {"at_least": low, "at_most": high}
            return {name: {key: x for key, x in bounds.items() if x is not None}}


def children(tree: Condition) -> tuple[Condition, ...]:
    """Return the conditions directly inside a condition."""
    match tree:
        case All(items) | AnyOf(items) | AtLeast(_, items):
            return items
        case Not(item):
            return (item,)
    return ()


def walk(tree: Condition) -> Iterator[Condition]:
    """Yield a condition and every condition inside it."""
    yield tree
    for child in children(tree):
        yield from walk(child)


def names(tree: Condition) -> frozenset[str]:
    """Return the names of all questions and facts in a condition."""
    return frozenset(_name(node) for node in walk(tree) if isinstance(node, Holds | Is | Between))


def _name(node: Holds | Is | Between) -> str:
    return node.fact if isinstance(node, Holds) else node.name
