"""Two views of one person, what may be and what surely is: a truth of three values is two truths of two values.

A condition that may not hold is false, one that surely holds is true, and any other is unknown. These are Kleene's
tables, as long as what stands under "not" is read in the opposite view.
"""

from typing import TYPE_CHECKING, Any

from .model import Fact
from .truth import NOT_SURE, Truth

if TYPE_CHECKING:
    from .person import Person, State

LISTS = (list, tuple)


class _Anything:
    """Stands in the place of an answer, and meets every test."""

    def __contains__(self, option: str) -> bool:
        return True

    def __ge__(self, bound: object) -> bool:
        return True

    def __le__(self, bound: object) -> bool:
        return True


class _Nothing(tuple[str, ...]):
    """Stands in the place of an answer, and meets no test; a tuple, so that no option is looked for in Python."""

    __slots__ = ()

    def __ge__(self, bound: object) -> bool:
        return False

    def __le__(self, bound: object) -> bool:
        return False


class _Counted:
    """Stands in the place of a number: meets a lower bound if `most` does, and an upper bound if `least` does."""

    def __init__(self, least: int, most: int) -> None:
        self._least, self._most = least, most

    def __ge__(self, bound: float) -> bool:
        return self._most >= bound

    def __le__(self, bound: float) -> bool:
        return self._least <= bound


ANYTHING, NOTHING = _Anything(), _Nothing()


class View(dict[str, Any]):
    """What conditions are tested against, by name: of a question or a score its options or its number, or a truth.

    What is unknown counts as `unknown`, so in the view of what may be it meets every test, and in the view of what
    surely is it meets none. With `open_as`, what was left open counts as that instead.
    """

    __slots__ = ("_person", "open_as", "opposite", "unknown")
    opposite: "View"

    def __init__(self, person: "Person", unknown: bool, open_as: Truth) -> None:
        self._person, self.unknown, self.open_as = person, unknown, open_as

    def __missing__(self, name: str) -> Any:
        person = self._person
        if name in person.knowledge.questions:
            found = self._shown(*person.state(name))
        else:
            found = self._computed(person.knowledge.facts[name])
        self[name] = found
        return found

    def _shown(self, state: "State", value: Any) -> Any:
        if state == "answered" or (state == "ruled_out" and self.unknown):
            if isinstance(value, str):
                return (value,)
            return ANYTHING if self.unknown and isinstance(value, LISTS) and NOT_SURE in value else value
        if state == "not_sure" or (state == "open" and self.open_as is None):
            return ANYTHING if self.unknown else NOTHING
        return ANYTHING if state == "open" and self.open_as else NOTHING

    def _computed(self, fact: Fact) -> Any:
        if fact.count is None:
            found = self._shown(*self._person.computed(fact))
            return found if fact.has_value else bool(found)
        count = self._person.count(fact, self.open_as)
        if count is None:
            return NOTHING
        return _Counted(*count) if self.unknown else _Counted(*reversed(count))
