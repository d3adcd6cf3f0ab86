"""The prover: a law is a list of cases, each says what must never come true; the solver looks for whom it does."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import z3

from .sheet import Sheet
from .truths import Formula, no


class Case(NamedTuple):
    """One case of a law: whom it is about, and what must not be true of her; `sheets` show the counterexample.

    `may_be_empty`: that nobody is meant is no fault (an optional sign is never unknown).
    """

    name: str
    premise: Formula
    never: Formula
    sheets: tuple[Sheet, ...]
    may_be_empty: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A case that does not hold: the answers of a person (or two) of whom the forbidden thing is true."""

    case: str
    answers: tuple[Mapping[str, Any], ...]

    def as_files(self) -> str:
        """Return the answers as files that `python -m engine assess -` reads, one a line."""
        return "\n".join(json.dumps(answers, ensure_ascii=False) for answers in self.answers)


@dataclass(slots=True)
class Verdict:
    """What came of a law: the cases proved, those with a witness that their premise can be met, and what failed."""

    law: str
    proved: int = 0
    witnessed: int = 0
    empty: list[str] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every case holds and none is empty talk (a premise that nobody can meet)."""
        return not self.failures and not self.empty

    @property
    def cases(self) -> int:
        """How many cases the law covers."""
        return self.proved + len(self.failures)


class Prover:
    """A solver that knows what answers are possible."""

    def __init__(self, possible: Iterable[Formula]) -> None:
        self.solver = z3.Solver()
        self.solver.add(*possible)
        self._named: dict[int, tuple[Formula, Formula]] = {}
        self._met: dict[int, bool] = {}

    def define(self, name: str, formula: Formula) -> Formula:
        """Return a short name for a formula, to be used where it is wanted true: it is handed to the solver once."""
        label = z3.Bool(f"name of {name}")
        self.solver.add(z3.Implies(label, formula))
        return label

    def model(self, *formulas: Formula) -> z3.ModelRef | None:
        """Return a model in which all formulas are true, or None if there is none; the solver then forgets them.

        Raises:
            RuntimeError: the solver gave up, which proves nothing.
        """
        self.solver.push()
        try:
            self.solver.add(*formulas)
            return self._found()
        finally:
            self.solver.pop()

    def _model_of_named(self, *formulas: Formula) -> z3.ModelRef | None:
        """Return the same; the solver keeps them and what it learnt, for the cases of a law have much in common."""
        return self._found(*map(self._name, formulas))

    def _found(self, *assumed: Formula) -> z3.ModelRef | None:
        result = self.solver.check(*assumed)
        if result == z3.unknown:
            raise RuntimeError(f"the solver gave up: {self.solver.reason_unknown()}")
        return self.solver.model() if result == z3.sat else None

    def _name(self, formula: Formula) -> Formula:
        key = formula.get_id()
        if key not in self._named:  # with the formula itself, so that its number is not given away
            self._named[key] = (formula, self.define(str(len(self._named)), formula))
        return self._named[key][1]

    def prove(self, law: str, cases: Iterable[Case]) -> Verdict:
        """Prove every case of a law."""
        verdict = Verdict(law)
        for case in cases:
            found = self._model_of_named(case.premise, case.never)
            if found is not None:
                answers = tuple(sheet.answers(found) for sheet in case.sheets)
                verdict.failures.append(Failure(case.name, answers))
                continue
            verdict.proved += 1
            if self._can_be_met(case.premise):
                verdict.witnessed += 1
            elif case.may_be_empty:
                verdict.notes.append(f"nobody is meant: {case.name}")
            else:
                verdict.empty.append(case.name)
        return verdict

    def _can_be_met(self, premise: Formula) -> bool:
        key = self._name(premise).get_id()
        if key not in self._met:
            self._met[key] = self._model_of_named(premise) is not None
        return self._met[key]

    def impossible(self, wanted: Mapping[str, Formula]) -> Iterator[str]:
        """Yield the names of the formulas that nobody can make true."""
        for name, formula in wanted.items():
            if self.model(formula) is None:
                yield name


def implies(name: str, premise: Formula, claim: Formula, *sheets: Sheet) -> Case:
    """Return the case that a claim is true wherever its premise is."""
    return Case(name, premise, no(claim), sheets)
