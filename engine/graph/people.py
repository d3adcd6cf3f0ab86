"""Whom a level is ruled out or held lower for: edges to life stages and to other contexts, from rules and verdicts."""

from collections.abc import Iterator

from .. import condition
from ..knowledge import Knowledge
from ..model import ExclusionRule, Level, LevelRule, StageVerdicts, Verdict
from .types import Edge, EdgeKind, Node


def nodes(knowledge: Knowledge) -> Iterator[Node]:
    """Yield a node for every life stage with verdicts, and for every other context of a rule."""
    for stage in knowledge.verdicts.values():
        label = knowledge.facts[stage.stage].label
        yield Node(f"life_stage:{stage.stage}", "life_stage", stage.stage, stage.at, label)
    for rule in (*knowledge.exclusions, *knowledge.levels):
        whom = _node_of(rule.when, knowledge)
        if whom.startswith("context:"):
            label = _whom(rule.when, knowledge)
            yield Node(whom, "context", label, rule.at, label)


def edges(here: str, level: Level, knowledge: Knowledge) -> Iterator[Edge]:
    """Yield for whom a level is out, and for whom an easier one comes first."""
    for rule in knowledge.exclusions:
        if rule.do == "exclude":
            yield from _ruled_out(here, level, rule, knowledge)
    for stage in knowledge.verdicts.values():
        yield from _at_stage(here, level, stage)
    for cap in knowledge.levels:
        if _holds_lower(cap, level):
            yield _held_lower(here, cap, knowledge)


def _node_of(when: condition.Condition, knowledge: Knowledge) -> str:
    if isinstance(when, condition.Holds) and when.fact in knowledge.verdicts:
        return f"life_stage:{when.fact}"
    return f"context:{_whom(when, knowledge)}"


def _ruled_out(here: str, level: Level, rule: ExclusionRule, knowledge: Knowledge) -> Iterator[Edge]:
    for prop in rule.for_:
        if prop in level.properties:
            yield Edge(
                "ruled_out_for",
                here,
                _node_of(rule.when, knowledge),
                rule.at,
                rule.because,
                rule.sources,
                rule=rule.id,
                property=prop,
                until=rule.until,
                instead=rule.instead,
            )


def _at_stage(here: str, level: Level, stage: StageVerdicts) -> Iterator[Edge]:
    """Default deny: a property without a verdict rules the level out."""
    for prop in sorted(level.properties):
        verdict = stage.verdicts.get(prop)
        if stage.denies(prop):
            yield _of_verdict("ruled_out_for", here, prop, verdict, stage)
        elif verdict is not None and verdict.cap is not None and verdict.cap < level.demand:
            yield _of_verdict("held_lower_for", here, prop, verdict, stage)


def _of_verdict(kind: EdgeKind, here: str, prop: str, verdict: Verdict | None, stage: StageVerdicts) -> Edge:
    return Edge(
        kind,
        here,
        f"life_stage:{stage.stage}",
        verdict.at if verdict else stage.at,
        verdict.note if verdict else "",
        verdict.sources if verdict else (),
        rule=f"{stage.stage}: {prop}",
        property=prop,
        until=verdict.until if verdict else "",
        instead=verdict.instead if verdict else "",
        demand_at_most=verdict.cap if verdict else None,
    )


def _holds_lower(rule: LevelRule, level: Level) -> bool:
    """Whether a cap concerns a level; caps on a marked region depend on her alone."""
    cap = rule.demand_at_most
    if rule.kind != "context" or rule.scope == "marked" or cap is None or level.demand <= cap:
        return False
    by_property = rule.for_ == "all" or bool(set(rule.for_) & level.properties)
    return by_property and (rule.scope == "plan" or bool(set(rule.scope) & set(level.regions)))


def _held_lower(here: str, rule: LevelRule, knowledge: Knowledge) -> Edge:
    return Edge(
        "held_lower_for",
        here,
        _node_of(rule.when, knowledge),
        rule.at,
        rule.because,
        rule.sources,
        rule=rule.id,
        until=rule.until,
        instead=rule.adapt,
        demand_at_most=rule.demand_at_most,
    )


# ----------------------------------------------------------------- in words
def _whom(when: condition.Condition, knowledge: Knowledge) -> str:
    """Return a condition as a noun phrase, from the labels of its facts and the titles of its topics."""
    match when:
        case condition.Holds(fact):
            return knowledge.facts[fact].label
        case condition.Not(item):
            return f"not {_whom(item, knowledge)}"
        case condition.All(items):
            return ", and ".join(_whom(item, knowledge) for item in items)
        case condition.AnyOf(items) | condition.AtLeast(_, items):
            return ", or ".join(_whom(item, knowledge) for item in items)
    return _answer_in_words(when, knowledge)


def _answer_in_words(when: condition.Is | condition.Between, knowledge: Knowledge) -> str:
    question = knowledge.questions.get(when.name)
    name = _topic(when.name, knowledge) if question else knowledge.facts[when.name].label
    if isinstance(when, condition.Between):
        bounds = [f"at least {when.low:g}"] if when.low is not None else []
        bounds += [f"at most {when.high:g}"] if when.high is not None else []
        return f"{name}: {' and '.join(bounds)}"
    words = [question.choices.get(x, x) if question else x for x in when.values]
    return f"“{name}: {' / '.join(words)}”"


def _topic(question: str, knowledge: Knowledge) -> str:
    topic = knowledge.questions[question].topic
    return next(x.title for x in knowledge.vocabulary.topics if x.id == topic)
