"""The shape of an overlay file: who disagrees, with what, why, and a case that shows it."""

from typing import Annotated, ClassVar, Literal, TypeAlias

from pydantic import AfterValidator, Field

from ..condition import EVERYBODY, Condition
from ..model import Confidence, Demand, Dose, DoseChange, Entry, Expectation, Person, RuleId, When

VERSION = 1
CONFIDENCE: Confidence = "low"


def _one_line(text: str) -> str:
    if not text.isprintable():
        raise ValueError("wants one line of plain text, without line breaks or hidden characters")
    return text.strip()


Line = Annotated[str, Field(min_length=3, max_length=600), AfterValidator(_one_line)]
Name = Annotated[str, Field(min_length=3, max_length=120), AfterValidator(_one_line)]
Day = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")]


class Change(Entry):
    """One change: what to do, of whom it holds (of everybody, if it does not say), why, and on whose word."""

    does: ClassVar[str]
    when: When | None = None
    because: Line
    sources: tuple[str, ...] = ()

    @property
    def condition(self) -> Condition:
        """Of whom it holds."""
        return EVERYBODY if self.when is None else self.when


class Swap(Change):
    """Give one exercise in place of another, wherever both could be given."""

    does = "swap"
    do: Literal["swap"]
    exercise: RuleId
    for_: Annotated[RuleId, Field(alias="with")]


class Lower(Change):
    """Start an exercise no higher than at a level: one more cap."""

    does = "lower"
    do: Literal["lower"]
    exercise: RuleId
    level: RuleId


class Raise(Change):
    """Let an exercise start as high as a level, by setting aside the caps that are named, and no others."""

    does = "raise"
    do: Literal["raise"]
    exercise: RuleId
    level: RuleId
    past: Annotated[tuple[RuleId, ...], Field(min_length=1)]


class Remove(Change):
    """Do not give an exercise."""

    does = "remove"
    do: Literal["remove"]
    exercise: RuleId


class Add(Change):
    """Put an exercise first, wherever it may be given."""

    does = "add"
    do: Literal["add"]
    exercise: RuleId


class ChangeDose(Change):
    """Give another dose of an exercise, at one level or at all."""

    does = "dose"
    do: Literal["dose"]
    exercise: RuleId
    level: RuleId | None = None
    dose: DoseChange


class Veto(Change):
    """Take a rule out."""

    does = "veto"
    do: Literal["veto"]
    rule: Name


AnyChange: TypeAlias = Swap | Lower | Raise | Remove | Add | ChangeDose | Veto
KINDS: dict[str, type[AnyChange]] = {kind.does: kind for kind in (Swap, Lower, Raise, Remove, Add, ChangeDose, Veto)}


class PlannedExercise(Entry):
    """One exercise of a plan: at which level, and in what dose."""

    exercise: RuleId
    level: RuleId
    dose: Dose


class CaseExpectation(Expectation):
    """What a case demands of the result; `programme` is the whole plan, in its order."""

    demand_at_most: Demand | None = None
    programme: tuple[PlannedExercise, ...] | None = None


class Case(Person):
    """A whole person on whom the changes show, as in data/people."""

    expect: CaseExpectation


class Overlay(Entry):
    """A professional's changes to the rules, with their reasons and their cases."""

    overlay: Literal[1]
    title: Name
    author: Name
    date: Day
    because: Line | None = None
    changes: Annotated[tuple[Annotated[AnyChange, Field(discriminator="do")], ...], Field(min_length=1, max_length=50)]
    cases: Annotated[tuple[Case, ...], Field(max_length=20)] = ()

    def rule_id(self, change: Change) -> str:
        """Return the id under which a change is recorded, such as 'overlay-2-lower'."""
        return f"overlay-{self.changes.index(change) + 1}-{change.does}"


FIRST_LINES = """\
# An overlay: changes that one professional would make to the rules of Plumbline, each with its reason.
# Nobody is advised by it until it was reviewed. Try it: python -m engine overlay FILE --prove
# do: swap (with), lower (to a level), raise (to a level, past named caps), remove, add, dose, veto (a rule).
# when: of whom it holds; without it, of everybody. cases: people on whom it shows, with what is to come out.
"""
