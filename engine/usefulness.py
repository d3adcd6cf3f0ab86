"""What an answer could still change: which unanswered questions safety rests on, and which would change the plan."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from .condition import Condition
from .gist import Gist, Sketch, denied
from .knowledge import Knowledge
from .model import Question
from .person import Person, Value
from .possible import Possible
from .truth import Truth

ALWAYS = ("gates", "danger_signs")
"""The sections that are asked whole, unless a danger sign has closed the plan and nothing graver can come."""


class _Pending(Person):
    """Reads a question that was not put to her yet as unknown, even one that may be left out."""

    put: Collection[str] = ()

    def after(self, answers: Mapping[str, Any], put: Collection[str], changed: Collection[str]) -> "_Pending":
        """Return the person after further answers and questions, these ones; all else that was read is kept."""
        other = type(self)(answers, self.knowledge)
        other.put = put
        other.keep(self, {*changed, *set(self.put).symmetric_difference(put)})
        return other

    def _state(self, question: Question) -> Value:
        found = super()._state(question)
        waits = question.skippable and question.id not in self.put and question.id not in self.answers
        return ("open", None) if waits and self.is_asked(question.id) is not False else found

    def _grounds_of_question(self, name: str) -> frozenset[str]:
        """Return the question as well as what it hangs on: behind a gate that she is not sure of, it is shown."""
        found = super()._grounds_of_question(name)
        return found if self.is_asked(name) is False else found | {name}


@dataclass(frozen=True, slots=True)
class Open:
    """Something that is not decided yet: what it is, in words (none where it is private), and its condition."""

    kind: Literal["danger_sign", "caution", "stage"]
    words: str
    when: Condition


@dataclass(frozen=True)
class Outlook:
    """One person in the middle of the check: her answers, and the questions that were put to her already."""

    answers: Mapping[str, Any] = field(repr=False)
    knowledge: Knowledge = field(repr=False)
    put: Collection[str] = ()

    def after(self, answers: Mapping[str, Any], put: Collection[str]) -> "Outlook":
        """Return the outlook after a further answer; only what rests on it is read again."""
        other = Outlook(answers, self.knowledge, put)
        names = answers.keys() | self.answers.keys()
        changed = [name for name in names if answers.get(name) != self.answers.get(name)]
        if len(changed) <= 1:
            vars(other)["person"] = self.person.after(answers, put, changed)
            vars(other)["now"] = self.now.with_answer(changed[0], answers.get(changed[0])) if changed else self.now
        return other

    @cached_property
    def person(self) -> _Pending:
        """Her answers, with everything not put to her yet unknown."""
        found = _Pending(self.answers, self.knowledge)
        found.put = self.put
        return found

    @cached_property
    def now(self) -> Sketch:
        """What her answers so far come to."""
        return Sketch.of(self.answers, self.knowledge)

    @cached_property
    def ordinary(self) -> Sketch:
        """What they would come to if all that was not put to her yet were as with the well woman.

        Without this, two gaps that hold the same exercise back would hide each other.
        """
        answers = dict(self.answers)
        person = Person(answers, self.knowledge)
        for name, usual in self.knowledge.well_woman.items():
            if self._waits(name) and person.is_asked(name) is True:
                answers[name] = usual
        return Sketch.of(answers, self.knowledge)

    def _waits(self, name: str) -> bool:
        return name not in self.answers and name not in self.put

    # ------------------------------------------------------------------ safety
    @cached_property
    def safety_rests_on(self) -> dict[str, tuple[Open, ...]]:
        """The questions on which a danger sign or a contraindication still rests, each with what it may decide.

        A condition that is known stays known, whatever is answered next (Kleene's tables are monotone); so a
        question under no open condition can change neither urgency nor what is out.
        """
        found: dict[str, list[Open]] = {}
        for item in self._open():
            for name in self.person.grounds(item.when):
                if self._waits(name):
                    found.setdefault(name, []).append(item)
        return {name: tuple(items) for name, items in found.items()}

    @property
    def dangers_open(self) -> bool:
        """Whether a danger sign still is unknown: it rests on what was not put to her, or what she left open."""
        return any(True for _ in self._open_dangers())

    def _open(self) -> Iterator[Open]:
        """Yield what could still change the urgency, or, while there may be a plan, what is out of it."""
        yield from self._open_dangers()
        if not self.closed_for_sure:
            yield from self._open_exclusions()

    def _open_dangers(self) -> Iterator[Open]:
        severity = self.knowledge.severity
        reached = severity[self.now.urgency.disposition] if self.closed_for_sure else -1
        for rule in self.knowledge.triage:
            if severity[rule.disposition] > reached and self.person.truth(rule.when) is None:
                yield Open("danger_sign", "" if rule.private else rule.name, rule.when)

    def _open_exclusions(self) -> Iterator[Open]:
        for rule in self.knowledge.exclusions:
            if rule.do == "exclude" and not self._out.issuperset(rule.for_) and self.person.truth(rule.when) is None:
                yield Open("caution", rule.because, rule.when)
        for name in self._stages(None):
            fact = self.knowledge.facts[name]
            if fact.when is not None:
                yield Open("stage", fact.label, fact.when)

    def _stages(self, truth: Truth) -> Iterator[str]:
        return (x for x in self.knowledge.vocabulary.strict_stages if self.person.fact(x) is truth)

    @cached_property
    def _out(self) -> frozenset[str]:
        """The movement properties that are out, whatever is answered next."""
        rules = (x for x in self.knowledge.exclusions if x.do == "exclude" and self.person.truth(x.when) is True)
        stages = (denied(self.knowledge, stage) for stage in self._stages(True))
        return frozenset().union(*(rule.for_ for rule in rules), *stages)

    @cached_property
    def closed_for_sure(self) -> bool:
        """Whether a danger sign that is true closes the plan: no further answer opens it."""
        return any(self.person.truth(x.when) is True for x in self.knowledge.triage if x.effect == "closed")

    def is_worth_asking(self, question: Question) -> bool:
        """Return whether a question belongs into the check now."""
        if self.closed_for_sure:
            return question.id in self.safety_rests_on
        anyway = question.section in ALWAYS or question.id in self.knowledge.interview.asked_anyway.questions
        return anyway or question.id in self.safety_rests_on or self.matters(question.id)

    # -------------------------------------------------------------------- plan
    def matters(self, question: str) -> bool:
        """Return whether any of its answers, or leaving it open, would change the plan beyond the tolerance.

        So does an answer with which a pattern newly stands out: a likely one; with the questions that
        `data/interview.yaml` lists for it also a possible one, while none stands out.
        """
        before, interview = self.ordinary.gist, self.knowledge.interview
        may_name = not before.patterns and question in interview.asked_to_name.questions
        return any(
            change_of_plan(before, after) > interview.tolerance.exercises or stands_out(before, after, may_name)
            for after in self._after(question)
        )

    def _after(self, question: str) -> Iterator[Gist]:
        """Yield what it would come to with each of its answers, leaving it open among them, but for the usual one."""
        usual = self.ordinary.person.answers.get(question)
        for answer in (None, *self.knowledge.derived(Possible).answers(question)):
            if answer != usual:
                yield self.ordinary.with_answer(question, answer).gist


def stands_out(before: Gist, after: Gist, possible: bool) -> bool:
    """Return whether a pattern is likely that was not, or, where that is enough, possible."""
    return any(possible or likelihood == "likely" for _, likelihood in after.patterns - before.patterns)


def change_of_plan(before: Gist, after: Gist) -> int:
    """Return how many exercises of a plan are gone, new, or at another level; an exchange counts once."""
    return max(len(before.exercises - after.exercises), len(after.exercises - before.exercises))
