"""Supposing other answers: what somebody with them would have answered, and what another answer could be."""

from collections.abc import Iterator, Mapping
from typing import Any

from .gist import Sketch
from .knowledge import Knowledge
from .model import Question, WhatIf
from .person import Person
from .possible import Possible
from .roots import Roots
from .truth import NOT_SURE

NONE = "none"


def suppose(answers: Mapping[str, Any], changes: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Return the answers of somebody who differs in these (None: not answered).

    What would then not be asked any more loses its answer, as it would in the check; measurements stay.
    """
    person = Person(answers, knowledge)
    for name in sorted(changes, key=knowledge.place.__getitem__):
        before, person = person, person.with_answer(name, changes[name])
        for other in _no_longer_asked(name, before, person):
            person = person.with_answer(other, None)
    return dict(person.answers)


def asked_of(answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[Question, ...]:
    """Return the questions that are asked of somebody, or may be, in reading order."""
    person = Person(answers, knowledge)
    return tuple(question for question in knowledge.questions.values() if person.is_asked(question.id) is not False)


def supposed(sketch: Sketch, question: str, value: Any) -> Sketch:
    """Return the sketch of somebody who differs in one answer, as `suppose` does."""
    other = sketch.with_answer(question, value)
    for name in _no_longer_asked(question, sketch.person, other.person):
        other = other.with_answer(name, None)
    return other


def _no_longer_asked(changed: str, before: Person, after: Person) -> Iterator[str]:
    knowledge = after.knowledge
    for name in knowledge.derived(Roots).questions_under[changed]:
        given = name != changed and name in after.answers and not knowledge.questions[name].measured
        if given and after.is_asked(name) is False and before.is_asked(name) is not False:
            yield name


def with_ticks(given: Any, ticks: tuple[str, ...]) -> list[str]:
    """Return a list of ticks with more of them; 'none' stands alone, and gives way."""
    if ticks == (NONE,):
        return [NONE]
    before = [x for x in given if x != NONE] if isinstance(given, list | tuple) else []
    return [*before, *(x for x in ticks if x not in before)]


def other_answers(question: Question, given: Any, knowledge: Knowledge) -> tuple[Any, ...]:
    """Return the answers to a question that differ from hers, as far as a rule can tell them apart.

    Of a list: one tick more, one fewer, and none; a tick that she is not sure of is taken as not there.
    """
    if question.type == "many_of":
        return tuple(_other_lists(question, given))
    return tuple(x for x in knowledge.derived(Possible).answers(question.id) if x != given)


def _other_lists(question: Question, given: Any) -> Iterator[list[str]]:
    listed = list(given) if isinstance(given, list | tuple) else []
    ticks = [x for x in listed if x not in (NONE, NOT_SURE)]
    found = [[x for x in ticks if x != option] if option in ticks else [*ticks, option] for option in question.choices]
    nothing = [[NONE]] if NONE in question.choices else []
    lists = [ticks, *(x for x in found if NONE not in x), *nothing]
    yield from (x for i, x in enumerate(lists) if x and x != listed and x not in lists[:i])


def changes_of(item: WhatIf, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the answers that a named what-if gives to somebody: its own, the ticks of a list added to hers."""
    return {
        name: with_ticks(answers.get(name), tuple(value)) if isinstance(value, list | tuple) else value
        for name, value in item.answers.items()
    }
