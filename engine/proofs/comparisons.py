"""Laws about two people whose answers differ in one respect: graver, better known, or mirrored."""

from collections.abc import Iterator
from itertools import pairwise

from ..condition import Condition
from ..model import Question
from ..truth import NOT_SURE
from .outcome import Outcome, Rung, rungs
from .prover import Case, Prover
from .reader import Reader
from .sheet import Sheet
from .truths import FALSE, Formula, Pair, both, differ, either, no


class Two:
    """Two possible people and what data/ makes of each; `prover` knows both."""

    def __init__(self, one: Outcome, other: Outcome, prover: Prover) -> None:
        self.one, self.other = one, other
        self.prover = prover
        self.questions = one.knowledge.questions
        self.sheets = (one.sheet, other.sheet)

    # --------------------------------------------------- graver is never milder
    def graver(self) -> Iterator[Case]:
        """A graver answer or one more tick never lowers the disposition, opens plan or region, or raises a cap."""
        known = (*self._as_asked(self.one), *self._as_asked(self.other), *self._follow_ups())
        as_asked = self.prover.define("both answer what they are asked", both(known))
        milder = self._milder()
        alike = {q.id: self.prover.define(f"{q.id} answered alike", self._alike(q)) for q in self.questions.values()}
        for question in self.questions.values():
            if question.gravity:
                others = [label for name, label in alike.items() if name != question.id]
                for name, step in self._steps(question):
                    yield Case(name, both((as_asked, *others, step)), milder, self.sheets)

    def _as_asked(self, outcome: Outcome) -> Iterator[Formula]:
        """Yield that every question asked is answered, that no test is ruled out, and that nothing else is answered."""
        yield outcome.complete
        for question in self.questions.values():
            asked = outcome.reader.asked(question.id)
            wanted = asked.true if question.measured else asked.live
            said = either((outcome.sheet.says[question.id], outcome.sheet.unsure[question.id]))
            yield either((no(said), wanted))

    def _follow_ups(self) -> Iterator[Formula]:
        """Yield that what is asked only of the second person is answered in the gravest way, where there is one."""
        for question in self.questions.values():
            if isinstance(question.gravity, tuple):
                gravest = [self.other.sheet.ticks[question.id, option] for option in _rank(question.gravity[-1])]
                yield either((self.one.sheet.says[question.id], no(self.other.sheet.says[question.id]), *gravest))

    def _alike(self, question: Question) -> Formula:
        """Return that two people answer a question alike, or it is asked of one of them only."""
        same = self.one.sheet.same(self.other.sheet, question.id)
        if question.measured:
            return same
        moot = (outcome.reader.asked(question.id).false for outcome in (self.one, self.other))
        return either((same, *moot))

    def _steps(self, question: Question) -> Iterator[tuple[str, Formula]]:
        """Yield each step from an answer to a graver one."""
        given = both((self.one.reader.answered(question.id), self.other.reader.answered(question.id)))
        if question.gravity == "ticks":
            options = (option for option in question.choices if option != "none")
            pairs = [(self.one.sheet.ticks[question.id, x], self.other.sheet.ticks[question.id, x]) for x in options]
            more = both(either((no(fewer), ticked)) for fewer, ticked in pairs)
            yield f"{question.id}: one more tick", both((given, more))
        elif isinstance(question.gravity, tuple):
            for mild, grave in pairwise(question.gravity):
                one = either(self.one.sheet.ticks[question.id, option] for option in _rank(mild))
                other = either(self.other.sheet.ticks[question.id, option] for option in _rank(grave))
                name = f"{question.id}: {' or '.join(_rank(mild))} to {' or '.join(_rank(grave))}"
                yield name, both((given, one, other))
        else:
            mine, theirs = (outcome.sheet.numbers[question.id] for outcome in (self.one, self.other))
            rises = mine < theirs if question.gravity == "rising" else mine > theirs
            yield f"{question.id}: {question.gravity}", both((given, rises))

    def _milder(self) -> Formula:
        """Return that the second person is treated more mildly in some respect."""
        one, other = self.one, self.other
        knowledge = one.knowledge
        opened = (both((one.closed_region(name), no(other.closed_region(name)))) for name in knowledge.regions)
        raised = (both((one.plan_cap(n), no(other.plan_cap(n)))) for n in range(5))
        lowered = (both((one.urgent(word), no(other.urgent(word)))) for word in knowledge.severity)
        return either(
            (
                *lowered,
                both((one.closed, no(other.closed))),
                both((no(other.closed), either((*opened, *raised)))),
            )
        )

    def more_pain(self) -> Iterator[Case]:
        """More pain raises no cap and permits no level, also when it rules out a test that she has done."""
        one, other = self.one, self.other
        for question in self.questions.values():
            if question.type != "scale_0_10" or question.gravity != "rising" or question.measured:
                continue
            [(_, worse)] = self._steps(question)
            premise = both((self._strictly_alike({question.id}), worse))
            for demand, levels in self._by_demand():
                more = either(both((other.offered(rung), no(one.offered(rung)))) for rung in levels)
                yield Case(f"{question.id}: a level of demand {demand}", premise, more, self.sheets)
            for n in range(5):
                raised = both((no(other.closed), one.plan_cap(n), no(other.plan_cap(n))))
                yield Case(f"{question.id}: a cap of {n}", premise, raised, self.sheets)

    def _by_demand(self) -> Iterator[tuple[int, list[Rung]]]:
        library = list(rungs(self.one.knowledge))
        for demand in sorted({rung.demand for rung in library}):
            yield demand, [rung for rung in library if rung.demand == demand]

    def _strictly_alike(self, but: set[str]) -> Formula:
        names = (name for name in self.questions if name not in but)
        return both(self.one.sheet.same(self.other.sheet, name) for name in names)

    # ------------------------------------------------- knowing more only opens
    def knowing_more(self) -> Iterator[Case]:
        """What the fuller answers exclude is excluded without them too, and their caps are no lower."""
        one, other = self.one, self.other
        completed = (self._completes(question) for question in self.questions.values())
        premise = both((*self._shown(one), *completed))
        yield Case("the plan", premise, both((no(one.closed), other.closed)), self.sheets)
        for region in one.knowledge.regions:
            worse = both((no(one.closed), other.closed_region(region), no(one.closed_region(region))))
            yield Case(f"region {region}", premise, worse, self.sheets)
        for prop in one.knowledge.properties:
            worse = both((no(one.closed), other.out(prop), no(one.out(prop))))
            yield Case(f"movements: {prop}", premise, worse, self.sheets)
        for demand, levels in self._by_demand():
            worse = either(both((one.offered(rung), no(other.offered(rung)))) for rung in levels)
            yield Case(f"a level of demand {demand}", premise, worse, self.sheets)

    def _shown(self, outcome: Outcome) -> Iterator[Formula]:
        """Yield that she answers only what the check shows her: what is asked, or would be but for a 'not sure'."""
        for question in self.questions.values():
            if question.enable_when is not None and not question.measured:
                doubtful = outcome.favourable.truth(question.enable_when).live
                shown = both((outcome.reader.asked(question.id).live, doubtful))
                yield either((no(outcome.sheet.says[question.id]), shown))

    def _completes(self, question: Question) -> Formula:
        """Return that the second person answers alike, or answers what the first left open or was not sure of."""
        same = self.one.sheet.same(self.other.sheet, question.id)
        if question.skippable:
            return same
        unsaid = no(self.one.sheet.says[question.id])
        return either((same, unsaid, self._settles(question)))

    def _settles(self, question: Question) -> Formula:
        """Return that the second person settles a list in which the first ticked 'not sure'."""
        mine, theirs = self.sheets
        doubt = mine.ticks.get((question.id, NOT_SURE), FALSE)
        if doubt.eq(FALSE):
            return FALSE
        kept = (either((no(mine.ticks[question.id, x]), theirs.ticks[question.id, x])) for x in question.choices)
        return both((doubt, theirs.says[question.id], no(theirs.ticks[question.id, NOT_SURE]), *kept))


