"""Drawing people: whole sets of answers, question by question, as the check itself would ask them."""

import random
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

import engine
from engine.condition import Between, walk
from engine.model import Question
from engine.person import Person
from engine.stages.facts import contradictions

Answers = dict[str, Any]
Choose = Callable[[Sequence[Any]], Any]

# Most people are calm, or every plan would be closed and the laws about open plans would say nothing.
MOODS = ("calm",) * 6 + ("mixed",) * 3 + ("wild",)

# How often: the harmless answer, any answer, not sure, left open.
DANGER = {"calm": (400, 2, 1, 1), "mixed": (60, 3, 1, 1), "wild": (3, 2, 1, 1)}
HISTORY = {"calm": (40, 12, 0, 0), "mixed": (30, 12, 1, 1), "wild": (2, 4, 1, 1)}
CHOICE = {"calm": (0, 200, 1, 1), "mixed": (0, 60, 1, 1), "wild": (0, 8, 1, 1)}
PRIVATE = {"calm": (300, 2, 0, 100), "mixed": (60, 3, 0, 20), "wild": (3, 2, 0, 2)}
SELF_TEST = (3, 6, 1, 4)


@cache
def the_knowledge() -> engine.Knowledge:
    """Return the knowledge of data/, read once a process."""
    return engine.load()


def whole(knowledge: engine.Knowledge, differences: Mapping[str, Any]) -> Answers:
    """Return the answers of the well woman with these differences; None takes an answer away."""
    merged = {**knowledge.well_woman, **differences}
    return {name: value for name, value in merged.items() if value is not None}


def drawn_answers(choose: Choose, knowledge: engine.Knowledge, fixed: Mapping[str, Any] | None = None) -> Answers:
    """Return answers to the questions that are asked, in order; `fixed` ones are given as they are."""
    answers: Answers = {}
    person = Person(answers, knowledge)  # enable_when reads earlier questions only, so what it remembers stays true
    mood = choose(MOODS)
    for question in knowledge.questions.values():
        done_before = question.section == "self_tests" and choose((False, False, True))
        if done_before or person.is_asked(question.id) is not False:
            value = (fixed or {}).get(question.id) or _answer(choose, question, mood)
            if value is not None:
                answers[question.id] = value
    return answers


def _answer(choose: Choose, question: Question, mood: str) -> Any:
    kind = choose(_kinds(question.id, mood))
    if kind == "plain" and "none" in question.choices:
        return ["none"]
    if kind in ("plain", "any"):
        return _any_answer(choose, question)
    return "not_sure" if kind == "not_sure" and question.not_sure else None


def _any_answer(choose: Choose, question: Question) -> Any:
    if question.is_number:
        return choose(numbers(question.id))
    if question.type != "many_of":
        return choose(tuple(question.choices))
    options = [option for option in question.choices if option != "none"]
    ticked = {choose(options) for _ in range(choose((1, 1, 1, 2, 3)))}
    if question.not_sure and choose((False,) * 19 + (True,)):
        ticked.add("not_sure")
    return sorted(ticked)


@cache
def _kinds(question_id: str, mood: str) -> tuple[str, ...]:
    question = the_knowledge().questions[question_id]
    if question.section == "self_tests":
        weights = SELF_TEST
    elif question.skippable:
        weights = PRIVATE[mood]
    elif question.type == "many_of":
        weights = (DANGER if question.section == "danger_signs" else HISTORY)[mood]
    else:
        weights = CHOICE[mood]
    names = ("plain", "any", "not_sure", "open")
    return tuple(name for name, times in zip(names, weights, strict=True) for _ in range(times))


@cache
def numbers(question_id: str) -> tuple[float, ...]:
    """Return numbers worth trying: every bound that a condition names, its neighbours, and some between."""
    knowledge = the_knowledge()
    question = knowledge.questions[question_id]
    assert question.min is not None
    assert question.max is not None
    low, high = int(question.min), int(question.max)
    trees = [rule.when for rule in knowledge.rules.values()]
    trees += [fact.when for fact in knowledge.facts.values() if fact.when is not None]
    bounds = {
        bound
        for tree in trees
        for node in walk(tree)
        if isinstance(node, Between) and node.name == question_id
        for bound in (node.low, node.high)
        if bound is not None
    }
    near = {bound + step for bound in bounds for step in (-1, 0, 1)}
    spread = range(low, high + 1, max(1, (high - low) // 12))
    usual = tuple(range(18, 80)) * 2 if question_id == "age" else ()
    return tuple(sorted(x for x in (*usual, *near.union(spread)) if question.min <= x <= question.max))


def consistent_answers(
    knowledge: engine.Knowledge, fixed: Mapping[str, Any] | None = None
) -> st.SearchStrategy[Answers]:
    """Draw answers that do not contradict each other.

    One number is drawn and stands for a whole person: drawing each answer took ten times longer than assessing her.
    """

    @st.composite  # inside, so that Hypothesis need not print the whole knowledge
    def consistent(draw: st.DrawFn) -> Answers:
        rng = random.Random(draw(st.integers(0, 2**62)))
        answers = drawn_answers(rng.choice, knowledge, fixed)
        assume(not contradictions(answers, knowledge))
        return answers

    return consistent()


def random_people(seed: int, count: int, knowledge: engine.Knowledge) -> list[Answers]:
    """Return people drawn without Hypothesis: faster, and the same for the same seed."""
    rng = random.Random(seed)
    return [drawn_answers(rng.choice, knowledge) for _ in range(count)]
