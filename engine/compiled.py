"""The condition tree as generated Python: the quick reading in one view of a person (see `engine/view.py`).

A condition becomes one expression of "and", "or" and "not", with its facts written out; what stands under "not" is
read in the opposite view. Names and values are never in its text: they are bound to it as constants, so expressions
of one form are compiled once (measured by `make bench`, part `assess`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from .condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not

if TYPE_CHECKING:
    from .model import Fact
    from .view import View

Reading = Callable[["View"], bool]
"""Takes a view of a person; returns whether a condition holds there."""


class Readings:
    """The functions of all conditions read so far, each made at its first use."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.known: dict[int, Reading] = {}
        self._trees: list[Condition] = []  # kept, so that the identity of each stays its own

    def of(self, tree: Condition) -> Reading:
        """Return the function of a condition."""
        if id(tree) not in self.known:
            writer = _Writer(self._facts)
            text = writer.expression(tree, "view", "view.opposite")
            self.known[id(tree)] = _binder(text, len(writer.constants))(*writer.constants)
            self._trees.append(tree)
        return self.known[id(tree)]


@cache
def _binder(text: str, count: int) -> Callable[..., Reading]:
    """Return what makes a function of an expression from its constants."""
    names = ", ".join(f"c{place}" for place in range(count))
    made: Callable[..., Reading] = eval(f"lambda {names}: lambda view: {text}", {"__builtins__": {}})
    return made


class _Writer:
    """Writes a condition such as `not a and b: x` as `((not view.opposite[c0]) and (c1 in view[c2]))`."""

    def __init__(self, facts: Mapping[str, Fact]) -> None:
        self._facts = facts
        self.constants: list[Any] = []

    def expression(self, tree: Condition, view: str, opposite: str) -> str:
        """Return the text of a condition."""
        match tree:
            case Holds(name):
                when = self._facts[name].when
                return f"{view}[{self._bound(name)}]" if when is None else self.expression(when, view, opposite)
            case All(items):
                return self._joined(items, " and ", view, opposite) or "True"
            case AnyOf(items):
                return self._joined(items, " or ", view, opposite) or "False"
            case Not(item):
                return f"(not {self.expression(item, opposite, view)})"
            case AtLeast(n, items):
                return f"({self._joined(items, ' + ', view, opposite)} >= {self._bound(n)})"
            case Is(name, _) | Between(name, _, _):
                return f"({self._test(tree, f'{view}[{self._bound(name)}]')})"

    def _joined(self, items: tuple[Condition, ...], sign: str, view: str, opposite: str) -> str:
        text = sign.join(self.expression(item, view, opposite) for item in items)
        return f"({text})" if text else ""

    def _test(self, test: Is | Between, answer: str) -> str:
        if isinstance(test, Is):
            return " or ".join(f"{self._bound(value)} in {answer}" for value in test.values)
        low = "" if test.low is None else f"{self._bound(test.low)} <= "
        high = "" if test.high is None else f" <= {self._bound(test.high)}"
        return f"{low}{answer}{high}"

    def _bound(self, value: Any) -> str:
        """Return the name of a value, which joins the constants."""
        self.constants.append(value)
        return f"c{len(self.constants) - 1}"
