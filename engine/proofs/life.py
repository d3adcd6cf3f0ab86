"""Laws about the whole: everything in data/ can matter to somebody, and nobody is left with nothing."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..condition import Holds
from ..model import ExceptionToLaws
from .outcome import Outcome, Rung, rungs
from .prover import Case, Prover
from .truths import TRUE, Formula, at_least, both, either, no

ENOUGH, ENOUGH_WITHOUT_HISTORY = 3, 5


class Life:
    """What lives in data/, and what is left for whom."""

    def __init__(self, outcome: Outcome, exceptions: ExceptionToLaws) -> None:
        self.outcome = outcome
        self.knowledge = outcome.knowledge
        self.exceptions = exceptions

    # -------------------------------------------------------------- alive
    def wanted(self) -> dict[str, Formula]:
        """Return everything that must be possible for somebody, by name."""
        outcome = self.outcome
        found = {f"rule {rule.id}": outcome.reader.truth(rule.when).true for rule in self.knowledge.rules.values()}
        found |= {f"question {name}": outcome.reader.asked(name).true for name in self.knowledge.questions}
        found |= {
            f"level {' and '.join('/'.join(x) for x in levels)}": self.outcome.offered(rung)
            for rung, levels in self._library()
        }
        return found | {f"what {name} allows or adapts": x for name, x in self._mattering()}

    def _library(self) -> Iterable[tuple[Rung, tuple[tuple[str, str], ...]]]:
        return rungs(self.knowledge).items()

    def _mattering(self) -> Iterator[tuple[str, Formula]]:
        """Yield when an allowance, an adaptation or a preference matters: a level it speaks of would be offered.

        Of this library or of any other: the mildest level with the movement property stands for them all.
        """
        outcome = self.outcome
        rules: list[Any] = [rule for rule in self.knowledge.exclusions if rule.do == "allow"]
        rules += [rule for rule in self.knowledge.levels if rule.for_ != "all"]
        rules += [rule for rule in self.knowledge.ranking if rule.for_ != "all"]
        for rule in rules:
            levels = (outcome.offered(Rung(frozenset((prop,)), frozenset(), 0, None)) for prop in rule.for_)
            yield rule.id, both((outcome.reader.truth(rule.when).true, either(levels)))
        for stage in self.knowledge.vocabulary.strict_stages:
            for prop, verdict in self.knowledge.verdicts[stage].verdicts.items():
                if verdict.verdict == "modify":
                    level = outcome.offered(Rung(frozenset((prop,)), frozenset(), 0, None))
                    yield f"{stage}: {prop}", both((outcome.reader.fact(stage).true, level))

    def opposed(self, prover: Prover) -> list[str]:
        """Return each pair of verdicts that oppose each other and can meet, with the winner: what excludes."""
        stages = self.knowledge.vocabulary.strict_stages
        found: list[str] = []
        for i, one in enumerate(stages):
            for other in stages[i + 1 :]:
                if prover.model(*(self.outcome.reader.fact(name).true for name in (one, other))) is not None:
                    found += self._opposed(one, other)
        return found

    def _opposed(self, one: str, other: str) -> Iterator[str]:
        for prop in self.knowledge.properties:
            here, there = (self.knowledge.verdicts[name].verdicts[prop].verdict for name in (one, other))
            if (here == "exclude") != (there == "exclude"):
                winner = one if here == "exclude" else other
                yield f"{prop}: {one} says {here}, {other} says {there}; {winner} wins"

    def shadowed(self, prover: Prover) -> list[str]:
        """Return the exclusions that never add anything: whatever they rule out is out, or closed, without them."""
        found = []
        for rule in self.knowledge.exclusions:
            if rule.do == "exclude":
                live = self.outcome.reader.truth(rule.when).live
                alone = (no(self.outcome.out_without(prop, rule.id)) for prop in rule.for_)
                if prover.model(live, no(self.outcome.closed), either(alone)) is None:
                    found.append(rule.id)
        return found

    # ------------------------------------------------------------ left with
    def nobody_left_with_nothing(self) -> Iterator[Case]:
        """An open plan permits three exercises in two regions, a cap of 0 a comfort item, five to the healthy."""
        known = both((self.outcome.complete, no(self.outcome.closed), no(self._excepted())))
        nothing_strict = both((known, no(self.outcome.plan_cap(0))))
        families = self._families()
        yield self._case("three exercises", nothing_strict, at_least(ENOUGH, families))
        yield self._case("two regions", nothing_strict, at_least(2, self._regions()))
        comfort = either(self.outcome.permitted(rung) for rung in rungs(self.knowledge) if rung.demand == 0)
        yield self._case("a comfort item at a cap of 0", both((known, self.outcome.plan_cap(0))), comfort)
        for stage in (None, *self.knowledge.vocabulary.strict_stages):
            premise = both((known, self._no_history(stage)))
            yield self._case(f"no history, {stage or 'any stage'}", premise, at_least(ENOUGH_WITHOUT_HISTORY, families))

    def _case(self, name: str, premise: Formula, claim: Formula) -> Case:
        return Case(name, premise, no(claim), (self.outcome.sheet,))

    def _excepted(self) -> Formula:
        closed = [self.outcome.closed_region(region) for region in self.knowledge.regions]
        return either(at_least(item.closed_regions, closed) for item in self.exceptions.left_with_little)

    def _families(self) -> list[Formula]:
        found: dict[str, list[Formula]] = {}
        for rung, levels in rungs(self.knowledge).items():
            for slug in {slug for slug, _ in levels}:
                found.setdefault(slug, []).append(self.outcome.permitted(rung))
        return [either(levels) for levels in found.values()]

    def _regions(self) -> list[Formula]:
        def works(region: str) -> Iterator[Rung]:
            return (rung for rung in rungs(self.knowledge) if region in rung.regions)

        return [either(self.outcome.permitted(rung) for rung in works(region)) for region in self.knowledge.regions]

    def _no_history(self, stage: str | None) -> Formula:
        """Return that she has no history but what makes the stage, no sign, and took no test."""
        reader, sheet = self.outcome.reader, self.outcome.sheet
        own = reader.roots(Holds(stage)) if stage else frozenset()
        quiet = [TRUE if stage is None else reader.fact(stage).true]
        for question in self.knowledge.questions.values():
            if question.measured:
                quiet.append(no(sheet.says[question.id]))
            elif question.id not in own and (question.id, "none") in sheet.ticks and question.gravity == "ticks":
                quiet.append(either((no(sheet.says[question.id]), sheet.ticks[question.id, "none"])))
        return both(quiet)
