"""The interview: which screens of the check are hers, what is still worth asking, and what hangs on a question."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .condition import names
from .knowledge import Knowledge
from .model import Contradiction, Question, SelfTest, Topic, TriageRule
from .person import Person
from .roots import Roots
from .stages.facts import contradictions
from .usefulness import ALWAYS, Open, Outlook

SHAPES = ("likely", "possible")
Danger = Literal["sign", "unsure", "open", "clear"]
"""How danger signs stand: one is true, one may be but she was not sure, one is still unknown, or all are clear."""


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
    """Return all screens of the check for these answers, in reading order: everything is asked.

    A question whose condition is still open is not shown yet; one whose condition she was not sure of is.
    """
    person = Person(answers, knowledge)
    return _filled(_step(topic, _shown(topic, person), person) for topic in knowledge.vocabulary.topics)


def upcoming(answers: Mapping[str, Any], knowledge: Knowledge, put: Collection[str]) -> tuple[Step, ...]:
    """Return the screens that are still worth asking, in reading order, with the questions on them that are.

    The gates and the danger signs always; then what a danger sign or a contraindication still rests on, and what would
    change the plan beyond the tolerance of `data/interview.yaml`. Self-tests are offered by `worth_testing` instead.

    Args:
        answers: her answers so far.
        knowledge: what `load` returned.
        put: the questions that were put to her already, answered or not; they are not asked again.
    """
    return tuple(_upcoming(Outlook(answers, knowledge, put)))


def about_left(answers: Mapping[str, Any], knowledge: Knowledge, put: Sequence[str]) -> int:
    """Return about how many questions are still to come.

    Those worth asking now bring others with them; so while there may be a plan it is at least what is usual: of the
    whole check while gates or danger signs come, later of what follows the section she has just come to.
    """
    outlook = Outlook(answers, knowledge, put)
    found = tuple(_upcoming(outlook))
    count = sum(len(step.questions) for step in found)
    if any(step.topic.section in ALWAYS for step in found):
        return max(count, knowledge.interview.usual_questions - len(put))
    return count if outlook.closed_for_sure else max(count, _usual_left(put, knowledge))


def _usual_left(put: Sequence[str], knowledge: Knowledge) -> int:
    """Return what usually follows the section of the newest question; nothing, if she has been further already."""
    order = [section.id for section in knowledge.vocabulary.sections]
    reached = [order.index(knowledge.questions[name].section) for name in put]
    newest = reached[-1] if reached else 0
    return knowledge.interview.usual_left.get(order[newest], 0) if newest == max(reached, default=0) else 0


def next_screen(answers: Mapping[str, Any], knowledge: Knowledge, put: Collection[str]) -> Step | None:
    """Return the first of the upcoming screens, without looking at what comes after it."""
    return next(_upcoming(Outlook(answers, knowledge, put)), None)


def _upcoming(outlook: Outlook) -> Iterator[Step]:
    person = Person(outlook.answers, outlook.knowledge)
    for topic in outlook.knowledge.vocabulary.topics:
        if questions := _worth_asking(topic, outlook):
            yield _step(topic, questions, person)


def left_unasked(answers: Mapping[str, Any], knowledge: Knowledge, put: Collection[str]) -> bool:
    """Return whether there are questions that were not worth asking, but may be asked for."""
    shown = (question.id for step in steps(answers, knowledge) for question in step.questions)
    return any(name not in put and name not in answers for name in shown)


def path(put: Iterable[str], answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[str, ...]:
    """Return the topics of the questions put to her, in that order, of which some question still is hers."""
    person = Person(answers, knowledge)
    questions = (knowledge.questions[name] for name in put)
    return tuple(dict.fromkeys(question.topic for question in questions if _is_shown(question, person)))


def screen(topic: str, answers: Mapping[str, Any], knowledge: Knowledge, put: Collection[str]) -> Step:
    """Return one screen as it stands: the questions put to her or answered, and what follows from an answer on it.

    Once all of them are answered, what has become worth asking of the same topic comes on the same screen.
    """
    person = Person(answers, knowledge)
    found = next(item for item in knowledge.vocabulary.topics if item.id == topic)
    shown = _shown(found, person)
    known = [q for q in shown if q.id in put or q.id in answers]
    rests, outlook = knowledge.derived(Roots), Outlook(answers, knowledge, put)
    followed = {name for question in known for name in rests.questions_under[question.id]}
    done = all(question.id in answers for question in known)
    new = [q for q in shown if q not in known and (done or q.id in followed) and _is_wanted(q, outlook)]
    return _step(found, tuple(q for q in shown if q in known or q in new), person)


def _filled(found: Iterable[Step]) -> tuple[Step, ...]:
    return tuple(step for step in found if step.questions)


def _worth_asking(topic: Topic, outlook: Outlook) -> tuple[Question, ...]:
    """Return the questions of a topic worth asking; what hangs on a list that was not put to her yet is none."""
    new = (q for q in _shown(topic, outlook.person) if q.id not in outlook.put and q.id not in outlook.answers)
    return tuple(q for q in new if _is_wanted(q, outlook))


def _is_wanted(question: Question, outlook: Outlook) -> bool:
    return _may_be_asked(question, outlook.person) and outlook.is_worth_asking(question)


def _may_be_asked(question: Question, person: Person) -> bool:
    """Return whether a question is asked rather than offered; how the tests went is asked once one was done."""
    if not question.measured:
        return True
    tests = person.knowledge.self_tests.values()
    return question.self_test is None and any(name in person.answers for test in tests for name in test.questions)


def _shown(topic: Topic, person: Person) -> tuple[Question, ...]:
    return tuple(q for q in person.knowledge.questions.values() if q.topic == topic.id and _is_shown(q, person))


def _step(topic: Topic, questions: tuple[Question, ...], person: Person) -> Step:
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


# ---------------------------------------------------------------- what hangs on it
@dataclass(frozen=True, slots=True)
class RestsOn:
    """What rests on a question now: danger signs and cautions in words, and how many more that are not named."""

    danger_signs: tuple[str, ...]
    cautions: tuple[str, ...]
    stages: tuple[str, ...]
    private: int


def rests_on(
    questions: Iterable[str], answers: Mapping[str, Any], knowledge: Knowledge, put: Collection[str]
) -> dict[str, RestsOn]:
    """Return what rests on each of some questions, as it would stand if these were not answered yet."""
    asked = tuple(questions)
    others = {name: value for name, value in answers.items() if name not in asked}
    found = Outlook(others, knowledge, [name for name in put if name not in asked]).safety_rests_on
    return {name: _in_words(found.get(name, ())) for name in asked}


def _in_words(items: Iterable[Open]) -> RestsOn:
    words: dict[str, dict[str, None]] = {"danger_sign": {}, "caution": {}, "stage": {}}
    private = 0
    for item in items:
        if item.words:
            words[item.kind][item.words] = None
        else:
            private += 1
    return RestsOn(tuple(words["danger_sign"]), tuple(words["caution"]), tuple(words["stage"]), private)


@dataclass(frozen=True, slots=True)
class SoFar:
    """How things stand in the middle of the check."""

    danger: Danger
    closed: bool
    likely: tuple[str, ...]
    possible: tuple[str, ...]


def how_it_stands(outlook: Outlook) -> SoFar:
    """Return whether a danger sign is true, doubtful, still open or clear, and the patterns that take shape.

    It takes a quarter of the time for the outlook that comes after one that was asked before (`Outlook.after`).
    """
    knowledge = outlook.knowledge
    shaping = sorted(outlook.now.patterns)
    names = {x: tuple(knowledge.patterns[p].name for p, y in shaping if y == x) for x in SHAPES}
    found = SoFar(_danger(outlook), outlook.closed_for_sure, names["likely"], names["possible"])
    outlook.now.let_go()
    return found


def _danger(outlook: Outlook) -> Danger:
    severity = outlook.knowledge.severity
    calm = severity["not_known_yet"]
    if severity[outlook.now.urgency.disposition] > calm:
        live = outlook.now.live(TriageRule)
        return "sign" if any(truth is True and severity[x.disposition] > calm for x, truth in live) else "unsure"
    return "open" if outlook.dangers_open else "clear"
