"""Laws tried on many people, without a solver: quick enough for a page, and no proof.

What an overlay may open beyond the standard rules is only what its `raise` sets aside of the caps that judge where to
start. So every person is read under the standard rules with just those caps set aside, and under the changed rules:
whoever the second treat more mildly shows that a law is broken.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from ..condition import names as names_in
from ..gist import Gist, Sketch
from ..knowledge import Knowledge
from ..model import Question
from ..person import Person
from ..possible import Possible
from ..roots import roots
from .adjust import with_overlay
from .file import Overlay, Raise, Veto
from .who import Crowd

ENOUGH = 3
NEIGHBOURS = 400


@dataclass(frozen=True)
class BrokenLaw:
    """A law that some changes break, the part of it, and the answers of a person who shows it (or of two)."""

    law: str
    answers: tuple[Mapping[str, Any], ...]
    case: str = ""

    def as_files(self) -> tuple[str, ...]:
        """Return the answers as files that `python -m engine assess -` reads, each on a line."""
        return tuple(json.dumps(answers, ensure_ascii=False) for answers in self.answers)


def try_overlay(overlay: Overlay, crowd: Crowd) -> tuple[BrokenLaw, ...]:
    """Return every law that the changes break for somebody among some people, read under the standard rules.

    The people of data/people and of the examples of rules that are taken out or set aside are tried as well; and, while
    nothing is found, they once more with one answer changed that a change or such a rule rests on.
    """
    trial = _Trial(crowd.knowledge, overlay)
    likely = [Sketch.of(answers, crowd.knowledge) for answers in trial.likely()]
    found = _first_of_each(trial, (*likely, *crowd.sketches))
    found = found or _first_of_each(trial, trial.neighbours(likely))
    return tuple(found[law.id] for law in crowd.knowledge.laws if law.id in found)


def _first_of_each(trial: "_Trial", sketches: Iterable[Sketch]) -> dict[str, BrokenLaw]:
    found: dict[str, BrokenLaw] = {}
    for sketch in sketches:
        for broken in trial.of(sketch):
            found.setdefault(broken.law, broken)
    return found


class _Trial:
    """The standard rules, with what may be set aside, beside the changed ones."""

    def __init__(self, knowledge: Knowledge, overlay: Overlay) -> None:
        self.standard = knowledge
        self.changed = with_overlay(knowledge, overlay)
        self.overlay = overlay
        self.allowed = _allowed(knowledge, overlay)
        self.rests_on = self._roots()

    def _roots(self) -> list[Question]:
        trees = [change.condition for change in self.overlay.changes]
        trees += [self.standard.rules[name].when for name in self._rules() if name in self.standard.rules]
        found = frozenset().union(*(roots(names_in(tree), self.standard.facts) for tree in trees))
        return [question for name, question in self.standard.questions.items() if name in found]

    def _rules(self) -> Iterator[str]:
        """Yield the rules that are taken out or set aside."""
        for change in self.overlay.changes:
            yield from (change.rule,) if isinstance(change, Veto) else ()
            yield from change.past if isinstance(change, Raise) else ()

    def likely(self) -> Iterator[Mapping[str, Any]]:
        """Yield people who are likely to show a fault."""
        yield from (self.standard.answers_of(person) for person in self.standard.people.values())
        for name in self._rules():
            entry = self.standard.rules.get(name) or self.standard.facts.get(name)
            examples = entry.examples if entry is not None else None
            for differences in (*examples.true, *examples.open) if examples else ():
                whole = {**self.standard.well_woman, **differences}
                answers = {key: x for key, x in whole.items() if x is not None and key in self.standard.questions}
                yield from (answers, self._completed(answers))

    def _completed(self, answers: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the answers with the mildest to whatever else is asked, so that nothing open hides a fault."""
        found = dict(answers)
        person = Person(found, self.standard)  # a question is asked by earlier answers only, so what is read stays true
        for name, question in self.standard.questions.items():
            if name not in found and not question.skippable and person.is_asked(name) is True:
                found[name] = _mildest(question)
        return found

    # ------------------------------------------------------------------ laws
    def neighbours(self, sketches: Iterable[Sketch]) -> Iterator[Sketch]:
        """Yield people with a plan once more, with one answer changed: so many, spread over all there would be."""
        possible, with_plan = self.standard.derived(Possible), [x for x in sketches if not x.gist.closed]
        values = [(question.id, value) for question in self.rests_on for value in possible.answers(question.id)]
        every = list(product(with_plan, values))
        for sketch, (question, value) in every[:: 1 + len(every) // NEIGHBOURS]:
            yield sketch.with_answer(question, value)

    def of(self, standard: Sketch) -> Iterator[BrokenLaw]:
        """Yield the laws that one person shows to be broken."""
        before = standard if self.allowed is self.standard else standard.under(self.allowed)
        after = standard.under(self.changed)
        yield from self._milder(before, after)
        if _starts(before.gist) >= ENOUGH > _starts(after.gist):
            yield BrokenLaw("left", (after.person.answers,))
        if not after.gist.closed:
            yield from self._knowing_more(after)
            yield from self._more_pain(after)

    def _milder(self, before: Sketch, after: Sketch) -> Iterator[BrokenLaw]:
        answers = (after.person.answers,)
        one, other = before.gist, after.gist
        severity = self.standard.severity
        if severity[other.disposition] < severity[one.disposition] or (one.closed and not other.closed):
            yield BrokenLaw("red_flags", answers)
        elif not other.closed:
            if not one.closed_regions <= other.closed_regions or other.cap > one.cap:
                yield BrokenLaw("red_flags", answers)
            if (one.out & self.standard.properties.keys()) - other.out or after.permitted & ~before.permitted:
                yield BrokenLaw("caps", answers)

    def _knowing_more(self, sketch: Sketch) -> Iterator[BrokenLaw]:
        """Yield that leaving an answer open permits more than the answer does."""
        for question in self.rests_on:
            if not question.skippable and question.id in sketch.person.answers:
                less = sketch.with_answer(question.id, None)
                if not less.gist.closed and less.permitted & ~sketch.permitted:
                    yield BrokenLaw("knowing_more", (less.person.answers, sketch.person.answers))

    def _more_pain(self, sketch: Sketch) -> Iterator[BrokenLaw]:
        """Yield that one step more of a pain permits more."""
        for question in self.rests_on:
            pain = sketch.person.answers.get(question.id)
            if question.type == "scale_0_10" and question.gravity == "rising" and type(pain) is int:
                more = sketch.with_answer(question.id, min(pain + 1, int(question.max or 0)))
                if not more.gist.closed and more.permitted & ~sketch.permitted:
                    yield BrokenLaw("more_pain", (sketch.person.answers, more.person.answers))


def _mildest(question: Question) -> Any:
    if question.is_number:
        return int((question.max if question.gravity == "falling" else question.min) or 0)
    ranks = question.gravity if isinstance(question.gravity, tuple) else ()
    first = ranks[0] if ranks else next(iter(question.choices))
    option = "none" if "none" in question.choices else first if isinstance(first, str) else first[0]
    return [option] if question.type == "many_of" else option


def _starts(gist: Gist) -> int:
    return 0 if gist.closed else len(gist.starts)


def _allowed(knowledge: Knowledge, overlay: Overlay) -> Knowledge:
    """Return the standard rules with just those caps set aside that may be."""
    may = {rule.id for rule in knowledge.levels if rule.judges_the_start}
    raised = [change for change in overlay.changes if isinstance(change, Raise)]
    kept = ((change, tuple(name for name in change.past if name in may)) for change in raised)
    changes = tuple(change.model_copy(update={"past": past}) for change, past in kept)
    if not changes:
        return knowledge
    return with_overlay(knowledge, overlay.model_copy(update={"changes": changes}))
