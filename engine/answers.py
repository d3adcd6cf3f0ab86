"""Answers as they come in: read, checked, and refused with a message that names the field and what to do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .knowledge import Knowledge
from .names import did_you_mean, wrong_answer
from .stages.facts import contradictions

MAX_BYTES = 200_000


class AnswersError(Exception):
    """Answers that cannot be used; one message a mistake."""

    def __init__(self, messages: list[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(messages))


@dataclass(frozen=True)
class Answers:
    """Checked answers by question id, and the exercises she leaves out."""

    values: Mapping[str, Any]
    leave_out: tuple[str, ...] = ()


def read_answers(text: str | bytes, knowledge: Knowledge, name: str = "answers") -> Answers:
    """Read answers from JSON text.

    Raises:
        AnswersError: too large, not JSON, not an object, or as check_answers.
    """
    raw = _object(text, name)
    leave_out = raw.pop("leave_out", [])
    values = check_answers(raw, knowledge, name)
    _refuse(_wrong_leave_out(leave_out, knowledge, name))
    _refuse([f"{name}: {x.because} {x.fix}" for x in contradictions(values, knowledge)])
    return Answers(values, tuple(leave_out))


def check_answers(raw: Mapping[str, Any], knowledge: Knowledge, name: str = "answers") -> dict[str, Any]:
    """Return the answers without nulls, each checked by itself.

    Raises:
        AnswersError: an unknown question, a wrong type, an option that does not exist, a number out of range.
    """
    messages = []
    for key, value in raw.items():
        if key not in knowledge.questions:
            messages.append(f"{name}: no question '{key}'{did_you_mean(key, knowledge.questions)}")
        elif value is not None and (wrong := wrong_answer(knowledge.questions[key], value)):
            messages.append(f"{name}: {wrong}")
    _refuse(messages)
    return {key: value for key, value in raw.items() if value is not None}


def _object(text: str | bytes, name: str) -> dict[str, Any]:
    if len(text) > MAX_BYTES:
        raise AnswersError([f"{name}: larger than {MAX_BYTES // 1000} kB: this is not an answers file"])
    try:
        raw = json.loads(text, object_pairs_hook=_no_doubles, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise AnswersError([f'{name}: not readable as JSON: {error}; write {{"age": 30, ...}}']) from error
    if not isinstance(raw, dict):
        raise AnswersError([f'{name}: wants an object of question ids and answers, like {{"age": 30}}'])
    return raw


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    twice = sorted({key for key in keys if keys.count(key) > 1})
    if twice:
        raise ValueError(f"'{twice[0]}' stands twice: keep one")
    return dict(pairs)


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is not a number")


def _wrong_leave_out(leave_out: Any, knowledge: Knowledge, name: str) -> list[str]:
    if not isinstance(leave_out, list):
        return [f"{name}: 'leave_out' wants a list of exercises: {', '.join(knowledge.exercises)}"]
    return [
        f"{name}: no exercise {slug!r}{did_you_mean(str(slug), knowledge.exercises)}"
        for slug in leave_out
        if not isinstance(slug, str) or slug not in knowledge.exercises
    ]


def _refuse(messages: list[str]) -> None:
    if messages:
        raise AnswersError(messages)
