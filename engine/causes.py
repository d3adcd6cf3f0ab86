"""What did it: the rules and recorded reasons by which one assessment differs from another."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .caps import holds_whole_plan
from .knowledge import Knowledge
from .results import Assessment, Prescribed, Reason, RedFlag
from .rulebook import RuleLine, rulebook
from .stages import programme
from .trace import PRIVATE_RULE, VEIL
from .truth import Truth

Turn = Literal["fired", "open", "silent", "applies", "applies_no_more"]
"""What became of a rule: true, unknown or false now; or it reads as before, but bears on this now or no more."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One rule, or one recorded reason, behind a difference; of a private rule only that one acted."""

    rule: str
    turn: Turn
    because: str
    name: str = ""
    effect: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""
    at: str = ""
    private: bool = False


class Reasons:
    """Why things stand as they do in one assessment, reason by reason."""

    def __init__(self, assessment: Assessment) -> None:
        self.assessment = assessment
        self.person = assessment.facts.person
        self.knowledge = self.person.knowledge
        self.written = self.knowledge.derived(_written)
        self.chosen = {item.exercise: item for item in assessment.programme.chosen}
        self.others = {item.exercise: item for item in assessment.programme.others}

    # -------------------------------------------------------------------- plan
    def urgency(self) -> Iterator[Reason]:
        """Yield what makes it as urgent as it is."""
        yield from self._contradictions()
        worst = self.assessment.triage.disposition
        yield from (_of_flag(x) for x in self.assessment.triage.red_flags if x.disposition == worst)

    def plan(self) -> Iterator[Reason]:
        """Yield what closes the plan, or else what keeps all of it gentle."""
        yield from self.closing() if self.assessment.triage.closed else self._holding()

    def closing(self) -> Iterator[Reason]:
        """Yield the signs and contradictions that close the plan."""
        yield from self._contradictions()
        everything = self.assessment.triage.closed_regions == frozenset(self.knowledge.regions)
        closing = ("closed", "region_closed") if everything else ("closed",)
        yield from (_of_flag(x) for x in self.assessment.triage.red_flags if x.effect in closing)

    def _contradictions(self) -> Iterator[Reason]:
        for item in self.knowledge.contradictions:
            if item.id in self.assessment.facts.contradictions:
                yield Reason(item.id, item.because)

    def _holding(self) -> Iterator[Reason]:
        yield from (_of_flag(x) for x in self.assessment.triage.fired if x.effect in ("cap", "region_closed"))
        whole_plan = {rule.id for rule in self.knowledge.levels if holds_whole_plan(rule, self.person)}
        yield from (reason for reason in self.assessment.levels.caps if reason.rule in whole_plan)

    def signs(self) -> dict[str, Reason]:
        """Return the danger signs that are true or unknown, and the contradictions, by rule."""
        contradictions = {reason.rule: reason for reason in self._contradictions()}
        return {flag.rule: _of_flag(flag) for flag in self.assessment.triage.red_flags} | contradictions

    # --------------------------------------------------------------- exercises
    def against(self, exercise: str, level: str) -> Iterator[Reason]:
        """Yield why she does not start at this level: what holds it back, and what of it does not fit."""
        ladder = self.assessment.levels.ladders.get(exercise)
        if ladder is not None and any(rung.level == level for rung in ladder.rungs):
            yield from ladder.rung(level).reasons
            yield from self._misfits(exercise, level)

    def _misfits(self, exercise: str, level: str) -> Iterator[Reason]:
        found = next(x for x in self.knowledge.exercises[exercise].levels if x.id == level)
        means = programme.means_of(self.person, frozenset())
        yield from (Reason("does-not-fit", words) for words in programme.misfits(found, means, self.person))

    def set_aside(self, exercise: str) -> tuple[Reason, ...]:
        """Return why an exercise that is safe for her is not in her plan."""
        item = self.others.get(exercise)
        return item.reasons if item is not None and item.fate in ("in_reserve", "not_relevant") else ()

    def points(self, exercise: str) -> Iterator[Reason]:
        """Yield what speaks for an exercise, each with its points as the rule."""
        for item in self.assessment.ranking.order:
            if item.exercise == exercise:
                yield from (Reason(f"+{x.points}", x.because, sources=x.sources) for x in item.reasons)

    def dose(self, item: Prescribed) -> Iterator[Reason]:
        """Yield why a dose is smaller than the level's own."""
        yield from item.dose_notes
        level = next(x for x in self.knowledge.exercises[item.exercise].levels if x.id == item.level)
        if programme.Doses(self.person).of(level)[0] != item.dose:
            yield Reason("one-set", self.knowledge.wording["one_set"])

    def findings(self, pattern: str) -> Iterator[Reason]:
        """Yield the findings for and against a pattern."""
        for result in self.assessment.patterns.results:
            if result.pattern == pattern:
                yield from (Reason(x.rule, x.because, sources=x.sources) for x in result.evidence)

    # ------------------------------------------------------------------- truth
    def truth(self, rule: str) -> Truth:
        """Return what a rule reads as here; what is no rule, or no rule here, is False."""
        if rule in self.assessment.facts.contradictions:
            return True
        if rule in self.knowledge.rules:
            return self.person.truth(self.knowledge.rules[rule].when)
        stage = rule.partition(": ")[0]
        return self.person.fact(stage) if stage in self.knowledge.verdicts and stage != rule else False


