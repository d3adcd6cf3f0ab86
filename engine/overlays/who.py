"""Who would get different advice under other rules: which of some people, and what share, with its interval."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..gist import Gist, Sketch
from ..interval import wilson
from ..knowledge import Knowledge
from ..model import Question
from ..person import Person

MADE_UP = 1000  # people on whom an overlay is tried
USUAL, UNUSUAL, OPEN = 60, 6, 1  # how often the usual answer, any answer, none; thrice as usual where a plan may close


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many, with Wilson's 95% interval for the share (Wilson 1927)."""

    count: int
    of: int

    @property
    def share(self) -> float:
        """The share itself, from 0 to 1."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The two ends of the interval, from 0 to 1."""
        return wilson(self.count, self.of) if self.of else (0.0, 1.0)


@dataclass(frozen=True)
class Affected:
    """Which people of a list get different advice (their places, from 0), as a whole and in each respect."""

    people: tuple[int, ...]
    anything: Share
    disposition: Share
    plan: Share
    levels: Share
    exercises: Share


def compare_rule_sets(before: Knowledge, after: Knowledge, people: Iterable[Mapping[str, Any]]) -> Affected:
    """Compare what two sets of rules make of the same people.

    Args:
        before: the standard rules.
        after: the changed ones.
        people: answers by question id; any list will do, such as data/people or a made-up population.
    """
    return Crowd(before, people).under(after)


class Crowd:
    """Some people as they are read under some rules, kept so that other rules are quickly tried on them."""

    def __init__(self, knowledge: Knowledge, people: Iterable[Mapping[str, Any]]) -> None:
        self.knowledge = knowledge
        self.sketches = tuple(Sketch.of(answers, knowledge).bare() for answers in people)

    def under(self, after: Knowledge) -> Affected:
        """Return who gets different advice under other rules."""
        differ = [_differs(sketch.gist, sketch.under(after).gist) for sketch in self.sketches]
        shares = (Share(sum(one), len(differ)) for one in zip(*differ, strict=True))
        touched = tuple(place for place, one in enumerate(differ) if any(one))
        return Affected(touched, Share(len(touched), len(differ)), *(shares if differ else (Share(0, 0),) * 4))


def _differs(one: Gist, other: Gist) -> tuple[bool, ...]:
    """Return whether urgency, plan as a whole (closed, held), starting levels, and exercises with doses differ."""
    return (
        one.disposition != other.disposition,
        (one.closed, one.cap, one.closed_regions) != (other.closed, other.cap, other.closed_regions),
        not one.closed and not other.closed and one.starts != other.starts,
        one.programme != other.programme,
    )


# ------------------------------------------------------------------ made up
def made_up_people(knowledge: Knowledge, size: int, seed: int) -> tuple[Mapping[str, Any], ...]:
    """Return made-up people: each question that is asked answered as usual or, more seldom, in any way.

    They are no population: how often an answer comes is not taken from any survey.
    """
    rng = random.Random(seed)
    return tuple(_drawn(rng, knowledge) for _ in range(size))


def _drawn(rng: random.Random, knowledge: Knowledge) -> Mapping[str, Any]:
    answers: dict[str, Any] = {}
    person = Person(answers, knowledge)  # a question is asked by earlier answers only, so what is read stays true
    for question in knowledge.questions.values():
        if person.is_asked(question.id) is not False:
            value = _answer(rng, question, knowledge)
            if value is not None:
                answers[question.id] = value
    return answers


def _answer(rng: random.Random, question: Question, knowledge: Knowledge) -> Any:
    usual = knowledge.well_woman.get(question.id)
    calm = question.type == "many_of" or question.section == "danger_signs"
    weights = (USUAL * 3 if calm else UNUSUAL // 2, UNUSUAL, OPEN)
    kind = rng.choices(("usual", "any", "open"), weights)[0]
    if kind == "usual" and usual is not None:
        return usual
    return None if kind == "open" else _any(rng, question)


def _any(rng: random.Random, question: Question) -> Any:
    if question.is_number:
        return rng.randint(int(question.min or 0), int(question.max or 0))
    options = [option for option in question.choices if option != "none"]
    return [rng.choice(options)] if question.type == "many_of" else rng.choice(options)


def people_of(knowledge: Knowledge) -> Iterator[Mapping[str, Any]]:
    """Yield the answers of everybody in data/people."""
    return (knowledge.answers_of(person) for person in knowledge.people.values())
