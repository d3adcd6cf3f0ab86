"""What all handouts are made of: a result, its date and country, and nothing that she told in private."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from ..knowledge import Knowledge
from ..model import Country
from ..person import Person
from ..results import Assessment, Fated, Prescribed, Reason, RedFlag
from ..stages import explanation
from ..trace import PRIVATE_RULE, VEIL
from .words import HandoutWords, read


@dataclass(frozen=True)
class Case:
    """A result to hand out; `whole` is as it was assessed, `shown` is without what is private."""

    whole: Assessment
    date: date
    country: Country
    leave_out: tuple[str, ...] = ()

    @property
    def person(self) -> Person:
        """The person as read."""
        return self.whole.facts.person

    @property
    def knowledge(self) -> Knowledge:
        """The knowledge by which it was assessed."""
        return self.person.knowledge

    @property
    def words(self) -> HandoutWords:
        """The words of the handouts."""
        return self.knowledge.derived(read)

    @property
    def day(self) -> str:
        """The date in words."""
        return f"{self.date.day} {self.date:%B} {self.date.year}"

    @cached_property
    def shown(self) -> Assessment:
        """The result without what a private answer did, but for the urgency and the plan themselves."""
        return _public(self.whole, _private_rules(self.knowledge))

    @property
    def acts_in_private(self) -> bool:
        """Whether a private answer acted."""
        return any(flag.private for flag in self.whole.triage.red_flags)

    @property
    def door(self) -> RedFlag | None:
        """The sign that says where to go: the gravest, if it may be told and does say so."""
        worst = next(iter(self.shown.triage.red_flags), None)
        urgent = worst is not None and worst.disposition == self.whole.triage.disposition != "not_known_yet"
        return worst if urgent else None


def named(item: Prescribed) -> str:
    """Return a prescribed level by its title, with its exercise if that is called otherwise."""
    return item.title if item.title.lower() == item.name.lower() else f"{item.title} ({item.name})"


def _private_rules(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(rule.id for rule in knowledge.triage if rule.private)


def _public(result: Assessment, private: frozenset[str]) -> Assessment:
    """Return the result with its private signs left out, its private reasons veiled, and explained anew."""
    triage = replace(result.triage, red_flags=tuple(x for x in result.triage.red_flags if not x.private))
    levels = replace(result.levels, caps=_veiled(result.levels.caps, private))
    chosen = tuple(_prescribed(item, private) for item in result.programme.chosen)
    others = tuple(_fated(item, private) for item in result.programme.others)
    programme = replace(result.programme, chosen=chosen, others=others)
    facts, knowledge = result.facts, result.facts.person.knowledge
    words = explanation.run(facts, triage, result.patterns, result.ranking, levels, programme, knowledge)
    return replace(result, triage=triage, levels=levels, programme=programme, explanation=words)


def _prescribed(item: Prescribed, private: frozenset[str]) -> Prescribed:
    return replace(item, held_by=_veiled(item.held_by, private), dose_notes=_veiled(item.dose_notes, private))


def _fated(item: Fated, private: frozenset[str]) -> Fated:
    return replace(item, reasons=_veiled(item.reasons, private))


def _veiled(reasons: Iterable[Reason], private: frozenset[str]) -> tuple[Reason, ...]:
    return tuple(_veil(x) if x.rule in private else x for x in reasons)


def _veil(reason: Reason) -> Reason:
    return Reason(PRIVATE_RULE, VEIL, reason.truth, demand_at_most=reason.demand_at_most)
