"""Questions: in an order that works, each with a use, on the closed lists of the vocabulary."""

from collections.abc import Iterable, Iterator

from engine.condition import names as names_in
from engine.knowledge import Knowledge
from engine.names import fact_names
from engine.source import Problem

from . import Check, Found


def roots(names: Iterable[str], knowledge: Knowledge) -> frozenset[str]:
    """Return the questions under some names, facts followed down to the questions they use."""
    found: set[str] = set()
    waiting, seen = list(names), set[str]()
    while waiting:
        name = waiting.pop()
        if name in knowledge.facts and name not in seen:
            waiting += fact_names(knowledge.facts[name])
        elif name in knowledge.questions:
            found.add(name)
        seen.add(name)
    return frozenset(found)


def enabled_by_earlier(knowledge: Knowledge) -> Found:
    """Yield every question that is asked depending on a later one."""
    order = list(knowledge.questions)
    for place, question in enumerate(knowledge.questions.values()):
        used = roots(names_in(question.enable_when), knowledge) if question.enable_when else frozenset[str]()
        for name in sorted(used & set(order[place:])):
            message = f"'{question.id}': enable_when uses '{name}', which is asked later: put that question before it"
            yield Problem(question.at, message)


def questions_are_read(knowledge: Knowledge) -> Found:
    """Yield every question that nothing reads, and every display_only one that something does."""
    read = frozenset(_read(knowledge))
    for question in knowledge.questions.values():
        if question.id not in read and not question.display_only:
            message = (
                f"'{question.id}' is read by no rule, fact or enable_when: use it, drop it, or mark display_only: true"
            )
            yield Problem(question.at, message)
        elif question.id in read and question.display_only:
            yield Problem(question.at, f"'{question.id}' is read by a rule, fact or enable_when: drop display_only")


def _read(knowledge: Knowledge) -> Iterator[str]:
    trees = [rule.when for rule in knowledge.rules.values()]
    trees += [sign.when for sign in knowledge.stop_signs if sign.when is not None]
    trees += [question.enable_when for question in knowledge.questions.values() if question.enable_when is not None]
    for tree in trees:
        yield from names_in(tree)
    for fact in knowledge.facts.values():
        yield from fact_names(fact)
    yield knowledge.support.question


def topics_stand_together(knowledge: Knowledge) -> Found:
    """Yield every topic whose questions are apart, lie in another section, or do not exist."""
    sections = {topic.id: topic.section for topic in knowledge.vocabulary.topics}
    closed: set[str] = set()
    before = ""
    for question in knowledge.questions.values():
        if question.topic != before:
            closed.add(before)
        if question.topic in closed:
            yield Problem(
                question.at,
                f"'{question.id}': topic '{question.topic}' was left before: put its questions together",
            )
        if question.section != sections[question.topic]:
            message = (
                f"'{question.id}' stands in section '{question.section}', its topic in '{sections[question.topic]}'"
            )
            yield Problem(question.at, f"{message}: move one of them")
        before = question.topic
    for topic in knowledge.vocabulary.topics:
        if topic.id not in {question.topic for question in knowledge.questions.values()}:
            yield Problem(topic.at or _vocabulary(knowledge), f"topic '{topic.id}' has no question: drop it")


def regions_are_used(knowledge: Knowledge) -> Found:
    """Yield every region that no question offers, and every region that no rule and no exercise uses."""
    offered = {option for question in knowledge.questions.values() for option in question.choices}
    used = {region for rule in knowledge.triage for region in rule.regions}
    used |= {region for rule in knowledge.levels for region in rule.scope}
    used |= {region for exercise in knowledge.exercises.values() for region in exercise.regions}
    for region in knowledge.vocabulary.regions:
        if region.id not in offered:
            yield Problem(
                _vocabulary(knowledge),
                f"region '{region.id}' is no option of a question: offer it, or drop it",
            )
        if region.id not in used:
            yield Problem(
                _vocabulary(knowledge),
                f"region '{region.id}' is used by no rule and no exercise: use it, or drop it",
            )


def _vocabulary(knowledge: Knowledge) -> str:
    return f"{knowledge.root.name}/vocabulary.yaml:1"


def tests_and_questions_agree(knowledge: Knowledge) -> Found:
    """Yield every self-test and question that do not name each other."""
    for test in knowledge.self_tests.values():
        for name in test.questions:
            if knowledge.questions[name].self_test != test.id:
                yield Problem(
                    knowledge.questions[name].at,
                    f"'{name}' belongs to test {test.id}: write self_test: {test.id}",
                )
    for question in knowledge.questions.values():
        if question.self_test and question.id not in knowledge.self_tests[question.self_test].questions:
            at = knowledge.self_tests[question.self_test].at
            yield Problem(at, f"test {question.self_test} does not list its question '{question.id}': add it")


CHECKS = (
    Check("enabled-by-earlier", "enable_when uses earlier questions only", enabled_by_earlier),
    Check(
        "questions-are-read",
        "every question is read, or marked display_only, and not both",
        questions_are_read,
    ),
    Check(
        "topics-stand-together",
        "the questions of one topic stand together, in its section",
        topics_stand_together,
    ),
    Check(
        "regions-are-used",
        "every region is offered by a question and used by a rule or exercise",
        regions_are_used,
    ),
    Check(
        "tests-and-questions-agree",
        "self-tests and their questions name each other",
        tests_and_questions_agree,
    ),
)
