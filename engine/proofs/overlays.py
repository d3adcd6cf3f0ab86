"""The laws of safety over every possible person, for rules that an overlay has changed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from ..knowledge import EXPECTED, Knowledge
from ..model import DoseRule, ExclusionRule, LevelRule, PatternRule, RankingRule, Rule, TriageRule
from ..overlays import BrokenLaw, Overlay, with_overlay
from ..overlays.file import Change, Lower, Raise, Remove, Veto
from .expected import read
from .prove import Law, about_one, about_two
from .prover import Verdict

ON_MOVEMENT = ("never", "caps", "starts", "graver", "more_pain", "knowing_more", "skipping", "left")
ALL = ("red_flags", "support", "no_false_alarm", "total", *ON_MOVEMENT)
TOUCHED: dict[type[Change], tuple[str, ...]] = {
    Lower: ("more_pain", "knowing_more", "left"),
    Remove: ("more_pain", "knowing_more", "skipping", "left"),
    Raise: ("never", "caps", "starts", "more_pain", "knowing_more"),
}
"""The laws that a change can break. Adding, swapping and doses only choose among levels that may be a start (`assess`
refuses any other), so they can break none; the laws on meaning, on life and on sides speak of data/ itself."""
VETOED: dict[type[Rule], tuple[str, ...]] = {
    TriageRule: ALL,
    ExclusionRule: ON_MOVEMENT,
    LevelRule: ON_MOVEMENT,
    RankingRule: (),
    PatternRule: (),
    DoseRule: (),
}
"""The laws that a veto can break, by the kind of rule; a fact or a verdict may matter to all of them."""
WHOLE = frozenset(("left",))
"""The laws that speak of the whole library."""
COMPARING = frozenset(("graver", "more_pain", "knowing_more", "skipping"))
"""The laws that compare two people."""


def laws_touched(overlay: Overlay, knowledge: Knowledge) -> frozenset[str]:
    """Return the laws that the changes of an overlay can break."""
    return frozenset(law for change in overlay.changes for law in _laws_of(change, knowledge))


def _laws_of(change: Change, knowledge: Knowledge) -> tuple[str, ...]:
    if not isinstance(change, Veto):
        return TOUCHED.get(type(change), ())
    rule = knowledge.rules.get(change.rule)
    return ALL if rule is None else VETOED[type(rule)]


def prove_overlay(
    knowledge: Knowledge, overlay: Overlay, expected: Path = EXPECTED, only: str | None = None
) -> tuple[BrokenLaw, ...]:
    """Prove every law that an overlay can break; return those that it does, each with the answers that show it.

    With `only`, one law, by its id.

    Raises:
        FileNotFoundError: the independent side is not there.
        RuntimeError: the solver gave up on a case.
    """
    wanted, against = laws_touched(overlay, knowledge), read(expected)
    wanted = wanted if only is None else wanted & {only}
    changed = with_overlay(knowledge, overlay)
    part = changed if any(isinstance(x, Veto) for x in overlay.changes) else _touched(changed, overlay)
    laws: dict[str, Law] = {}
    laws |= about_one(changed, against) if WHOLE & wanted else {}
    if wanted - WHOLE - COMPARING:
        laws |= {name: law for name, law in about_one(part, against).items() if name not in WHOLE}
    laws |= about_two(part, against) if COMPARING & wanted else {}
    verdicts = (laws[law.id]() for law in knowledge.laws if law.id in wanted)
    return tuple(broken for verdict in verdicts for broken in _broken(verdict))


def _touched(changed: Knowledge, overlay: Overlay) -> Knowledge:
    """Return the rules with the exercises that the changes name: of the others `make` has proved the same already."""
    named = {getattr(change, "exercise", "") for change in overlay.changes}
    kept = {slug: exercise for slug, exercise in changed.exercises.items() if slug in named}
    return replace(changed, exercises=MappingProxyType(kept))


def _broken(verdict: Verdict) -> Iterator[BrokenLaw]:
    """Yield what breaks a law; a case of which nobody is left is one too, without anybody to show."""
    for failure in verdict.failures:
        yield BrokenLaw(verdict.law, failure.answers, failure.case)
    yield from (BrokenLaw(verdict.law, (), f"nobody is meant any more: {name}") for name in verdict.empty)
