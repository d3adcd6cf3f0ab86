"""The rulebook: every rule of every kind as one kind of line: when, effect in words, because, sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .adjustments import Adjustment
from .condition import Condition, Holds
from .english import say, say_fact
from .knowledge import Knowledge
from .model import (
    Contradiction,
    DoseRule,
    ExclusionRule,
    Fact,
    LevelRule,
    PatternRule,
    RankingRule,
    Rule,
    TriageRule,
    Verdict,
)

RULE_KINDS: dict[str, str] = {
    "triage": "Danger signs",
    "patterns": "Findings for and against patterns",
    "exclusions": "Movements held back",
    "verdicts": "Life-stage verdicts",
    "levels": "Caps and adaptations",
    "ranking": "Preferences",
    "programme": "Doses",
    "facts": "Named facts",
    "consistency": "Answers that do not fit together",
}


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One rule, whatever its kind; `stage` is the stage that decides by it, or empty.

    `reviewed` is the day a clinician last went through it, or empty.
    """

    kind: str
    stage: str
    theme: str
    id: str
    when: Condition | None
    effect: str
    because: str
    sources: tuple[str, ...]
    at: str
    ref: str = ""
    name: str = ""
    confidence: str = ""
    private: bool = False
    reviewed: str = ""


def rulebook(knowledge: Knowledge) -> tuple[RuleLine, ...]:
    """Return every rule, kind by kind, in the order of the files."""
    return (
        *(_of_rule("triage", "triage", rule, knowledge) for rule in knowledge.triage),
        *(_of_rule("patterns", "patterns", rule, knowledge) for rule in knowledge.findings),
        *(_of_rule("exclusions", _stage_of(rule), rule, knowledge) for rule in knowledge.exclusions),
        *_of_verdicts(knowledge),
        *(_of_rule("levels", "levels", rule, knowledge) for rule in knowledge.levels),
        *(_of_rule("ranking", "ranking", rule, knowledge) for rule in knowledge.ranking),
        *(_of_rule("programme", "programme", rule, knowledge) for rule in knowledge.dose_rules),
        *(_of_fact(fact) for fact in knowledge.facts.values()),
        *(_of_contradiction(item) for item in knowledge.contradictions),
        *(_of_rule("overlay", item.stage, item, knowledge) for item in knowledge.adjustments.all),
    )


def _of_rule(kind: str, stage: str, rule: Rule, knowledge: Knowledge) -> RuleLine:
    return RuleLine(
        kind=kind,
        stage=stage,
        theme=_theme(rule.at),
        id=rule.id,
        when=rule.when,
        effect=effect_in_words(rule, knowledge),
        because=rule.because,
        sources=rule.sources,
        at=rule.at,
        ref=rule.ref,
        name=rule.name if isinstance(rule, TriageRule) else "",
        confidence=rule.confidence if "confidence" in rule.model_fields_set else "",
        private=isinstance(rule, TriageRule) and rule.private,
        reviewed=rule.reviewed,
    )


def _stage_of(rule: ExclusionRule) -> str:
    """Return the stage; an 'allow' decides nothing by itself."""
    return "exclusions" if rule.do == "exclude" else ""


def _of_verdicts(knowledge: Knowledge) -> Iterator[RuleLine]:
    for stage in knowledge.verdicts.values():
        for prop, verdict in stage.verdicts.items():
            label = knowledge.properties[prop].label
            yield RuleLine(
                kind="verdicts",
                stage={"exclude": "exclusions", "modify": "levels", "allow": ""}[verdict.verdict],
                theme=stage.stage.replace("_", " "),
                id=f"{stage.stage}: {prop}",
                when=Holds(stage.stage),
                effect=_verdict_in_words(verdict, label),
                because=verdict.note or f"Nothing speaks against it: {label}.",
                sources=verdict.sources,
                at=verdict.at,
                ref=verdict.ref,
                confidence=verdict.confidence,
                reviewed=verdict.reviewed,
            )


def _of_fact(fact: Fact) -> RuleLine:
    return RuleLine(
        kind="facts",
        stage="" if fact.has_value else "facts",
        theme=_theme(fact.at),
        id=fact.id,
        when=fact.when,
        effect=f"names it, for rules to use: {fact.label}",
        because=fact.note or fact.label,
        sources=fact.sources,
        at=fact.at,
        ref=fact.ref,
        confidence=fact.confidence or "",
        reviewed=fact.reviewed,
    )


