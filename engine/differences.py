"""The differences between two assessments, each with the rules that made it.

They may be of one person with changed answers, of two people, or of one person under two rule sets.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from .causes import Cause, Reasons, caused
from .results import Assessment, Prescribed, Reason
from .stages.explanation import dose_in_words

ChangeKind = Literal[
    "disposition",
    "plan",
    "sign",
    "contradiction",
    "added",
    "removed",
    "moved_up",
    "moved_down",
    "dose",
    "adapted",
    "held_back",
    "no_longer_held_back",
    "pattern",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was: `about` is the exercise, pattern or rule; before and after are in words."""

    kind: ChangeKind
    about: str
    name: str
    before: str
    after: str
    causes: tuple[Cause, ...]


def differences(before: Assessment, after: Assessment) -> tuple[Difference, ...]:
    """Return all that is not the same, each with what did it; each assessment is read with its own rules.

    While either plan is closed, nothing is said of exercises outside the plans: all of them are held back.
    """
    pair = _Pair(Reasons(before), Reasons(after))
    return (
        *pair.urgency(),
        *pair.plan(),
        *pair.signs(),
        *pair.exercises(),
        *pair.held_back(),
        *pair.patterns(),
    )


class _Pair:
    def __init__(self, before: Reasons, after: Reasons) -> None:
        self.before, self.after = before, after
        self.was, self.now = before.assessment, after.assessment
        self.left = tuple(x for slug, x in before.chosen.items() if slug not in after.chosen)
        self.joined = tuple(x for slug, x in after.chosen.items() if slug not in before.chosen)
        self.names = {x.id: x.name for x in after.knowledge.triage} | {x.id: x.name for x in before.knowledge.triage}

    def _caused(self, went: Iterable[Reason], came: Iterable[Reason]) -> tuple[Cause, ...]:
        return caused(self.before, self.after, went, came)

    # ----------------------------------------------------------- urgency, plan
    def urgency(self) -> Iterator[Difference]:
        """Yield how urgent it is, if that has changed: what made the graver of the two as grave as it is."""
        was, now = self.was.triage.disposition, self.now.triage.disposition
        if was != now:
            severity = self.after.knowledge.severity
            graver = severity[now] > severity[was]
            causes = self._caused((), self.after.urgency()) if graver else self._caused(self.before.urgency(), ())
            words = self.after.knowledge.disposition_words
            yield Difference("disposition", "", "How urgent", words[was].label, words[now].label, causes)

    def plan(self) -> Iterator[Difference]:
        """Yield whether the plan is open, if that has changed: what keeps the stricter of the two as strict."""
        was, now = self.was.plan, self.now.plan
        if was != now:
            stricter = _STRICTNESS[now] > _STRICTNESS[was]
            causes = self._caused((), self.after.plan()) if stricter else self._caused(self.before.plan(), ())
            yield Difference("plan", "", "The plan", was, now, causes)

    def signs(self) -> Iterator[Difference]:
        """Yield every danger sign that reads otherwise, and answers that no longer fit together, or do again."""
        was, now = self.before.signs(), self.after.signs()
        for rule in sorted({*was, *now}):
            words = _SIGN[self.before.truth(rule)], _SIGN[self.after.truth(rule)]
            if words[0] != words[1]:
                went, came = ((was[rule],), ()) if rule not in now else ((), (now[rule],))
                yield self._sign(rule, words, self._caused(went, came))

    def _sign(self, rule: str, words: tuple[str, str], causes: tuple[Cause, ...]) -> Difference:
        if causes[0].private:
            return Difference("sign", causes[0].rule, "A private sign", *words, causes)
        if rule in self.names:
            return Difference("sign", rule, self.names[rule], *words, causes)
        return Difference("contradiction", rule, "Answers that do not fit together", *words, causes)

    # --------------------------------------------------------------- exercises
    def exercises(self) -> Iterator[Difference]:
        """Yield what is new in the plan, what is gone, and what is done otherwise."""
        yield from map(self._removed, self.left)
        yield from map(self._added, self.joined)
        for slug, was in self.before.chosen.items():
            if slug in self.after.chosen:
                yield from self._done_otherwise(was, self.after.chosen[slug])

    def _removed(self, item: Prescribed) -> Difference:
        points = self._points(item.exercise) if self.after.set_aside(item.exercise) else ()
        causes = (*self._caused((), self._why_gone(item)), *points)
        return Difference("removed", item.exercise, item.name, item.title, _fate(self.after, item.exercise), causes)

    def _why_gone(self, item: Prescribed) -> Iterator[Reason]:
        if self.now.triage.closed:
            yield from self.after.closing()
            return
        yield from self.after.against(item.exercise, item.level)
        yield from self.after.set_aside(item.exercise)
        if self.joined and self.after.set_aside(item.exercise):
            yield Reason("gave-way", self.after.knowledge.wording["gave_way"].format(names=_names(self.joined)))

    def _added(self, item: Prescribed) -> Difference:
        causes = (*self._caused(self._why_not_before(item), self._room_for(item)), *self._points(item.exercise))
        return Difference("added", item.exercise, item.name, _fate(self.before, item.exercise), item.title, causes)

    def _points(self, exercise: str) -> tuple[Cause, ...]:
        return self._caused(self.before.points(exercise), self.after.points(exercise))

    def _why_not_before(self, item: Prescribed) -> Iterator[Reason]:
        if self.was.triage.closed:
            yield from self.before.closing()
            return
        yield from self.before.against(item.exercise, item.level)
        yield from self.before.set_aside(item.exercise)

    def _room_for(self, item: Prescribed) -> Iterator[Reason]:
        if self.left and self.before.set_aside(item.exercise):
            yield Reason("made-room", self.after.knowledge.wording["made_room"].format(names=_names(self.left)))

    def _done_otherwise(self, was: Prescribed, now: Prescribed) -> Iterator[Difference]:
        if was.level != now.level:
            yield self._moved(was, now)
        elif was.dose != now.dose:
            words = dose_in_words(was.dose, self.before.knowledge), dose_in_words(now.dose, self.after.knowledge)
            causes = self._caused(self.before.dose(was), self.after.dose(now))
            yield Difference("dose", now.exercise, now.name, *words, causes)
        if causes := self._caused(was.adaptations, now.adaptations):
            yield Difference("adapted", now.exercise, now.name, _adapted(was), _adapted(now), causes)

    def _moved(self, was: Prescribed, now: Prescribed) -> Difference:
        order = [level.id for level in self.after.knowledge.exercises[now.exercise].levels]
        up = was.level in order and order.index(now.level) > order.index(was.level)
        went = self.before.against(now.exercise, now.level) if up else ()
        came = () if up else self.after.against(was.exercise, was.level)
        causes = self._caused(went, came)
        return Difference("moved_up" if up else "moved_down", now.exercise, now.name, was.title, now.title, causes)

    # --------------------------------------------------------------- held back
    def held_back(self) -> Iterator[Difference]:
        """Yield the exercises outside both plans that became unsafe, or safe."""
        if self.was.triage.closed or self.now.triage.closed:
            return
        was, now = _starts(self.was), _starts(self.now)
        for slug in sorted(was.keys() ^ now.keys()):
            if slug not in self.before.chosen and slug not in self.after.chosen:
                yield self._held_back(slug, was.get(slug), now.get(slug))

    def _held_back(self, slug: str, was: str | None, now: str | None) -> Difference:
        words = _fate(self.before, slug), _fate(self.after, slug)
        name = (self.after if now else self.before).knowledge.exercises[slug].name
        if now is None and was is not None:
            return Difference("held_back", slug, name, *words, self._caused((), self.after.against(slug, was)))
        causes = self._caused(self.before.against(slug, now or ""), ())
        return Difference("no_longer_held_back", slug, name, *words, causes)

    # ---------------------------------------------------------------- patterns
    def patterns(self) -> Iterator[Difference]:
        """Yield every pattern that fits otherwise, with the findings that came or went."""
        was = {x.pattern: x.likelihood for x in self.was.patterns.results}
        for result in self.now.patterns.results:
            before = was.get(result.pattern, "not_assessed")
            if before != result.likelihood:
                causes = self._caused(self.before.findings(result.pattern), self.after.findings(result.pattern))
                words = before.replace("_", " "), result.likelihood.replace("_", " ")
                yield Difference("pattern", result.pattern, result.name, *words, causes)


_STRICTNESS = {"open": 0, "capped": 1, "closed": 2}
_SIGN = {True: "true", None: "not known", False: "not there"}


def _starts(assessment: Assessment) -> dict[str, str]:
    return {x.exercise: x.start for x in assessment.levels.ladders.values() if x.start is not None}


def _fate(reasons: Reasons, exercise: str) -> str:
    if reasons.assessment.triage.closed:
        return "the plan is closed"
    if exercise in reasons.chosen:
        return reasons.chosen[exercise].title
    return reasons.others[exercise].fate.replace("_", " ") if exercise in reasons.others else "not in the library"


def _names(items: Iterable[Prescribed]) -> str:
    return ", ".join(item.name.lower() for item in items)


def _adapted(item: Prescribed) -> str:
    return " ".join(reason.instead for reason in item.adaptations) or "as it is"
