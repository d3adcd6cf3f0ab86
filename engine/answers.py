"""Answers as they come in: each checked by itself, and refused with a message that names the field and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .knowledge import Knowledge
from .names import did_you_mean, shortened, wrong_answer

_HINTS = 20  # finding the nearest name takes time, and after so many mistakes nobody reads on


class AnswersError(Exception):
    """Answers that cannot be used; one message a mistake."""

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = tuple(messages)
        super().__init__("\n".join(self.messages))


@dataclass(frozen=True)
class Answers:
    """Checked answers by question id, and the exercises she leaves out."""

    values: Mapping[str, Any]
    leave_out: tuple[str, ...] = ()


def check_answers(raw: Mapping[str, Any], knowledge: Knowledge, name: str = "answers") -> dict[str, Any]:
    """Return the answers without nulls, each checked by itself.

    Raises:
        AnswersError: an unknown question, a wrong type, an option that does not exist, a number out of range.
    """
    if wrong := wrong_answers(raw, knowledge):
        raise AnswersError(f"{name}: {message}" for message in wrong.values())
    return {key: value for key, value in raw.items() if value is not None}


def wrong_answers(raw: Mapping[str, Any], knowledge: Knowledge) -> dict[str, str]:
    """Return, for every answer that cannot be used, what is wrong with it; null is no answer, and never wrong."""
    found: dict[str, str] = {}
    for key, value in raw.items():
        question = knowledge.questions.get(key)
        if question is None:
            found[key] = f"no question '{shortened(key)}'{_hint(key, knowledge.questions, found)}"
        elif value is not None and (wrong := wrong_answer(question, value)):
            found[key] = wrong
    return found


def wrong_leave_out(leave_out: Any, knowledge: Knowledge) -> list[str]:
    """Return what is wrong with a list of exercises to leave out."""
    if not isinstance(leave_out, list):
        return [f"'leave_out' wants a list of exercises: {', '.join(knowledge.exercises)}"]
    found: list[str] = []
    for slug in leave_out:
        if not isinstance(slug, str) or slug not in knowledge.exercises:
            found.append(f"no exercise {shortened(repr(slug))}{_hint(str(slug), knowledge.exercises, found)}")
    return found


def _hint(wrong: str, known: Iterable[str], found: Mapping[str, str] | list[str]) -> str:
    return did_you_mean(wrong, known) if len(found) < _HINTS and len(wrong) < 100 else ""
