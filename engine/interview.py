"""The interview: which screens of the questionnaire are hers, in order, and what on them is still open."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .condition import names
from .knowledge import Knowledge
from .model import Contradiction, Question, SelfTest, Topic
from .person import Person
from .stages.facts import contradictions


@dataclass(frozen=True, slots=True)
class Step:
    """One screen: a topic, its questions that are asked of her, and those she has not answered yet."""

    topic: Topic
    questions: tuple[Question, ...]
    open: tuple[str, ...]
    tests: tuple[SelfTest, ...] = ()

    @property
    def optional(self) -> bool:
        """Whether the whole screen may be skipped."""
        return all(question.skippable for question in self.questions)


def steps(answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[Step, ...]:
    """Return the screens of the check for these answers, in reading order.

    A question whose condition is still open is not shown yet; one whose condition she was not sure of is.
    """
    person = Person(answers, knowledge)
    found = (_step(topic, person) for topic in knowledge.vocabulary.topics)
    return tuple(step for step in found if step.questions)


def _step(topic: Topic, person: Person) -> Step:
    questions = tuple(q for q in person.knowledge.questions.values() if q.topic == topic.id and _is_shown(q, person))
    needed = (q for q in questions if not q.skippable)
    left = tuple(q.id for q in needed if person.answers.get(q.id) is None)
    wanted = {q.self_test for q in questions}
    tests = tuple(test for test in person.knowledge.self_tests.values() if test.id in wanted)
    return Step(topic, questions, left, tests)


def _is_shown(question: Question, person: Person) -> bool:
    if question.enable_when is None or person.truth(question.enable_when) is True:
        return True
    return person.truth(question.enable_when) is None and person.stays_doubtful(question.enable_when)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Answers that do not fit together: why, what to do, where to look, and what may be cleared instead."""

    because: str
    fix: str
    questions: tuple[str, ...]
    clear: tuple[str, ...]


def mistakes(answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[Mistake, ...]:
    """Return the answers that do not fit together, to be shown where they arise and mended in place."""
    return tuple(_mistake(item, answers, knowledge) for item in contradictions(answers, knowledge))


def _mistake(item: Contradiction, answers: Mapping[str, Any], knowledge: Knowledge) -> Mistake:
    concerned = tuple(q for q in knowledge.questions if q in names(item.when) and q in answers)
    clear = tuple(q for q in concerned if q not in item.doubt)
    return Mistake(item.because, item.fix, tuple(dict.fromkeys((*item.doubt, *concerned))), clear)
