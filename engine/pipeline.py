"""The pipeline: answers to assessment, stage by stage, in one straight line."""

from collections.abc import Iterable, Mapping
from typing import Any

from .knowledge import Knowledge
from .results import Assessment, Levels, Programme
from .stages import exclusions, explanation, facts, levels, patterns, programme, ranking, triage


class UnsafeProgrammeError(Exception):
    """A programme holds a level that the safety stages do not permit; it is never shown."""


def assess(answers: Mapping[str, Any], knowledge: Knowledge, leave_out: Iterable[str] = ()) -> Assessment:
    """Assess one person: a pure function of her answers and the knowledge.

    Args:
        answers: question id to answer, checked beforehand with `check_answers`; missing ones are open.
        knowledge: what `load` returned.
        leave_out: slugs of exercises she does not want.

    Raises:
        UnsafeProgrammeError: the programme chose what is not permitted (a defect, caught before anyone reads it).
    """
    read = facts.run(answers, knowledge)
    urgency = triage.run(read, knowledge)
    found = patterns.run(read, knowledge)
    out = exclusions.run(read, urgency, knowledge)
    order = ranking.run(read, found, knowledge)
    ladders = levels.run(read, urgency, out, knowledge)
    plan = programme.run(read, urgency, order, ladders, frozenset(leave_out), knowledge)
    refuse_unsafe(plan, ladders, urgency.closed)
    words = explanation.run(read, urgency, found, order, ladders, plan, knowledge)
    return Assessment(read, urgency, found, out, order, ladders, plan, words)


def refuse_unsafe(plan: Programme, ladders: Levels, closed: bool) -> None:
    """Raise UnsafeProgrammeError unless the plan is empty when closed and every chosen level may be a start."""
    for item in plan.chosen:
        if closed or not ladders.ladders[item.exercise].rung(item.level).startable:
            raise UnsafeProgrammeError(f"'{item.level}' of '{item.exercise}' is not permitted for these answers")
