"""An answer sheet with every answer left free: the variables of one possible person, and back from a model."""

import math
from collections.abc import Collection
from typing import Any

import z3

from ..condition import Between, Is
from ..knowledge import Knowledge
from ..model import Question
from ..truth import NOT_SURE
from .truths import FALSE, TRUE, Formula, at_least, both, either, no


class Sheet:
    """The answers of one possible person: for each question left open, not sure, or any answer that it takes.

    A second sheet that `shares` the first has the first one's variables but for the questions named in `own`.
    """

    def __init__(
        self, knowledge: Knowledge, name: str = "", shares: "Sheet | None" = None, own: Collection[str] = ()
    ) -> None:
        self.knowledge = knowledge
        self.says: dict[str, Formula] = {}
        self.unsure: dict[str, Formula] = {}
        self.ticks: dict[tuple[str, str], Formula] = {}
        self.numbers: dict[str, z3.ArithRef] = {}
        self.possible: list[Formula] = []
        for question in knowledge.questions.values():
            if shares is not None and question.id not in own:
                self._copy(question, shares)
            else:
                self._add(question, name)

    def _copy(self, question: Question, other: "Sheet") -> None:
        self.says[question.id], self.unsure[question.id] = other.says[question.id], other.unsure[question.id]
        if question.is_number:
            self.numbers[question.id] = other.numbers[question.id]
        for option in _options(question):
            self.ticks[question.id, option] = other.ticks[question.id, option]

    def _add(self, question: Question, name: str) -> None:
        says = self.says[question.id] = z3.Bool(f"{name}{question.id}?")
        self.unsure[question.id] = z3.Bool(f"{name}{question.id}=not sure") if question.not_sure else FALSE
        if question.not_sure:
            self.possible.append(z3.Not(z3.And(says, self.unsure[question.id])))
        if question.is_number:
            self._add_number(question, name)
            return
        ticks = [z3.Bool(f"{name}{question.id}={option}") for option in _options(question)]
        self.ticks |= {(question.id, option): x for option, x in zip(_options(question), ticks, strict=True)}
        self.possible += [z3.Implies(tick, says) for tick in ticks]
        self.possible.append(z3.Implies(says, either(ticks)))
        if question.type != "many_of":
            self.possible.append(no(at_least(2, ticks)))
        elif (question.id, "none") in self.ticks:
            none = self.ticks[question.id, "none"]
            self.possible.append(z3.Implies(none, no(either(x for x in ticks if not x.eq(none)))))

    def _add_number(self, question: Question, name: str) -> None:
        assert question.min is not None
        assert question.max is not None
        number = self.numbers[question.id] = z3.Int(f"{name}{question.id}#")
        low, high = _grains(question.min, question), _grains(question.max, question)
        self.possible += [number >= math.ceil(low), number <= math.floor(high)]

    def meets(self, test: Is | Between) -> tuple[Formula, Formula]:
        """Return when an answer that was given meets a test, and when it leaves it unsure (a list with not sure)."""
        question = self.knowledge.questions[test.name]
        if isinstance(test, Between):
            return self._between(test, question), FALSE
        met = either(self.ticks[test.name, value] for value in test.values if (test.name, value) in self.ticks)
        doubt = self.ticks.get((test.name, NOT_SURE), FALSE)
        return met, both((doubt, no(met)))

    def _between(self, test: Between, question: Question) -> Formula:
        number = self.numbers[question.id]
        bounds = []
        if test.low is not None:
            bounds.append(number >= math.ceil(_grains(test.low, question)))
        if test.high is not None:
            bounds.append(number <= math.floor(_grains(test.high, question)))
        return both(bounds)

    def gives(self, question_id: str, value: Any) -> Formula:
        """Return when a question has exactly this answer; None is left open."""
        question = self.knowledge.questions[question_id]
        if value is None or value == NOT_SURE:
            wanted = self.unsure[question_id] if value else no(self.unsure[question_id])
            return both((no(self.says[question_id]), wanted))
        if question.is_number:
            number = self.numbers[question_id] == round(_grains(value, question))
            return both((self.says[question_id], number))
        ticked = value if isinstance(value, list | tuple) else [value]
        ticks = ((option, self.ticks[question_id, option]) for option in _options(question))
        return both((self.says[question_id], *(x if option in ticked else no(x) for option, x in ticks)))

    def same(self, other: "Sheet", question_id: str) -> Formula:
        """Return when two sheets answer a question alike."""
        pairs = [(self.says[question_id], other.says[question_id])]
        pairs.append((self.unsure[question_id], other.unsure[question_id]))
        pairs += [(x, other.ticks[key]) for key, x in self.ticks.items() if key[0] == question_id]
        alike = [mine == theirs for mine, theirs in pairs if not mine.eq(theirs)]
        if question_id in self.numbers and not self.numbers[question_id].eq(other.numbers[question_id]):
            alike.append(self.numbers[question_id] == other.numbers[question_id])
        return both(alike)

    def scaled(self, question_id: str) -> tuple[z3.ArithRef, float]:
        """Return the variable of a number and how much one step of it is worth."""
        return self.numbers[question_id], self.knowledge.questions[question_id].grain

    def size(self) -> int:
        """Return how many sets of answers there are: for each question open, not sure where offered, or any answer."""
        questions = self.knowledge.questions.values()
        return math.prod(1 + int(question.not_sure) + _answers_to(question) for question in questions)

    # ---------------------------------------------------------- back to answers
    def answers(self, model: z3.ModelRef) -> dict[str, Any]:
        """Return the answers of a model, as an answers file states them."""
        found = {name: self._answer(question, model) for name, question in self.knowledge.questions.items()}
        return {name: value for name, value in found.items() if value is not None}

    def _answer(self, question: Question, model: z3.ModelRef) -> Any:
        if _holds(self.unsure[question.id], model):
            return NOT_SURE
        if not _holds(self.says[question.id], model):
            return None
        if question.is_number:
            steps = model.eval(self.numbers[question.id], model_completion=True).as_long()
            return steps if question.grain == 1 else round(steps * question.grain, 1)
        ticked = [option for option in _options(question) if _holds(self.ticks[question.id, option], model)]
        return ticked if question.type == "many_of" else ticked[0]


def _options(question: Question) -> list[str]:
    """Return what may stand in an answer; in a list, not sure may stand beside ticks."""
    listed = question.type == "many_of" and question.not_sure
    return [*question.choices, *([NOT_SURE] if listed else [])]


def _answers_to(question: Question) -> int:
    """Return how many answers a question takes, open and not sure as a whole apart."""
    if question.is_number:
        assert question.min is not None
        assert question.max is not None
        return round(_grains(question.max - question.min, question)) + 1
    options = [option for option in _options(question) if option != "none"]
    if question.type != "many_of":
        return len(options) + int("none" in question.choices)
    return (1 << len(options)) - 1 + int("none" in question.choices)


def _grains(value: float, question: Question) -> float:
    return value if question.grain == 1 else round(value / question.grain, 6)


def _holds(formula: Formula, model: z3.ModelRef) -> bool:
    return bool(model.eval(formula, model_completion=True).eq(TRUE))
