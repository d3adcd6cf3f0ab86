"""The result as plain data, ready for JSON; private answers stay out of it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .knowledge import Knowledge
from .model import Dose
from .results import (
    Assessment,
    Decision,
    Evidence,
    Fated,
    PatternResult,
    Point,
    Prescribed,
    Reason,
    RedFlag,
)
from .stages.explanation import dose_in_words
from .trace import PRIVATE_RULE, VEIL
from .truth import word

Data = dict[str, Any]


def as_data(assessment: Assessment, knowledge: Knowledge) -> Data:
    """Return everything that was decided as plain data, ready for JSON."""
    programme, words = assessment.programme, assessment.explanation
    return {
        "disposition": assessment.triage.disposition,
        "plan": assessment.plan,
        "headline": words.headline,
        "summary": list(words.summary),
        "tell_them": list(words.tell_them),
        "meanwhile": list(assessment.explanation.meanwhile),
        "red_flags": [_red_flag(flag, knowledge) for flag in assessment.triage.red_flags],
        "contradictions": list(assessment.facts.contradictions),
        "patterns": [_pattern(result) for result in assessment.patterns.results],
        "programme": [_prescribed(item, knowledge) for item in programme.chosen],
        "week": [{"day": session.day, "exercises": list(session.exercises)} for session in programme.week],
        "minutes": programme.minutes,
        "held_back": [_fated(item) for item in programme.of("held_back")],
        "in_reserve": [_fated(item) for item in programme.of("in_reserve")],
        "not_relevant": [_fated(item) for item in programme.of("not_relevant")],
        "kept_gentle": list(words.kept_gentle),
        "for_all": list(words.for_all),
        "advice": list(words.advice),
        "unknown": {"questions": _missing(assessment, knowledge), "sentences": list(words.unknown)},
        "caps": [_reason(reason) for reason in assessment.levels.caps],
        "closed_regions": sorted(assessment.triage.closed_regions),
        "stop_signs": [{"signs": list(sign.signs), "do": sign.do} for sign in words.stop_signs],
        "decisions": [_decision(decision, knowledge) for decision in assessment.decisions],
    }


def _red_flag(flag: RedFlag, knowledge: Knowledge) -> Data:
    return {
        "rule": flag.rule,
        "ref": knowledge.rules[flag.rule].ref,
        "name": flag.name,
        "disposition": flag.disposition,
        "effect": flag.effect,
        "truth": word(flag.truth),
        "do": flag.do,
        "because": flag.because,
        "advice": flag.advice.id,
        "missing": [] if flag.private else list(flag.missing),
        "private": flag.private,
    }


def _pattern(result: PatternResult) -> Data:
    return {
        "pattern": result.pattern,
        "name": result.name,
        "likelihood": result.likelihood,
        "aim": result.aim,
        "evidence": [_evidence(item) for item in result.evidence],
        "would_settle": list(result.would_settle),
        "caveat": result.caveat,
    }


def _evidence(item: Evidence) -> Data:
    return {
        "rule": item.rule,
        "direction": item.direction,
        "weight": item.weight,
        "counts": item.counts,
        "because": item.because,
        "sources": list(item.sources),
    }


def _prescribed(item: Prescribed, knowledge: Knowledge) -> Data:
    return {
        "exercise": item.exercise,
        "name": item.name,
        "level": item.level,
        "title": item.title,
        "demand": item.demand,
        "dose": _dose(item.dose, knowledge),
        "seconds": item.seconds,
        "adaptations": [_reason(reason) for reason in item.adaptations],
        "reasons": [_point(point) for point in item.reasons],
        "held_by": [_reason(reason) for reason in item.held_by],
        "next_level": item.next_level,
        "move_on": item.move_on,
        "dose_notes": [_reason(reason) for reason in item.dose_notes],
    }


def _dose(dose: Dose, knowledge: Knowledge) -> Data:
    return {**dose.model_dump(mode="json", exclude={"at"}), "words": dose_in_words(dose, knowledge)}


def _point(point: Point) -> Data:
    return {"points": point.points, "because": point.because, "sources": list(point.sources)}


def _reason(reason: Reason) -> Data:
    """Return a reason without what it leaves empty, but always with its rule, truth and words."""
    always = {"rule": reason.rule, "truth": word(reason.truth), "because": reason.because}
    maybe = {
        "ref": reason.ref,
        "until": reason.until,
        "instead": reason.instead,
        "guidance": reason.guidance,
        "property": reason.property,
        "sources": list(reason.sources),
        "missing": list(reason.missing),
    }
    cap = {} if reason.demand_at_most is None else {"demand_at_most": reason.demand_at_most}
    return {**always, **{key: value for key, value in maybe.items() if value}, **cap}


def _fated(item: Fated) -> Data:
    return {"exercise": item.exercise, "name": item.name, "reasons": [_reason(x) for x in item.reasons]}


def _decision(decision: Decision, knowledge: Knowledge) -> Data:
    if decision.private:
        decision = replace(decision, rule=PRIVATE_RULE, ref="", because=VEIL, sources=(), at="")
    return {
        "stage": decision.stage,
        "rule": decision.rule,
        "ref": decision.ref,
        "truth": word(decision.truth),
        "effect": decision.effect,
        "because": decision.because,
        "sources": list(decision.sources),
        "confidence": decision.confidence,
        "used": _public(decision.used, decision, knowledge),
        "missing": _public(decision.missing, decision, knowledge),
        "at": decision.at,
    }


def _public(names: Iterable[str], decision: Decision, knowledge: Knowledge) -> list[str]:
    return [name for name in names if not decision.private and not knowledge.questions[name].sensitive]


def _missing(assessment: Assessment, knowledge: Knowledge) -> list[str]:
    """Return every question that something still waits for, in questionnaire order."""
    wanted = {name for decision in assessment.decisions for name in decision.missing if not decision.private}
    wanted |= {name for flag in assessment.triage.open for name in flag.missing}
    return [name for name in knowledge.questions if name in wanted]


def is_urgent(assessment: Assessment) -> bool:
    """Return whether the plan is closed by a sign; while signs are only open, nothing may alarm."""
    return assessment.triage.closed and assessment.triage.disposition != "not_known_yet"
