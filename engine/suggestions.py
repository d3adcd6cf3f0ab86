"""The self-tests worth doing next: each would change the plan, or what is safe, for at least one of its results."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations, product
from typing import Any

from .condition import names
from .gist import Sketch
from .knowledge import Knowledge
from .model import Question, SelfTest
from .possible import Possible

Results = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A self-test, to how many other plans its results could lead, and the possible patterns it could settle.

    With `safety`, one of its results would change the urgency or what is out.
    """

    test: SelfTest
    plans: int
    safety: bool
    settles: tuple[str, ...]


def possible_patterns(answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the patterns that are possible and not settled: what is open about her posture."""
    return _possible(Sketch.of(answers, knowledge))


def worth_testing(
    answers: Mapping[str, Any], knowledge: Knowledge, left_out: Collection[str] = ()
) -> tuple[Suggestion, ...]:
    """Return the self-tests that would change her plan, the most useful for the time they take first.

    Args:
        answers: her answers so far; a test with an answer, "not sure" included, is not suggested again.
        knowledge: what `load` returned.
        left_out: slugs of exercises she does not want.
    """
    now = Sketch.of(answers, knowledge, left_out)
    found = [_judged(test, now) for test in knowledge.self_tests.values() if _may_be_done(test, now)]
    return tuple(sorted((x for x in found if x.plans or x.safety), key=_most_useful_first))


def _most_useful_first(item: Suggestion) -> tuple[float, bool, str]:
    return -(item.plans + len(item.settles)) / item.test.seconds, not item.safety, item.test.id


def _may_be_done(test: SelfTest, now: Sketch) -> bool:
    """Return whether she has not done it, and is asked all of it but for what follows from its own results."""
    asked = all(now.person.is_asked(name) is True for name in test.questions if not _follows(name, test, now.knowledge))
    return asked and not any(name in now.person.answers for name in test.questions)


def _follows(name: str, test: SelfTest, knowledge: Knowledge) -> bool:
    condition = knowledge.questions[name].enable_when
    return condition is not None and not names(condition).isdisjoint(test.questions)


def _judged(test: SelfTest, now: Sketch) -> Suggestion:
    after = [_after(now, results).gist for results in possible_results(test, now.knowledge)]
    other_plans = {gist.exercises for gist in after} - {now.gist.exercises}
    open_now = _possible(now)
    settled = (x for x in open_now if any((x, "possible") not in gist.patterns for gist in after))
    safety = any(gist.safety != now.gist.safety for gist in after)
    return Suggestion(test, len(other_plans), safety, tuple(settled))


def _possible(sketch: Sketch) -> tuple[str, ...]:
    return tuple(sorted(name for name, likelihood in sketch.patterns if likelihood == "possible"))


def _after(now: Sketch, results: Results) -> Sketch:
    for name, value in results.items():
        now = now.with_answer(name, value)
    return now


def possible_results(test: SelfTest, knowledge: Knowledge) -> tuple[Results, ...]:
    """Return results of a test worth trying: of several measurements the same for all, and one low beside high ones."""
    questions = [knowledge.questions[name] for name in test.questions]
    answers = knowledge.derived(Possible).answers
    if all(question.is_number for question in questions):
        return (*_alike(questions, knowledge), *_unlike(questions))
    tried = [[(question.id, answer) for answer in (*answers(question.id), *_all(question))] for question in questions]
    return tuple(dict(results) for results in product(*tried))


def _all(question: Question) -> Iterator[list[str]]:
    if question.type == "many_of":
        yield [option for option in question.choices if option != "none"]


def _alike(questions: list[Question], knowledge: Knowledge) -> Iterator[Results]:
    for answer in knowledge.derived(Possible).answers(questions[0].id):
        yield {question.id: answer for question in questions}


def _unlike(questions: list[Question]) -> Iterator[Results]:
    for one, other in permutations(questions, 2):
        yield {question.id: question.max for question in questions} | {one.id: one.min, other.id: other.max}