def _written(knowledge: Knowledge) -> dict[str, RuleLine]:
    """Return every rule that acts by itself; a fact only names what is so."""
    return {line.id: line for line in rulebook(knowledge) if line.kind != "facts"}


def _of_flag(flag: RedFlag) -> Reason:
    return Reason(flag.rule, flag.because, flag.truth)


def caused(before: Reasons, after: Reasons, went: Iterable[Reason], came: Iterable[Reason]) -> tuple[Cause, ...]:
    """Return the reasons that stand on one side only, each rule once: those that came, then those that went."""
    old, new = _each_once(went, before.written), _each_once(came, after.written)
    added = (_cause(reason, before, after, "applies") for key, reason in new.items() if key not in old)
    gone = (_cause(reason, before, after, "applies_no_more") for key, reason in old.items() if key not in new)
    return (*added, *gone)


def _each_once(reasons: Iterable[Reason], written: Mapping[str, RuleLine]) -> dict[tuple[str, str], Reason]:
    """Return reasons by their rule; what no rule says is told apart by its words."""
    found: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        found.setdefault((reason.rule, "" if reason.rule in written else reason.because), reason)
    return found


def _cause(reason: Reason, before: Reasons, after: Reasons, otherwise: Turn) -> Cause:
    line = (after if otherwise == "applies" else before).written.get(reason.rule)
    return _told(reason, _turn(before.truth(reason.rule), after.truth(reason.rule), otherwise), line)


def _told(reason: Reason, turn: Turn, line: RuleLine | None) -> Cause:
    if line is None:
        return Cause(reason.rule, turn, reason.because, sources=reason.sources)
    if line.private:
        return Cause(PRIVATE_RULE, turn, VEIL, effect=line.effect, private=True)
    return Cause(reason.rule, turn, reason.because, line.name, line.effect, line.sources, line.confidence, line.at)


def _turn(before: Truth, after: Truth, otherwise: Turn) -> Turn:
    if before is after:
        return otherwise
    turns: dict[Truth, Turn] = {True: "fired", None: "open", False: "silent"}
    return turns[after]


def in_the_way(assessment: Assessment, exercise: str = "", level: str = "") -> tuple[Cause, ...]:
    """Return what closes the plan, or else what keeps a level of an exercise from her; without one, nothing more."""
    reasons = Reasons(assessment)
    found = [*reasons.closing()] if assessment.triage.closed or not exercise else [*reasons.against(exercise, level)]
    turns: dict[Truth, Turn] = {True: "fired", None: "open", False: "applies"}
    once = _each_once(found, reasons.written).values()
    return tuple(_told(x, turns[reasons.truth(x.rule)], reasons.written.get(x.rule)) for x in once)
