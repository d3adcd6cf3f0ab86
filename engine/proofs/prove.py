"""Proving every law, on two processes: one for the laws about one person, one for those that compare two."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ..knowledge import Knowledge, load
from .comparisons import Two, sides
from .expected import Expected, read
from .laws import One
from .life import Life
from .meaning import same_meaning
from .outcome import Outcome
from .prover import Case, Prover, Verdict
from .sheet import Sheet
from .skipping import Skipping

Law = Callable[[], Verdict]


@dataclass(frozen=True, slots=True)
class Proofs:
    """What came of every law, in the order of data/laws.yaml, and how many sets of answers they cover."""

    verdicts: tuple[Verdict, ...]
    digits: int

    @property
    def hold(self) -> bool:
        """Whether every law holds."""
        return all(verdict.holds for verdict in self.verdicts)

    def counts(self) -> dict[str, int]:
        """Return how many cases each law covers."""
        return {verdict.law: verdict.cases for verdict in self.verdicts}


def prove(data: Path, expected: Path, only: str | None = None) -> Proofs:
    """Prove every law, or one, for a data folder against the independent side.

    Raises:
        SourceError: the data folder is not sound.
        FileNotFoundError: the independent side is not there.
        RuntimeError: the solver gave up on a case.
    """
    knowledge, against = load(data), read(expected)
    if only is None:
        with ProcessPoolExecutor(max_workers=2) as pool:
            tasks = [pool.submit(_part, name, data, expected) for name in PARTS]
            found = {verdict.law: verdict for task in tasks for verdict in task.result()}
    else:
        laws = every_law(knowledge, against)
        found = {only: laws[only]()} if only in laws else {}
    ordered = tuple(found[law.id] for law in knowledge.laws if law.id in found)
    return Proofs(ordered, len(str(Sheet(knowledge).size())))


def _part(name: str, data: Path, expected: Path) -> list[Verdict]:
    return [law() for law in PARTS[name](load(data), read(expected)).values()]


def every_law(knowledge: Knowledge, expected: Expected) -> dict[str, Law]:
    """Return every law, by id."""
    return {law_id: law for find in PARTS.values() for law_id, law in find(knowledge, expected).items()}


def about_one(knowledge: Knowledge, expected: Expected) -> dict[str, Law]:
    """Return the laws about one person, by id."""
    outcome = Outcome(Sheet(knowledge), knowledge)
    prover = Prover([outcome.consistent])
    one, life = One(outcome, expected), Life(outcome, knowledge.exceptions)
    cases: dict[str, Callable[[], Iterable[Case]]] = {
        "meaning": lambda: same_meaning(one),
        "red_flags": one.red_flags,
        "support": one.support,
        "never": one.never,
        "caps": one.caps,
        "starts": one.starts,
        "no_false_alarm": one.no_false_alarm,
        "total": one.total,
        "sides": lambda: sides(outcome),
        "left": life.nobody_left_with_nothing,
    }
    return _laws(prover, cases) | {"alive": lambda: _alive(life, Prover([outcome.consistent]))}


def about_two(knowledge: Knowledge, expected: Expected) -> dict[str, Law]:
    """Return the laws that compare two people, by id; they need no independent side."""
    one, other = (Outcome(Sheet(knowledge, f"{name}: "), knowledge) for name in ("one", "two"))
    prover = Prover([one.consistent, other.consistent])
    two = Two(one, other, prover)
    skipping = Skipping(one, other)
    return _laws(
        prover,
        {
            "graver": two.graver,
            "more_pain": two.more_pain,
            "knowing_more": two.knowing_more,
            "skipping": skipping.cases,
        },
    )


def _laws(prover: Prover, cases: Mapping[str, Callable[[], Iterable[Case]]]) -> dict[str, Law]:
    return {name: partial(_proved, prover, name, find) for name, find in cases.items()}


def _proved(prover: Prover, name: str, find: Callable[[], Iterable[Case]]) -> Verdict:
    return prover.prove(name, find())


def _alive(life: Life, prover: Prover) -> Verdict:
    """Return that nothing in data/ is dead; shadowed rules and opposed verdicts are told, not refused."""
    wanted = life.wanted()
    dead = list(prover.impossible(wanted))
    living = len(wanted) - len(dead)
    notes = [f"never adds anything: {rule}" for rule in life.shadowed(prover)]
    notes += [f"opposed: {pair}" for pair in life.opposed(prover)]
    return Verdict("alive", proved=living, witnessed=living, empty=dead, notes=notes)


PARTS = {"one": about_one, "two": about_two}
