"""The law that data/ means what the fact base means: facts and rules are true of exactly the people their rows say."""

from collections.abc import Iterator, Mapping

from ..condition import Condition
from ..model import Rule
from .laws import One
from .prover import Case
from .truths import TRUE, Pair, differ, either


def same_meaning(one: One) -> Iterator[Case]:
    """Every fact, and every rule with a row of its own, is true, false and unknown of the same people as its row."""
    knowledge, expected = one.outcome.knowledge, one.expected
    for name, fact in expected.facts.items():
        if not fact.has_value:
            yield _case(one, f"fact {name}", one.outcome.reader.fact(name), one.reader.fact(name))
    departures = {item.id for item in knowledge.exceptions.meaning}
    for rule in knowledge.rules.values():
        if rule.ref in expected.conditions and rule.id not in departures:
            yield _of_rule(one, rule, expected.conditions)


def _of_rule(one: One, rule: Rule, conditions: Mapping[str, Condition]) -> Case:
    here, there = one.outcome.reader.truth(rule.when), one.reader.truth(conditions[rule.ref])
    return _case(one, f"rule {rule.id} ({rule.ref})", here, there)


def _case(one: One, name: str, here: Pair, there: Pair) -> Case:
    differs = either(differ(a, b) for a, b in zip(here, there, strict=True))
    return Case(name, TRUE, differs, (one.outcome.sheet,))
