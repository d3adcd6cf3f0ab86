"""What rests on what: the questions under a condition, and all that may read otherwise when one answer changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .condition import Condition
from .condition import names as names_in
from .knowledge import Knowledge
from .model import Fact
from .names import fact_names


def roots(names: Iterable[str], facts: Mapping[str, Fact]) -> frozenset[str]:
    """Return the questions under some names, facts followed down to the questions they use."""
    found: set[str] = set()
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in facts:
            waiting += fact_names(facts[name])
        else:
            found.add(name)
    return frozenset(found)


@dataclass(frozen=True)
class Roots:
    """The questions that conditions rest on, those included that decide whether a question is asked at all."""

    knowledge: Knowledge

    def of(self, tree: Condition) -> frozenset[str]:
        """Return every question whose answer may change what a condition reads as."""
        return self._with_gates(roots(names_in(tree), self.knowledge.facts))

    def of_fact(self, name: str) -> frozenset[str]:
        """Return every question whose answer may change what a fact reads as."""
        return self._with_gates(roots((name,), self.knowledge.facts))

    def _with_gates(self, questions: frozenset[str]) -> frozenset[str]:
        return questions.union(*(self._gates[name] for name in questions))

    @cached_property
    def _gates(self) -> dict[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        for question in self.knowledge.questions.values():  # each is asked depending on earlier ones only
            own = frozenset[str]()
            if question.enable_when is not None:
                own = roots(names_in(question.enable_when), self.knowledge.facts)
            found[question.id] = own.union(*(found[name] for name in own))
        return found

    @cached_property
    def questions_under(self) -> dict[str, tuple[str, ...]]:
        """The questions that are asked or not depending on each question, itself included."""
        return {
            name: (name, *(other for other, gates in self._gates.items() if name in gates))
            for name in self.knowledge.questions
        }

    @cached_property
    def facts_under(self) -> dict[str, tuple[str, ...]]:
        """The facts that may read otherwise when each question's answer changes."""
        rests = {fact: self.of_fact(fact) for fact in self.knowledge.facts}
        return {
            name: tuple(fact for fact, questions in rests.items() if name in questions)
            for name in self.knowledge.questions
        }
