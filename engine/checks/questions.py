"""Questions: in an order that works, each with a use, on the closed lists of the vocabulary."""

from collections.abc import Iterator

from engine.condition import Is, walk
from engine.condition import names as names_in
from engine.knowledge import Knowledge
from engine.names import fact_names
from engine.roots import roots
from engine.source import Problem

from . import Check, Found


def enabled_by_earlier(knowledge: Knowledge) -> Found:
    """Yield every question that is asked depending on a later one."""
    order = list(knowledge.questions)
    for place, question in enumerate(knowledge.questions.values()):
        used = roots(names_in(question.enable_when), knowledge.facts) if question.enable_when else frozenset[str]()
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


def options_are_read(knowledge: Knowledge) -> Found:
    """Yield every option that no condition reads and that is not among display_options, and the other way round."""
    read = _options_read(knowledge)
    for question in knowledge.questions.values():
        for option in question.choices if not question.display_only else ():
            unread = option != "none" and (question.id, option) not in read
            if unread and option not in question.display_options:
                message = f"no rule reads option '{option}' of '{question.id}': name it in display_options, or drop it"
                yield Problem(question.at, message)
            if not unread and option in question.display_options:
                message = f"option '{option}' of '{question.id}' is read: take it out of display_options"
                yield Problem(question.at, message)


def _options_read(knowledge: Knowledge) -> frozenset[tuple[str, str]]:
    """Return the (question, option) pairs that conditions and scores read."""
    trees = [rule.when for rule in knowledge.rules.values()]
    trees += [item.when for item in knowledge.contradictions]
    trees += [question.enable_when for question in knowledge.questions.values() if question.enable_when is not None]
    scored: set[tuple[str, str]] = set()
    for fact in knowledge.facts.values():
        trees += [fact.when] if fact.when is not None else list(fact.count or ())
        for name in fact.product.of if fact.product else ():
            scored |= {(name, option) for option in knowledge.questions[name].choices}
    tests = (node for tree in trees for node in walk(tree) if isinstance(node, Is))
    return frozenset(scored | {(test.name, value) for test in tests for value in test.values})


def gravity_is_declared(knowledge: Knowledge) -> Found:
    """Yield every question of triage whose answers have no order of gravity, and every order that is not whole."""
    asked = roots({name for rule in knowledge.triage for name in names_in(rule.when)}, knowledge.facts)
    for question in knowledge.questions.values():
        wanted = question.section == "danger_signs" or question.id in asked
        if wanted and not question.gravity and not question.no_gravity:
            message = (
                f"'{question.id}' bears on triage: say gravity: (ticks, rising, falling, or options) or no_gravity:"
            )
            yield Problem(question.at, message)
        if isinstance(question.gravity, tuple):
            named = [x for rank in question.gravity for x in ((rank,) if isinstance(rank, str) else rank)]
            if sorted(named) != sorted(question.choices):
                yield Problem(question.at, f"gravity of '{question.id}' wants each option once")


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
    Check("options-are-read", "every option is read by a rule, or marked as display only", options_are_read),
    Check("gravity-is-declared", "the answers of triage have an order of gravity, or a reason", gravity_is_declared),
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