def _of_contradiction(item: Contradiction) -> RuleLine:
    return RuleLine(
        kind="consistency",
        stage="",
        theme=_theme(item.at),
        id=item.id,
        when=item.when,
        effect="the plan is closed until mended",
        because=f"{item.because} {item.fix}",
        sources=(),
        at=item.at,
    )


def _theme(at: str) -> str:
    return PurePosixPath(at.partition(":")[0]).stem.replace("_", " ")


# ------------------------------------------------------------------ in words
def when_in_words(line: RuleLine, knowledge: Knowledge) -> str:
    """Return when a rule is true, in words; of a score, how it is worked out."""
    if line.kind == "facts":
        return say_fact(knowledge.facts[line.id], knowledge)
    return say(line.when, knowledge) if line.when is not None else ""


def effect_in_words(rule: Rule, knowledge: Knowledge) -> str:
    """Return what a rule does when it is true, in words."""
    match rule:
        case TriageRule():
            return f"{knowledge.disposition_words[rule.disposition].label}: {_on_the_plan(rule, knowledge)}"
        case ExclusionRule():
            return f"{'held back' if rule.do == 'exclude' else 'allowed'}: {_labels(rule.for_, knowledge)}"
        case LevelRule():
            return _of_level_rule(rule, knowledge)
        case RankingRule():
            return rule.advice if rule.for_ == "all" else f"preferred: {_labels(rule.for_, knowledge)}. {rule.advice}"
        case PatternRule():
            return _finding(rule, knowledge)
        case DoseRule():
            return _dose(rule)
        case Adjustment():
            return rule.says
    return ""


def _labels(properties: tuple[str, ...], knowledge: Knowledge) -> str:
    return ", ".join(knowledge.properties[prop].label for prop in properties)


def _on_the_plan(rule: TriageRule, knowledge: Knowledge) -> str:
    if rule.effect == "cap":
        return f"demand at most {rule.demand_at_most}"
    if rule.effect != "region_closed":
        return {"closed": "no exercises", "notice": "the plan stays open, with a notice"}[rule.effect]
    if rule.regions == "marked":
        return "nothing for the parts she marked"
    return f"nothing for: {', '.join(knowledge.regions[region].label.lower() for region in rule.regions)}"


def _of_level_rule(rule: LevelRule, knowledge: Knowledge) -> str:
    cap = f"demand at most {rule.demand_at_most}" if rule.demand_at_most is not None else "no cap"
    where = "" if rule.for_ == "all" else f", for {_labels(rule.for_, knowledge)}"
    words = (rule.adapt, rule.guidance)
    return ". ".join((f"{cap}{where}{_scope(rule, knowledge)}", *(word.rstrip(".") for word in words if word)))


def _scope(rule: LevelRule, knowledge: Knowledge) -> str:
    if rule.scope == "plan":
        return ""
    if rule.scope == "marked":
        return ", where she marked it"
    return f", where it works: {', '.join(knowledge.regions[region].label.lower() for region in rule.scope)}"


def _finding(rule: PatternRule, knowledge: Knowledge) -> str:
    name = knowledge.patterns[rule.pattern].name
    weight = "no weight of its own" if rule.weight == "none" else f"{rule.weight} finding"
    needed = "; without it the pattern is not considered" if rule.required else ""
    return f"{weight} {rule.direction}: {name}{needed}"


def _dose(rule: DoseRule) -> str:
    parts = (
        "half the usual sets" if rule.volume == "half" else "",
        f"at most {rule.sets_at_most} a time (sets)" if rule.sets_at_most is not None else "",
        f"at most {rule.per_week_at_most} days a week" if rule.per_week_at_most is not None else "",
    )
    where = ", where she marked it" if rule.scope == "marked" else ""
    return "; ".join(filter(None, parts)) + where


def _verdict_in_words(verdict: Verdict, label: str) -> str:
    cap = f", demand at most {verdict.cap}" if verdict.cap is not None else ""
    return {
        "allow": f"allowed: {label}",
        "exclude": f"held back: {label}",
        "modify": f"adapted: {label}{cap}",
    }[verdict.verdict]
