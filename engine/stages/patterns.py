"""Patterns: features in common with, never a diagnosis; required finding first, then strong, moderate, weak."""

from collections.abc import Iterable

from ..knowledge import Knowledge
from ..model import Pattern, PatternRule
from ..person import Person
from ..results import Decision, Evidence, Facts, Likelihood, PatternResult, Patterns, Record, of_adjustments
from ..truth import Truth, k_all

ORDER: dict[Likelihood, int] = {"likely": 0, "possible": 1, "unlikely": 2, "not_assessed": 3}


def run(facts: Facts, knowledge: Knowledge) -> Patterns:
    """Return every pattern with its evidence for and against, and what would settle it."""
    person = facts.person
    truths = {rule.id: person.truth(rule.when) for rule in knowledge.findings}
    results = [_result(pattern, truths, person, knowledge) for pattern in knowledge.patterns.values()]
    return Patterns(
        results=tuple(
            sorted(results, key=lambda x: (ORDER[x.likelihood], not x.aim, -_balance(x.evidence), x.pattern))
        ),
        decisions=Record(
            lambda: (
                *(_decision(rule, truths[rule.id], person) for rule in knowledge.findings if truths[rule.id]),
                *of_adjustments("patterns", person),
            )
        ),
    )


def _result(pattern: Pattern, truths: dict[str, Truth], person: Person, knowledge: Knowledge) -> PatternResult:
    rules = knowledge.findings_by_pattern[pattern.id]
    evidence = tuple(_weigh([rule for rule in rules if truths[rule.id] is True], knowledge))
    required = k_all(truths[rule.id] for rule in rules if rule.required)
    return PatternResult(
        pattern=pattern.id,
        name=pattern.name,
        likelihood=likelihood(evidence, required),
        aim=pattern.told is not None and pattern.told in person.chosen("patterns_told"),
        evidence=evidence,
        would_settle=_would_settle(rules, evidence, person),
        caveat=pattern.caveat,
    )


def _weigh(rules: list[PatternRule], knowledge: Knowledge) -> Iterable[Evidence]:
    """Yield the findings, gravest first; cues of the same test count once in each direction."""
    points = {str(word): weight for word, weight in knowledge.vocabulary.evidence_weights.items()} | {"none": 0}
    counted: set[tuple[str, str]] = set()
    for rule in sorted(rules, key=lambda rule: (-points[rule.weight], rule.id)):
        key = (rule.direction, rule.test or rule.id)
        counts = key not in counted
        counted.add(key)
        yield Evidence(
            rule.id,
            rule.direction,
            rule.weight,
            rule.because,
            counts,
            points[rule.weight] if counts else 0,
            rule.sources,
        )


def likelihood(evidence: Iterable[Evidence], required: Truth) -> Likelihood:
    """Return how well the evidence fits, by the rule of the design (strong, moderate, weak; see DECISIONS)."""
    counted = [x for x in evidence if x.counts]
    return weigh(tuple((x.direction, x.weight) for x in counted), _balance(counted), required)


def weigh(counted: tuple[tuple[str, str], ...], balance: int, required: Truth) -> Likelihood:
    """Return how well findings fit: the direction and weight of each that counts, and their points together."""
    strong, moderate, weak = (counted.count(("for", weight)) for weight in ("strong", "moderate", "weak"))
    against_strongly = ("against", "strong") in counted
    if required is True and (strong >= 1 or moderate >= 2) and balance > 0:
        return "likely"
    if (against_strongly and not strong) or balance < 0:
        return "unlikely"
    if required is True and (strong + moderate >= 1 or weak >= 2):
        return "possible"
    return "not_assessed"


def _balance(evidence: Iterable[Evidence]) -> int:
    return sum(x.points if x.direction == "for" else -x.points for x in evidence)


def _would_settle(rules: tuple[PatternRule, ...], evidence: tuple[Evidence, ...], person: Person) -> tuple[str, ...]:
    """Return the self-tests, not yet done and not ruled out for her, that could still speak."""
    done = {rule.test for rule in rules for x in evidence if x.rule == rule.id}
    untested = {rule.test for rule in rules if rule.test and rule.test not in done and rule.weight != "weak"}
    tests = person.knowledge.self_tests
    return tuple(
        test
        for test in sorted(untested)
        if any(person.is_asked(q) is True and person.value(q) is None for q in tests[test].questions)
    )


def _decision(rule: PatternRule, truth: Truth, person: Person) -> Decision:
    used, missing = person.split(person.grounds(rule.when))
    effect = f"{rule.weight} finding {rule.direction} {rule.pattern}"
    return Decision("patterns", rule.id, truth, effect, rule.because, rule.sources, used, missing, rule.ref, rule.at)
