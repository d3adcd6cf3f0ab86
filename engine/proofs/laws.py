"""Laws about one person: danger signs, what is never given, caps, no false alarm, exactly one disposition."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import z3

from ..truth import NOT_SURE
from .expected import Expected, Flag, Row, Sentence, Story, options_in
from .outcome import Outcome, Rung, rungs
from .prover import Case, implies
from .reader import Reader
from .truths import FALSE, TRUE, Formula, both, either, no


class One:
    """One possible person: what data/ makes of her, and what the independent side demands."""

    def __init__(self, outcome: Outcome, expected: Expected) -> None:
        self.outcome = outcome
        self.expected = expected
        self.reader = Reader(outcome.sheet, expected.facts)
        self.rungs = tuple(rungs(outcome.knowledge))
        gates = (q.enable_when for q in outcome.knowledge.questions.values() if q.enable_when is not None)
        self._read = expected.options_read | set(options_in(gates))

    def _case(self, name: str, premise: Formula, claim: Formula) -> Case:
        return implies(name, premise, claim, self.outcome.sheet)

    # ------------------------------------------------------------ red flags
    def red_flags(self) -> Iterator[Case]:
        """True: at least its urgency, and its effect holds. Unknown: closed, and never self-care."""
        for flag in self.expected.flags:
            truth = self.reader.truth(flag.when)
            yield self._case(f"{flag.ref} true", truth.true, self._acts(flag))
            claim = both((self.outcome.closed, self.outcome.urgent("not_known_yet")))
            yield self._if_unknown(f"{flag.ref} unknown", flag, claim)
        yield self._case("same day or above is closed", self.outcome.urgent("same_day"), self.outcome.closed)

    def _if_unknown(self, name: str, flag: Flag, claim: Formula) -> Case:
        """Return the case that a sign is unknown; one that hangs on optional questions never is."""
        case = self._case(name, self.reader.truth(flag.when).unknown, claim)
        questions = self.outcome.knowledge.questions
        return case._replace(may_be_empty=any(questions[x].optional for x in self.reader.roots(flag.when)))

    def support(self) -> Iterator[Case]:
        """The support item about safety at home is read by nothing: exchanging its answers changes no formula."""
        support = self.outcome.knowledge.support
        for option in support.options:
            tick = self.outcome.sheet.ticks[support.question, option]
            for rule in self.outcome.knowledge.rules.values():
                truth = self.outcome.reader.truth(rule.when)
                changed = either(_changes(part, tick) for part in truth)
                yield Case(f"{option} and {rule.id}", TRUE, changed, (self.outcome.sheet,))

    def _acts(self, flag: Flag) -> Formula:
        outcome = self.outcome
        urgent = outcome.urgent(flag.urgency)
        if flag.effect == "closed" or flag.urgency in ("same_day", "emergency_now"):
            return both((urgent, outcome.closed))
        if flag.effect == "cap":
            return both((urgent, either((outcome.closed, outcome.triage_cap(1)))))
        if flag.effect == "region":
            closed = both(outcome.closed_region(name) for name in flag.regions if name in outcome.knowledge.regions)
            marked = both(
                either((no(self._marked(name)), outcome.closed_region(name))) for name in outcome.knowledge.regions
            )
            somewhere = either(self._marked(name) for name in outcome.knowledge.regions)
            return both((urgent, either((outcome.closed, closed, both((somewhere, marked))))))
        return urgent

    def _marked(self, region: str) -> Formula:
        return both((self.reader.answered("regions"), self.outcome.sheet.ticks["regions", region]))

    # ---------------------------------------------------------------- never
    def never(self) -> Iterator[Case]:
        """No answers, unknowns included, permit what a sentence forbids, in this library or any other."""
        for sentence in self.expected.never:
            lifted = (x.when for x in self.outcome.knowledge.exceptions.never if x.id == sentence.id)
            who = both((self.reader.truth(sentence.who).live, *(no(self.reader.truth(x).true) for x in lifted)))
            yield self._case(sentence.id, who, self._refused(sentence))

    def _refused(self, sentence: Sentence) -> Formula:
        outcome = self.outcome
        if sentence.programme:
            return outcome.closed
        claims = [outcome.out(prop) for prop in sentence.properties]
        if sentence.demand_over is not None:
            claims.append(outcome.plan_cap(sentence.demand_over))
        claims += [no(outcome.permitted(rung)) for rung in self.rungs if self._forbidden(sentence, rung)]
        return either((outcome.closed, both(claims)))

    def _forbidden(self, sentence: Sentence, rung: Rung) -> bool:
        over = sentence.demand_over is not None and rung.demand > sentence.demand_over
        return over or bool(rung.properties & set(sentence.properties)) or self._named(sentence, rung)

    def _named(self, sentence: Sentence, rung: Rung) -> bool:
        knowledge = self.outcome.knowledge
        for slug, level_id in rungs(knowledge)[rung]:
            exercise = knowledge.exercises[slug]
            title = next(level.title for level in exercise.levels if level.id == level_id)
            names = " / ".join((exercise.name, title, *exercise.also_called)).lower()
            if any(family.lower() in names for family in sentence.families):
                return True
        return False

    # ----------------------------------------------------------------- caps
    def caps(self) -> Iterator[Case]:
        """While a row is true or unknown, nothing it rules out and nothing above its cap is permitted."""
        for row in self.expected.rows:
            yield self._case(row.ref, self.reader.truth(row.when).live, self._held(row))

    def _held(self, row: Row) -> Formula:
        outcome = self.outcome
        if row.excludes:
            return either((outcome.closed, outcome.out(row.prop)))
        if row.scope == "closed":
            return outcome.closed
        assert row.at_most is not None
        concerned = [rung for rung in self.rungs if rung.demand > row.at_most and self._concerns(row, rung)]
        claims = [
            either((no(self._in_scope(row, rung)), no(outcome.permitted(rung)), self._set_aside(row, rung)))
            for rung in concerned
        ]
        if row.prop == "ALL" and row.scope == "plan":
            anything = Rung(frozenset(), frozenset(), row.at_most + 1, None)
            claims.append(outcome.capped(anything, anything.demand))
        return either((outcome.closed, both(claims)))

    def _set_aside(self, row: Row, rung: Rung) -> Formula:
        """Return when an overlay names the rule of this row to set it aside, where a row may be: where to start."""
        rules = (rule for rule in self.outcome.knowledge.levels if rule.judges_the_start and row.ref in rule.refs)
        return either(self.outcome.spared(rule, rung) for rule in rules)

    @staticmethod
    def _concerns(row: Row, rung: Rung) -> bool:
        by_region = isinstance(row.scope, str) or bool(rung.regions & set(row.scope))
        return by_region and (row.prop == "ALL" or row.prop in rung.properties)

    def _in_scope(self, row: Row, rung: Rung) -> Formula:
        return self.outcome.marked(rung.regions) if row.scope == "marked" else TRUE

    def starts(self) -> Iterator[Case]:
        """No start without an entry that is true, and none of demand 4 or 5 unless she opts in."""
        for rung in self.rungs:
            start = self.outcome.may_start(rung)
            if rung.demand >= 4:
                name = f"demand {rung.demand} is no start"
                yield Case(name, self.outcome.offered(rung), start, (self.outcome.sheet,))
            elif rung.entry is not None:
                ref = self.outcome.knowledge.facts[rung.entry].ref
                yield self._case(f"{rung.entry} ({ref}) is true", start, self.reader.truth(self._entry(ref)).true)

    def _entry(self, ref: str) -> Any:
        return self.expected.entries[ref]

    # ------------------------------------------------------------- ordinary
    def no_false_alarm(self) -> Iterator[Case]:
        """An ordinary story, with any harmless answers added, is at most a routine visit with an open plan."""
        for story in self.expected.stories:
            told = self._told(story)
            calm = both((no(self.outcome.urgent("within_days")), no(self.outcome.closed)))
            yield self._case(story.id, told, calm)

    def _told(self, story: Story) -> Formula:
        questions = self.outcome.knowledge.questions
        return both(self._tells(name, story.answers.get(name)) for name in questions)

    def _tells(self, name: str, value: Any) -> Formula:
        sheet = self.outcome.sheet
        question = self.outcome.knowledge.questions[name]
        free = {o for o in question.choices if (name, o) not in self._read and o != "none"}
        lists = question.section == "danger_signs" and question.type == "many_of"
        if not lists or not free or not isinstance(value, list | tuple):
            return sheet.gives(name, value)
        fixed = [option for option in (*question.choices, NOT_SURE) if option not in free and option != "none"]
        ticks = [(sheet.ticks.get((name, option), FALSE), option in value) for option in fixed]
        return both((sheet.says[name], *(tick if told else no(tick) for tick, told in ticks)))

    # ---------------------------------------------------------------- total
    def total(self) -> Iterator[Case]:
        """The dispositions form one ladder, so that each person stands on exactly one step of it."""
        steps = sorted(self.outcome.knowledge.severity, key=lambda word: self.outcome.knowledge.severity[word])
        for below, above in pairwise(steps):
            yield self._case(f"{above} is above {below}", self.outcome.urgent(above), self.outcome.urgent(below))
        for flag in self.expected.flags:
            if flag.urgency == "emergency_now":
                yield self._if_unknown(f"{flag.ref} unanswered", flag, self.outcome.urgent("not_known_yet"))


def _changes(formula: Formula, tick: Formula) -> Formula:
    """Return when a formula is another one with a tick than without it."""
    with_it, without = (z3.substitute(formula, (tick, value)) for value in (TRUE, FALSE))
    return FALSE if with_it.eq(without) else with_it != without
