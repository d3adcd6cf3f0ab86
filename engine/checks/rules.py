"""Rules: one name each, silence never evidence, and every strict stage complete."""

from collections.abc import Iterator

from engine.condition import Between, Condition, Holds, Is, Not, children
from engine.knowledge import Knowledge
from engine.names import did_you_mean
from engine.roots import roots
from engine.source import Problem

from . import Check, Found

FROM_TESTS = ("test", "experience")  # level rules of these kinds are about what a test showed
ANYWHERE = "any"


def rule_ids_are_unique(knowledge: Knowledge) -> Found:
    """Yield every id that two rules share, of whatever kind."""
    groups = (
        knowledge.triage,
        knowledge.exclusions,
        knowledge.levels,
        knowledge.ranking,
        knowledge.findings,
        knowledge.dose_rules,
        knowledge.contradictions,
    )
    seen: dict[str, str] = {}
    for rule in (rule for group in groups for rule in group):
        if rule.id in seen:
            yield Problem(rule.at, f"id '{rule.id}' stands twice: also in {seen[rule.id]}; rename one")
        seen.setdefault(rule.id, rule.at)


def strict_stages_are_complete(knowledge: Knowledge) -> Found:
    """Yield every strict stage that is no stage fact, and every property without a verdict in it."""
    for stage in knowledge.vocabulary.strict_stages:
        if stage not in knowledge.facts or knowledge.facts[stage].kind != "stage":
            yield Problem(
                f"{knowledge.root.name}/vocabulary.yaml:1", f"strict stage '{stage}' is no fact of kind stage"
            )
        if stage not in knowledge.verdicts:
            where = f"{knowledge.root.name}/exclusions/{stage}.yaml"
            yield Problem(where, "no such file: a strict stage wants a verdict for every movement property")
        else:
            yield from _incomplete(stage, knowledge)


def _incomplete(stage: str, knowledge: Knowledge) -> Iterator[Problem]:
    given = knowledge.verdicts[stage]
    for name in knowledge.properties:
        if name not in given.verdicts:
            message = f"no verdict for '{name}' in {stage}: add allow, modify or exclude; until then it is excluded"
            yield Problem(given.at, message)
    for name, verdict in given.verdicts.items():
        if name not in knowledge.properties:
            yield Problem(verdict.at, f"no movement property '{name}'{did_you_mean(name, knowledge.properties)}")


def silence_is_no_evidence(knowledge: Knowledge) -> Found:
    """Yield every `not` above a self-test: a test not taken reads as false, so it would read as evidence."""
    for where, name, tree in _guarded(knowledge):
        for test in sorted(set(_under_not(tree, False, knowledge))):
            message = f"'{name}': 'not' above the self-test '{test}': a test not taken would count as an answer"
            yield Problem(where, f"{message}; say what was measured instead")


def _guarded(knowledge: Knowledge) -> Iterator[tuple[str, str, Condition]]:
    for fact in knowledge.facts.values():
        for tree in (fact.when, *(fact.count or ())):
            if tree is not None and fact.kind != "entry":
                yield fact.at, fact.id, tree
    levels = [rule for rule in knowledge.levels if rule.kind not in FROM_TESTS]
    for rule in (
        *knowledge.triage,
        *knowledge.exclusions,
        *levels,
        *knowledge.ranking,
        *knowledge.dose_rules,
    ):
        yield rule.at, rule.id, rule.when


def _under_not(tree: Condition, negated: bool, knowledge: Knowledge) -> Iterator[str]:
    if isinstance(tree, Holds | Is | Between):
        name = tree.fact if isinstance(tree, Holds) else tree.name
        for question in roots((name,), knowledge.facts) if negated else ():
            if knowledge.questions[question].measured:
                yield question
    for child in children(tree):
        yield from _under_not(child, negated != isinstance(tree, Not), knowledge)


def anywhere_comes_first(knowledge: Knowledge) -> Found:
    """Yield a problem unless the first country is the entry for anywhere."""
    first = next(iter(knowledge.countries.values()), None)
    if first is None or first.id != ANYWHERE:
        at = first.at if first else f"{knowledge.root.name}/triage/countries.yaml:1"
        yield Problem(at, f"the first country wants id '{ANYWHERE}': it is for everyone who chooses none")


def told_is_an_option(knowledge: Knowledge) -> Found:
    """Yield every pattern whose `told` no question offers: she could not name it as her aim."""
    offered = {option for question in knowledge.questions.values() for option in question.choices}
    for pattern in knowledge.patterns.values():
        if pattern.told is not None and pattern.told not in offered:
            yield Problem(
                pattern.at,
                f"told: no question has the option '{pattern.told}'{did_you_mean(pattern.told, offered)}",
            )


def patterns_have_findings(knowledge: Knowledge) -> Found:
    """Yield every pattern that no finding speaks for: it could never be found."""
    supported = {rule.pattern for rule in knowledge.findings if rule.direction == "for"}
    for pattern in knowledge.patterns.values():
        if pattern.id not in supported:
            yield Problem(pattern.at, f"no finding speaks for pattern '{pattern.id}': add one in rules/patterns")


CHECKS = (
    Check("rule-ids-are-unique", "one id for each rule, of whatever kind", rule_ids_are_unique),
    Check(
        "strict-stages-are-complete",
        "a verdict for every movement property at every strict stage",
        strict_stages_are_complete,
    ),
    Check(
        "silence-is-no-evidence",
        "no 'not' above a self-test where it would decide safety",
        silence_is_no_evidence,
    ),
    Check("anywhere-comes-first", "the first country is the entry for anywhere", anywhere_comes_first),
    Check("told-is-an-option", "what she may have been told is an option of a question", told_is_an_option),
    Check("patterns-have-findings", "every pattern has a finding for it", patterns_have_findings),
)
