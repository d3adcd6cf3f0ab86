"""The law of the interview: a question on which nothing open rests can change neither urgency nor what is out."""

from collections.abc import Iterator

from ..condition import Condition, Holds
from ..model import Question
from .outcome import Outcome
from .prover import Case
from .reader import Reader
from .truths import Formula, both, either, no


class PendingReader(Reader):
    """Reads what was not said as unknown, also where leaving it out would count as not applicable.

    So the interview reads questions that were not put to her yet (`Outlook.person` in `engine/usefulness.py`).
    """

    def not_applicable(self, name: str) -> Formula:
        """Return when a question is not asked of her."""
        return both((no(self.ruled_out(name)), self.asked(name).false))


class Skipping:
    """One person in the middle of the check, before any self-test, and the same person after further answers."""

    def __init__(self, one: Outcome, other: Outcome) -> None:
        self.one, self.other = one, other
        self.pending = PendingReader(one.sheet, one.knowledge.facts)

    def cases(self) -> Iterator[Case]:
        """Yield that what decides urgency or exclusion, once it is known, stays so whatever is answered next."""
        questions = self.one.knowledge.questions.values()
        premise = both(both(self._answered_further(x)) for x in questions)
        sheets = (self.one.sheet, self.other.sheet)
        for name, tree in self._deciding():
            yield Case(name, premise, self._changes(tree), sheets)

    def _deciding(self) -> Iterator[tuple[str, Condition]]:
        knowledge = self.one.knowledge
        yield from ((rule.id, rule.when) for rule in knowledge.triage)
        yield from ((rule.id, rule.when) for rule in knowledge.exclusions if rule.do == "exclude")
        yield from ((stage, Holds(stage)) for stage in knowledge.vocabulary.strict_stages)

    def _changes(self, tree: Condition) -> Formula:
        before, after = self.pending.truth(tree), self.other.reader.truth(tree)
        return either((both((before.true, no(after.true))), both((before.false, no(after.false)))))

    def _answered_further(self, question: Question) -> Iterator[Formula]:
        """Yield that she has said no more than the check shows, and that what she has said stays said."""
        mine, theirs = self.one.sheet, self.other.sheet
        silent = both((no(mine.says[question.id]), no(mine.unsure[question.id])))
        if question.measured:
            yield from (no(mine.says[question.id]), no(theirs.says[question.id]))
        elif question.enable_when is not None:
            yield either((no(mine.says[question.id]), self.pending.asked(question.id).true))
        yield either((mine.same(theirs, question.id), silent))
