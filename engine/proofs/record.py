"""What came of the proofs: as text, and as the record that the about page shows."""

import json
from collections.abc import Iterator
from pathlib import Path

from ..knowledge import Knowledge
from ..source import Problem
from .prove import Proofs
from .prover import Verdict

FILE = "proofs.yaml"
HEAD = "# Written by `python -m engine prove --record`; the about page shows it.\n"


def as_text(proofs: Proofs, knowledge: Knowledge, notes: bool = False) -> str:
    """Return every law with its cases and witnesses, and for what fails the answers that show it."""
    titles = {law.id: law.title for law in knowledge.laws}
    lines = [line for verdict in proofs.verdicts for line in _law(verdict, titles[verdict.law], notes)]
    return "\n".join((*lines, f"Over every one of some 10^{proofs.digits - 1} sets of answers."))


def _law(verdict: Verdict, title: str, notes: bool) -> Iterator[str]:
    word = "holds" if verdict.holds else "FAILS"
    yield f"{word}  {verdict.law}: {title} ({verdict.cases} cases, {verdict.witnessed} with a witness)"
    for failure in verdict.failures:
        yield f"  {failure.case}; python -m engine assess - reads a counterexample:"
        yield from (f"  {line}" for line in failure.as_files().splitlines())
    yield from (f"  nobody is meant: {name}" for name in verdict.empty)
    yield from (f"  {note}" for note in verdict.notes if notes)


def write(proofs: Proofs, data: Path) -> None:
    """Write the record into a data folder."""
    body = {"digits": proofs.digits, "cases": proofs.counts()}
    lines = (f"{key}: {json.dumps(value)}" for key, value in body.items())
    (data / FILE).write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


def stale(proofs: Proofs, knowledge: Knowledge) -> list[Problem]:
    """Return a problem if the record does not say what was proved."""
    record = knowledge.proofs
    fresh = record.digits == proofs.digits and dict(record.cases) == proofs.counts()
    message = "does not say what was proved: run `python -m engine prove --record`"
    return [] if fresh else [Problem(f"{knowledge.root.name}/{FILE}", message)]
