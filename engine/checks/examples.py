"""Examples: every condition has a true one and a false one, and each is what it says it is."""

from collections.abc import Iterator
from typing import Any

from engine.condition import Condition, Holds, parse
from engine.knowledge import Knowledge
from engine.model import Examples, Fact, Rule
from engine.person import Person
from engine.source import Problem
from engine.stages.facts import contradictions
from engine.truth import Truth, word

from . import Check, Found

KINDS: dict[str, Truth] = {"true": True, "false": False, "open": None}
OPEN_KINDS = ("context", "stage")  # facts of these kinds close or exclude while unknown: show when that is
NEVER_OPEN = "Never open"


def person_of(answers: dict[str, Any], knowledge: Knowledge) -> Person:
    """Return the well woman with these differences; null takes an answer away."""
    whole = {**knowledge.well_woman, **answers}
    return Person({k: v for k, v in whole.items() if v is not None and k != "is"}, knowledge)


def _given(knowledge: Knowledge) -> Iterator[tuple[Fact | Rule, str, dict[str, Any]]]:
    entries: list[Fact | Rule] = [*knowledge.facts.values(), *knowledge.rules.values()]
    for entry in entries:
        for kind in KINDS if entry.examples else ():
            for answers in getattr(entry.examples, kind):
                yield entry, kind, answers


def _missing(entry: Fact | Rule, kinds: tuple[str, ...]) -> Iterator[Problem]:
    examples = entry.examples or Examples()
    for kind in kinds:
        if not getattr(examples, kind):
            yield Problem(entry.at, f"'{entry.id}' has no {kind} example: add one under examples: {kind}:")


def facts_have_examples(knowledge: Knowledge) -> Found:
    """Yield every fact without a true and a false example, or a context or stage without an open one."""
    for fact in knowledge.facts.values():
        is_open = fact.kind in OPEN_KINDS and not fact.note.startswith(NEVER_OPEN)
        yield from _missing(fact, ("true", "false", "open") if is_open else ("true", "false"))


def rules_have_examples(knowledge: Knowledge) -> Found:
    """Yield every rule with a condition of its own and no true or no false example."""
    for rule in knowledge.rules.values():
        if not isinstance(rule.when, Holds):
            yield from _missing(rule, ("true", "false"))


def examples_evaluate(knowledge: Knowledge) -> Found:
    """Yield every example that is not what it is filed under."""
    for entry, kind, answers in _given(knowledge):
        tree = _tree(entry, answers)
        if tree is None:
            yield Problem(entry.at, f"'{entry.id}': example {answers} says not what to compare with: add is: ...")
            continue
        truth = person_of(answers, knowledge).truth(tree)
        if truth is not KINDS[kind]:
            expected = "unknown" if kind == "open" else kind
            message = (
                f"'{entry.id}': {kind} example {answers} is {word(truth)}, not {expected}: mend it or the condition"
            )
            yield Problem(entry.at, message)


def _tree(entry: Fact | Rule, answers: dict[str, Any]) -> Condition | None:
    if isinstance(entry, Rule):
        return entry.when
    if not entry.has_value:
        return Holds(entry.id)
    return parse({entry.id: answers["is"]}) if "is" in answers else None


def examples_are_asked(knowledge: Knowledge) -> Found:
    """Yield every example that answers a question which is not asked of her."""
    for entry, kind, answers in _given(knowledge):
        person = person_of(answers, knowledge)
        for name, value in answers.items():
            if name != "is" and value is not None and person.is_asked(name) is False:
                message = f"'{entry.id}': {kind} example answers '{name}', which is not asked of her"
                yield Problem(entry.at, f"{message}: leave it out, or give the answer that opens it")


def contradictions_evaluate(knowledge: Knowledge) -> Found:
    """Yield every contradiction whose examples are missing, or contradict when they should not and the reverse."""
    for item in knowledge.contradictions:
        yield from _missing_pair(item.id, item.at, item.examples)
        for kind in ("true", "false"):
            for answers in getattr(item.examples, kind):
                found = item.id in {other.id for other in contradictions(answers, knowledge)}
                if found is not KINDS[kind]:
                    message = f"'{item.id}': {kind} example {answers} is {word(found)}, not {kind}"
                    yield Problem(item.at, f"{message}: mend it or the condition")


def _missing_pair(name: str, at: str, examples: Examples) -> Iterator[Problem]:
    for kind in ("true", "false"):
        if not getattr(examples, kind):
            yield Problem(at, f"'{name}' has no {kind} example: add one under examples: {kind}:")


CHECKS = (
    Check(
        "facts-have-examples",
        "every fact has a true and a false example; contexts an open one",
        facts_have_examples,
    ),
    Check(
        "rules-have-examples",
        "every rule with a condition of its own has a true and a false one",
        rules_have_examples,
    ),
    Check("examples-evaluate", "every example of a fact or a rule is what it says it is", examples_evaluate),
    Check("examples-are-asked", "examples answer only questions that are asked of her", examples_are_asked),
    Check("contradictions-evaluate", "every contradiction's examples, read as given", contradictions_evaluate),
)