def _rank(step: str | tuple[str, ...]) -> tuple[str, ...]:
    return (step,) if isinstance(step, str) else step


# ------------------------------------------------------------------------ sides
SIDES = {"left": "right", "right": "left"}


def mirrored(sheet: Sheet) -> Sheet:
    """Return the answers of her mirror image: left and right exchanged in every question and option."""
    image = Sheet(sheet.knowledge, shares=sheet)
    for question in sheet.knowledge.questions.values():
        source = _other_side(question.id, sheet.knowledge.questions)
        image.says[question.id], image.unsure[question.id] = sheet.says[source], sheet.unsure[source]
        if question.is_number:
            image.numbers[question.id] = sheet.numbers[source]
        for key in [key for key in sheet.ticks if key[0] == question.id]:
            image.ticks[key] = sheet.ticks[source, _other_option(key[1], question)]
    return image


def _other_side(name: str, known: object) -> str:
    swapped = "_".join(SIDES.get(word, word) for word in name.split("_"))
    return swapped if swapped in known else name  # type: ignore[operator]


def _other_option(option: str, question: Question) -> str:
    if option in SIDES:
        return SIDES[option]
    for here, there in (("_l", "_r"), ("_r", "_l")):
        if option.endswith(here) and option.removesuffix(here) + there in question.choices:
            return option.removesuffix(here) + there
    return option


def sides(outcome: Outcome) -> Iterator[Case]:
    """Every rule and entry is as true of her mirror image as of her."""
    image = Reader(mirrored(outcome.sheet), outcome.knowledge.facts)
    for rule in outcome.knowledge.rules.values():
        yield _same_truth(rule.id, rule.when, outcome, image)
    for fact in outcome.knowledge.facts.values():
        if not fact.has_value:
            yield _same(fact.id, outcome.reader.fact(fact.id), image.fact(fact.id), outcome)


def _same_truth(name: str, tree: Condition, outcome: Outcome, image: Reader) -> Case:
    return _same(name, outcome.reader.truth(tree), image.truth(tree), outcome)


def _same(name: str, here: Pair, there: Pair, outcome: Outcome) -> Case:
    differs = either(differ(a, b) for a, b in ((here.true, there.true), (here.false, there.false)))
    return Case(name, no(FALSE), differs, (outcome.sheet,))
