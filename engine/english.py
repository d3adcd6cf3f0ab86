"""Saying a condition in plain English, for the trace and for the page of all rules."""

from collections.abc import Iterable

from .condition import All, AnyOf, AtLeast, Between, Condition, Holds, Is, Not
from .knowledge import Knowledge
from .model import Fact, Question


def say(tree: Condition, knowledge: Knowledge) -> str:
    """Return a condition in words, such as 'Are you pregnant?: Yes, and How many weeks?: from 14 to 27 weeks'."""
    match tree:
        case Holds(name):
            return knowledge.facts[name].label
        case All(items):
            return _joined(items, ", and ", knowledge) or "everybody"
        case AnyOf(items):
            return _joined(items, ", or ", knowledge) or "nobody"
        case AtLeast(n, items):
            return f"at least {n} of: {'; '.join(_inner(item, knowledge) for item in items)}"
        case Not(item):
            return f"not ({say(item, knowledge)})"
        case Is(name, values):
            return f"{_subject(name, knowledge)}: {_or(_label(name, value, knowledge) for value in values)}"
        case Between(name, low, high):
            return f"{_subject(name, knowledge)}: {_range(low, high, _unit(name, knowledge))}"


def say_fact(fact: Fact, knowledge: Knowledge) -> str:
    """Return in words how a fact is derived, whichever of its forms it has."""
    if fact.when is not None:
        return say(fact.when, knowledge)
    if fact.count is not None:
        return f"how many of these hold: {'; '.join(_inner(item, knowledge) for item in fact.count)}"
    if fact.product is not None:
        return f"the product of: {'; '.join(_texts(fact.product.of, knowledge))}"
    if fact.below_norm is not None:
        subject, by = _texts((fact.below_norm.of, fact.below_norm.by), knowledge)
        return f"{subject}: below the norm, by “{by}”"
    pair = "; ".join(_texts(fact.gap or fact.gap_percent or (), knowledge))
    return f"the difference between: {pair}" + ("" if fact.gap else ", in per cent of the better")


def _joined(items: Iterable[Condition], glue: str, knowledge: Knowledge) -> str:
    return glue.join(_inner(item, knowledge) for item in items)


def _inner(item: Condition, knowledge: Knowledge) -> str:
    words = say(item, knowledge)
    return f"({words})" if isinstance(item, All | AnyOf | AtLeast) and len(item.items) > 1 else words


def _texts(names: Iterable[str], knowledge: Knowledge) -> list[str]:
    return [_subject(name, knowledge) for name in names]


def _subject(name: str, knowledge: Knowledge) -> str:
    return knowledge.facts[name].label if name in knowledge.facts else knowledge.questions[name].text


def _label(name: str, value: str, knowledge: Knowledge) -> str:
    return knowledge.questions[name].choices[value] if name in knowledge.questions else value


def _unit(name: str, knowledge: Knowledge) -> str:
    question: Question | None = knowledge.questions.get(name)
    return f" {question.unit}" if question and question.unit else ""


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None:
        return f"{high:g}{unit} or less"
    if high is None:
        return f"{low:g}{unit} or more"
    return f"{low:g}{unit}" if low == high else f"from {low:g} to {high:g}{unit}"


def _or(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
