"""Writing an overlay: its changes, and a case made of the person on whom they were tried, to be read by anybody."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ..answers_file import public_answers
from ..condition import unparse
from ..knowledge import Knowledge
from ..model import Dose
from ..pipeline import assess
from ..results import Assessment
from .adjust import with_overlay
from .file import FIRST_LINES, VERSION, Change, Overlay
from .plans import planned

_PLAIN = re.compile(r"[a-z][a-z0-9_-]*")
_MEANS_ELSE = {"true", "false", "null", "yes", "no", "on", "off", "y", "n"}
_HEAD = ("title", "author", "date", "because")
_OF_A_CHANGE = ("exercise", "with", "level", "rule", "past", "dose", "when", "because", "sources")
CASE = "the-case-it-was-made-on"


def write_overlay(
    overlay: Overlay, knowledge: Knowledge, answers: Mapping[str, Any], leave_out: tuple[str, ...] = ()
) -> str:
    """Return the text of an overlay, with these answers and what comes of them under its changes as its only case.

    What is private beyond answers (ticks that are kept nowhere) is left out; it bears on no plan.
    """
    answers = public_answers(answers, knowledge)
    assessment = assess(answers, with_overlay(knowledge, overlay), leave_out)
    head = {key: getattr(overlay, key) for key in _HEAD}
    case = _case(knowledge, answers, leave_out, assessment)
    return text_of(head, overlay.changes) + "\n".join(("cases:", *case)) + "\n"


def text_of(head: Mapping[str, Any], changes: Iterable[Change], one_more: Mapping[str, Any] | None = None) -> str:
    """Return the text of an overlay without cases; one more change may be given as a file would state it."""
    said = [*map(_as_stated, changes), *([one_more] if one_more else [])]
    lines = (
        FIRST_LINES.rstrip("\n"),
        f"overlay: {VERSION}",
        *(f"{key}: {_value(value)}" for key, value in head.items() if value is not None),
        "changes:",
        *(line for change in said for line in _change(change)),
    )
    return "\n".join(lines) + "\n"


def _change(said: Mapping[str, Any]) -> Iterator[str]:
    yield f"  - do: {said['do']}"
    for key in _OF_A_CHANGE:
        if said.get(key) not in (None, (), {}):
            yield f"    {key}: {_value(said[key])}"


def _as_stated(change: Change) -> dict[str, Any]:
    """Return a change as a file states it."""
    said = change.model_dump(by_alias=True, exclude={"at", "when"})
    when = None if change.when is None else unparse(change.when)
    return {**said, "when": when, "dose": _spans(said.get("dose"))}


def _spans(dose: Mapping[str, Any] | None) -> dict[str, Any]:
    return {key: x for key, x in (dose or {}).items() if x is not None and key != "at"}


def _case(
    knowledge: Knowledge,
    answers: Mapping[str, Any],
    leave_out: tuple[str, ...],
    assessment: Assessment,
) -> Iterator[str]:
    yield f"  - id: {CASE}"
    yield f"    name: {_value('The person it was made on')}"
    yield f"    story: {_value('Her answers, as differences from the well woman; null takes an answer away.')}"
    without, differences = _differences(answers, knowledge)
    if without:
        yield f"    without: {_value(without)}"
    if leave_out:
        yield f"    leave_out: {_value(list(leave_out))}"
    yield "    answers:" if differences else "    answers: {}"
    yield from (f"      {key}: {_value(value)}" for key, value in differences.items())
    yield "    expect:"
    yield f"      disposition: {assessment.triage.disposition}"
    yield f"      plan: {assessment.plan}"
    chosen = planned(assessment)
    yield "      programme:" if chosen else "      programme: []"
    for item in chosen:
        dose = _dose(item.dose)
        yield f"        - {{exercise: {item.exercise}, level: {item.level}, dose: {_value(dose)}}}"


def _differences(answers: Mapping[str, Any], knowledge: Knowledge) -> tuple[list[str], dict[str, Any]]:
    """Return the sections that are left out whole, and each answer that is not the well woman's; null is none."""
    sections = dict.fromkeys(question.section for question in knowledge.questions.values())
    answered = {knowledge.questions[name].section for name in answers}
    usual = {knowledge.questions[name].section for name in knowledge.well_woman}
    without = [name for name in sections if name in usual - answered]
    known = {k: v for k, v in knowledge.well_woman.items() if knowledge.questions[k].section not in without}
    changed = ((name, answers.get(name)) for name in knowledge.questions if answers.get(name) != known.get(name))
    return without, dict(changed)


def _dose(dose: Dose) -> dict[str, Any]:
    return dose.model_dump(exclude={"at"}, exclude_defaults=True)


def _value(value: Any) -> str:
    """Return a value in YAML, on one line; what another reader might take for something else stands in quotes."""
    match value:
        case str():
            plain = _PLAIN.fullmatch(value) is not None and value not in _MEANS_ELSE
            return value if plain else json.dumps(value, ensure_ascii=False)
        case Mapping():
            return "{" + ", ".join(f"{_value(key)}: {_value(x)}" for key, x in value.items()) + "}"
        case list() | tuple():
            return f"[{', '.join(map(_value, value))}]"
    return json.dumps(value)
