"""The answers that a question can take, as far as a rule can tell them apart."""

from collections.abc import Iterator
from typing import Any

from .condition import Between, Condition, walk
from .knowledge import Knowledge
from .model import Fact, Question

SPREAD = 5  # numbers tried between the ends, for facts that work a number out with others


class Possible:
    """For each question: an answer of each kind that some condition treats differently; a list has one tick."""

    def __init__(self, knowledge: Knowledge) -> None:
        bounds = _bounds(knowledge)
        self._answers = {
            question.id: tuple(
                _numbers(question, bounds.get(question.id, set())) if question.is_number else _choices(question)
            )
            for question in knowledge.questions.values()
        }

    def answers(self, question: str) -> tuple[Any, ...]:
        """Return the answers worth trying, "not sure" and leaving it open not among them."""
        return self._answers[question]


def _choices(question: Question) -> Iterator[Any]:
    for option in question.choices:
        yield [option] if question.type == "many_of" else option


def _numbers(question: Question, bounds: set[float]) -> Iterator[float]:
    low, high = question.min or 0, question.max or 0
    beside = {bound + step for bound in bounds for step in (-question.grain, 0, question.grain)}
    spread = {low + i * (high - low) / (SPREAD + 1) for i in range(SPREAD + 2)}
    whole = {round(x) if question.grain == 1 else round(x, 1) for x in beside | spread}
    yield from sorted(x for x in whole if low <= x <= high)


def _bounds(knowledge: Knowledge) -> dict[str, set[float]]:
    """Return the numbers at which some condition turns, for each question."""
    found: dict[str, set[float]] = {}
    for name, bound in _turns(knowledge):
        found.setdefault(name, set()).add(bound)
    return found


def _turns(knowledge: Knowledge) -> Iterator[tuple[str, float]]:
    trees = [rule.when for rule in knowledge.rules.values()]
    trees += [question.enable_when for question in knowledge.questions.values() if question.enable_when]
    for tree in trees:
        yield from _turns_in(tree)
    for fact in knowledge.facts.values():
        yield from _turns_of(fact)


def _turns_in(tree: Condition) -> Iterator[tuple[str, float]]:
    for node in walk(tree):
        if isinstance(node, Between):
            yield from ((node.name, bound) for bound in (node.low, node.high) if bound is not None)


def _turns_of(fact: Fact) -> Iterator[tuple[str, float]]:
    for tree in (fact.when, *(fact.count or ())):
        if tree is not None:
            yield from _turns_in(tree)
    if fact.below_norm is not None:
        yield from ((fact.below_norm.of, norm.under) for norm in fact.below_norm.norms)
