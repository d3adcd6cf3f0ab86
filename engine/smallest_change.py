"""The smallest change of answers that would open the plan, allow an exercise, raise its level, or bring it in.

It is found by trying: every single changed answer; then, unless one of those is within her reach, pairs that are,
first those after which least stands in the way. An answer on which a barrier does not rest cannot lift it (Kleene's
tables are monotone), so such answers are not tried. Nothing here is advice to answer otherwise: it says for whom things
would be so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .barriers import Barrier, Barriers
from .gist import Sketch
from .knowledge import Knowledge
from .model import TriageRule
from .results import Assessment
from .suppose import other_answers, supposed
from .truth import NOT_SURE

PAIRS = 1000  # how many pairs are tried at most: under a second on a quiet machine
WishKind = Literal["open", "allow", "raise", "include"]
Reach = Literal["find_out", "can_change", "somebody_else"]
REACHES: tuple[Reach, ...] = ("find_out", "can_change", "somebody_else")


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for: an open plan; or an exercise allowed, raised to a level at least, or in the plan.

    An exercise of the plan is raised in the plan, any other where she would start.
    """

    kind: WishKind
    exercise: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class ChangedAnswer:
    """One answer as it is (None: open) and as it would be; of a number, how far in `span` others do as well."""

    question: str
    before: Any
    after: Any
    span: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Supposition:
    """Changed answers that suffice together, none of them to spare; and whether they are within her reach.

    `find_out`: all of them are unknown now. `can_change`: each is unknown, or describes what can change. Else it would
    be so for somebody else.
    """

    changes: tuple[ChangedAnswer, ...]
    reach: Reach


@dataclass(frozen=True, slots=True)
class SmallestChange:
    """What the search came to: whether it is so already, the signs that close the plan, and the changes that suffice.

    `whole` is false if pairs were left untried; private signs are counted and not named, private answers never tried.
    """

    wish: Wish
    fulfilled: bool
    signs: tuple[str, ...]
    private_signs: int
    found: tuple[Supposition, ...]
    tried: int
    whole: bool

    def of(self, *reaches: Reach) -> tuple[Supposition, ...]:
        """Return the ways with one of these reaches."""
        return tuple(way for way in self.found if way.reach in reaches)


def smallest_change(
    wish: Wish,
    answers: Mapping[str, Any],
    knowledge: Knowledge,
    left_out: tuple[str, ...] = (),
    pairs: int = PAIRS,
) -> SmallestChange:
    """Return the smallest changes of answers that would grant a wish.

    Pairs are tried only if no single change within her reach suffices, and only of answers within her reach.

    Args:
        wish: what is asked for.
        answers: her answers, as in `assess`.
        knowledge: what `load` returned.
        left_out: slugs of exercises she does not want.
        pairs: how many pairs to try at most.
    """
    search = _Search(wish, Sketch.of(answers, knowledge, left_out))
    granted = search.grants(search.now)
    ways = () if granted else search.ways(pairs)
    signs = () if granted else tuple(_closing(search.now))
    return SmallestChange(
        wish,
        granted,
        tuple(rule.name for rule in signs if not rule.private),
        sum(rule.private for rule in signs),
        tuple(sorted(ways, key=lambda way: REACHES.index(way.reach))),
        search.tried,
        search.whole,
    )


def exercises_to_wish_for(kind: WishKind, result: Assessment) -> tuple[str, ...]:
    """Return the exercises of which a wish can be had: those that are out, below their top, or not in the plan."""
    if kind == "open":
        return ()
    chosen = {item.exercise for item in result.programme.chosen}
    ladders = result.levels.ladders.values()
    if kind == "include":
        return tuple(sorted(x.exercise for x in ladders if x.exercise not in chosen))
    if kind == "allow":
        return tuple(sorted(x.exercise for x in ladders if x.start is None or result.triage.closed))
    below = [x.exercise for x in ladders if higher_levels(x.exercise, result)]
    return tuple(sorted(below, key=lambda slug: (slug not in chosen, slug)))


def higher_levels(exercise: str, result: Assessment) -> tuple[str, ...]:
    """Return the levels above hers that could ever be a start: in her plan, or where she would start without one."""
    ladder = result.levels.ladders[exercise]
    planned = {item.exercise: item.level for item in result.programme.chosen}
    levels, hers = [rung.level for rung in ladder.rungs], planned.get(exercise, ladder.start)
    most = result.facts.person.knowledge.demand.start_at_most
    above = ladder.rungs[levels.index(hers) + 1 :] if hers else ()
    return tuple(rung.level for rung in above if rung.demand <= most)


def _closing(sketch: Sketch) -> Iterator[TriageRule]:
    return (rule for rule, truth in sketch.live(TriageRule) if truth is True and rule.effect == "closed")


Step = tuple[str, Any]
"""A question and the answer that is tried."""


@dataclass(frozen=True, slots=True)
class _Half:
    """The first of two changes, and how many barriers are left after it."""

    step: Step
    after: Sketch
    left: int


class _Search:
    def __init__(self, wish: Wish, now: Sketch) -> None:
        self.wish, self.now, self.knowledge = wish, now, now.knowledge
        self.tried, self.whole = 0, True
        self._places = frozenset(_places(wish, now))
        self._targets = tuple(1 << place for place in sorted(self._places))
        planned = any(exercise == wish.exercise for exercise, _ in now.gist.exercises)
        self._in_plan = wish.kind == "include" or (wish.kind == "raise" and planned)

    def grants(self, sketch: Sketch) -> bool:
        """Return whether the wish is granted to somebody."""
        if sketch.urgency.closed or self.wish.kind == "open":
            return not sketch.urgency.closed
        if not any(bit & sketch.startable for bit in self._targets):
            return False
        return not self._in_plan or any(sketch.library.place[x] in self._places for x in sketch.gist.exercises)

    def ways(self, pairs: int) -> tuple[Supposition, ...]:
        """Return the single changes that suffice; if none is within her reach, pairs that do as well."""
        singles = dict(self._singles())
        ways = [self._way(x) for name, answers in singles.items() for x in self._spans(name, answers)]
        if all(way.reach == "somebody_else" for way in ways):
            ways += self._pairs(singles, pairs)
        return tuple(ways)

    def _singles(self) -> Iterator[tuple[str, list[Any]]]:
        for name in self._asked(self.now, self._decisive(self.now)):
            answers = self._others(name)
            self.tried += len(answers)
            granting = [answer for answer in answers if self.grants(supposed(self.now, name, answer))]
            if granting:
                yield name, granting

    # ------------------------------------------------------------------- pairs
    def _pairs(self, singles: Mapping[str, list[Any]], most: int) -> Iterator[Supposition]:
        """Yield the pairs within her reach of which neither half suffices; the search stops after so many tries."""
        found: dict[tuple[str, str, str], tuple[Any, list[Any]]] = {}
        for (one, answer), (other, second) in self._within(most, self._couples(singles)):
            if self.grants(supposed(supposed(self.now, one, answer), other, second)):
                found.setdefault((one, repr(answer), other), (answer, []))[1].append(second)
        for (one, _, other), (answer, seconds) in found.items():
            for half in self._spans(other, seconds):
                yield self._way(ChangedAnswer(one, self._given(one), answer), half)

    def _within(self, most: int, couples: Iterator[tuple[Step, Step]]) -> Iterator[tuple[Step, Step]]:
        for count, couple in enumerate(couples):
            if count == most:
                self.whole = False
                return
            self.tried += 1
            yield couple

    def _couples(self, singles: Mapping[str, list[Any]]) -> Iterator[tuple[Step, Step]]:
        """Yield pairs worth trying, each once and in the order of the questionnaire."""
        seen: set[str] = set()
        for half in sorted(self._first_halves(singles), key=lambda half: half.left):
            for name, answer in self._steps(half.after, self._decisive(half.after), singles):
                one, other = sorted((half.step, (name, answer)), key=lambda step: self.knowledge.place[step[0]])
                if name != half.step[0] and (key := repr((one, other))) not in seen:
                    seen.add(key)
                    yield one, other

    def _first_halves(self, singles: Mapping[str, list[Any]]) -> Iterator[_Half]:
        for name, answer in self._steps(self.now, self._touching(self.now), singles):
            after = supposed(self.now, name, answer)
            yield _Half((name, answer), after, min(map(len, self._barriers(after))))

    def _steps(self, sketch: Sketch, questions: Barrier, singles: Mapping[str, list[Any]]) -> Iterator[Step]:
        """Yield the changes within her reach that do not suffice by themselves."""
        for name in self._asked(sketch, questions):
            if self._reach(name) != "somebody_else":
                yield from ((name, answer) for answer in self._others(name) if answer not in singles.get(name, ()))

    # ------------------------------------------------------ what is worth trying
    def _barriers(self, sketch: Sketch) -> list[list[Barrier]]:
        """Return what stands in the way of each level that would do."""
        barriers = Barriers(sketch)
        plan = barriers.of_plan()
        return [plan + barriers.of_level(bit) for bit in self._targets] or [plan]

    def _decisive(self, sketch: Sketch) -> Barrier:
        """Return the questions one of which alone could lift all that stands in the way of a level that would do."""
        every = Barrier(self.knowledge.questions)
        return Barrier().union(*(every.intersection(*barriers) for barriers in self._barriers(sketch)))

    def _touching(self, sketch: Sketch) -> Barrier:
        """Return the questions on which anything in the way rests; all of them once nothing is."""
        every = Barrier(self.knowledge.questions)
        return Barrier().union(*(Barrier().union(*x) if x else every for x in self._barriers(sketch)))

    def _asked(self, sketch: Sketch, names: Barrier) -> list[str]:
        """Return those of some questions that are asked of somebody, private ones left out, in their order."""
        questions = (q for name, q in self.knowledge.questions.items() if name in names and not q.sensitive)
        return [q.id for q in questions if sketch.person.is_asked(q.id) is not False]

    def _given(self, name: str) -> Any:
        return self.now.person.answers.get(name)

    def _others(self, name: str) -> tuple[Any, ...]:
        return other_answers(self.knowledge.questions[name], self._given(name), self.knowledge)

    # ------------------------------------------------------------------ telling
    def _spans(self, name: str, answers: list[Any]) -> Iterator[ChangedAnswer]:
        """Yield the answers that do; numbers that stand together as one, told by the nearest to hers."""
        given = self._given(name)
        if not self.knowledge.questions[name].is_number:
            yield from (ChangedAnswer(name, given, answer) for answer in answers)
            return
        for run in _runs(answers, [*self._others(name)]):
            near = min(run, key=lambda x: abs(x - given)) if isinstance(given, int | float) else run[0]
            yield ChangedAnswer(name, given, near, (run[0], run[-1]))

    def _way(self, *changes: ChangedAnswer) -> Supposition:
        return Supposition(changes, max((self._reach(change.question) for change in changes), key=REACHES.index))

    def _reach(self, name: str) -> Reach:
        question, known, given = self.knowledge.questions[name], self.knowledge.interview.can_change, self._given(name)
        if given in (None, NOT_SURE) or (isinstance(given, list) and NOT_SURE in given):
            return "find_out"
        changes = question.id in known.questions or question.section in known.sections
        return "can_change" if changes else "somebody_else"


def _places(wish: Wish, sketch: Sketch) -> Iterator[int]:
    """Yield the levels that would do, each by its place in the library."""
    if wish.kind != "open":
        levels = [level.id for level in sketch.knowledge.exercises[wish.exercise].levels]
        first = levels.index(wish.level) if wish.kind == "raise" else 0
        yield from (sketch.library.place[(wish.exercise, level)] for level in levels[first:])


def _runs(numbers: list[Any], tried: list[Any]) -> list[list[Any]]:
    """Return numbers in runs, each without one between that was tried in vain."""
    runs: list[list[Any]] = [[]]
    for number in tried:
        if number in numbers:
            runs[-1].append(number)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]
