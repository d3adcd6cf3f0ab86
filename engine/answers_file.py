"""The file of answers: written so that a person can read it, and read back field by field, whatever it holds.

Version 0 is one plain object of question ids and answers, as the command line has always taken it. From version 1 on
the file says what it is. `data/answers_versions.yaml` tells what was renamed since, so that an old file still fits.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .answers import Answers, AnswersError, wrong_answers, wrong_leave_out
from .guarded_json import read_object
from .knowledge import Knowledge
from .model import AnswersVersion
from .names import shortened
from .stages.facts import contradictions

PRODUCT = "Plumbline"
_KEYS = ("product", "version", "saved", "answers", "leave_out", "screen", "put", "country", "plan", "withheld")
_MARKS = ("product", "version", "answers")  # a file with none of these is a plain object of answers
_LISTED = 200  # an answer is one or a few options; more is not from here


@dataclass(frozen=True)
class AnswersFile:
    """What could be used of a file, and a message for everything that could not."""

    values: Mapping[str, Any]
    leave_out: tuple[str, ...] = ()
    screen: int = 0
    put: tuple[str, ...] = ()
    country: str | None = None
    problems: tuple[str, ...] = ()


# ------------------------------------------------------------------ writing
def write_answers_file(
    answers: Mapping[str, Any],
    knowledge: Knowledge,
    leave_out: tuple[str, ...] = (),
    *,
    saved: str | None = None,
    screen: int | None = None,
    put: Sequence[str] = (),
    country: str | None = None,
) -> str:
    """Return the text of a file: JSON, one answer a line.

    `saved` is a date, `screen` her place in the check, and `put` the questions that were put to her, in order.
    """
    said = {"saved": saved, "screen": screen, "put": list(put) or None, "country": country}
    head = {"product": PRODUCT, "version": present(knowledge), **{key: x for key, x in said.items() if x is not None}}
    lines = [f" {_json(key)}: {_json(value)}," for key, value in head.items()]
    inside = ",\n".join(f"  {_json(key)}: {_json(value)}" for key, value in public_answers(answers, knowledge).items())
    body = f' "answers": {{\n{inside}\n }},\n "leave_out": {_json(list(leave_out))}'
    return "\n".join(["{", *lines, body, "}\n"])


def present(knowledge: Knowledge) -> int:
    """Return the version of the files that are written now."""
    return max(version.version for version in knowledge.answers_versions)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def public_answers(answers: Mapping[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """Return the answers without the ticks that are kept nowhere."""
    support = knowledge.support
    found = dict(answers)
    given = found.get(support.question)
    if isinstance(given, list | tuple):
        found[support.question] = [option for option in given if option not in support.options]
        if not found[support.question]:
            del found[support.question]
    return found


# ------------------------------------------------------------------ reading
def read_answers_file(text: str | bytes, knowledge: Knowledge, name: str = "the file") -> AnswersFile:
    """Read a file of this version or an older one; what cannot be used is left out and told, the rest is kept.

    Raises:
        AnswersError: the file as a whole is no answers file, is too large, or was made by a newer version.
    """
    fields = _fields(text, knowledge, name)
    wrong = wrong_answers(fields["answers"], knowledge)
    problems = [*wrong.values(), *wrong_leave_out(fields["leave_out"], knowledge), *_odd(fields, knowledge)]
    kept = {key: x for key, x in fields["answers"].items() if key not in wrong and x is not None}
    left_out = fields["leave_out"] if isinstance(fields["leave_out"], list) else []
    return AnswersFile(
        public_answers(kept, knowledge),
        tuple(dict.fromkeys(x for x in left_out if isinstance(x, str) and x in knowledge.exercises)),
        fields["screen"] if _is_screen(fields.get("screen"), knowledge) else 0,
        tuple(fields["put"]) if _are_questions(fields.get("put"), knowledge) else (),
        fields["country"] if _is_country(fields.get("country"), knowledge) else None,
        tuple(f"{name}: {problem}" for problem in problems),
    )


def read_answers(text: str | bytes, knowledge: Knowledge, name: str = "answers") -> Answers:
    """Read answers that must be right as a whole: a saved file, or a plain object of them.

    Raises:
        AnswersError: as read_answers_file; any problem in a field; answers that contradict each other.
    """
    fields = _fields(text, knowledge, name)
    problems = [*wrong_answers(fields["answers"], knowledge).values(), *_odd(fields, knowledge)]
    problems += wrong_leave_out(fields["leave_out"], knowledge)
    values = {key: value for key, value in fields["answers"].items() if value is not None}
    problems += [] if problems else [f"{x.because} {x.fix}" for x in contradictions(values, knowledge)]
    if problems:
        raise AnswersError(f"{name}: {problem}" for problem in problems)
    return Answers(values, tuple(fields["leave_out"]))


def _fields(text: str | bytes, knowledge: Knowledge, name: str) -> dict[str, Any]:
    """Return the fields of a file in the form of the present version; the answers are not checked yet."""
    try:
        raw = read_object(text)
        version = _version(raw, present(knowledge)) if any(mark in raw for mark in _MARKS) else 0
        fields = raw if version else _wrapped(raw)
        if not isinstance(fields.get("answers"), dict):
            raise ValueError("'answers' wants an object of question ids and answers: this is not an answers file")
    except ValueError as error:
        raise AnswersError([f"{name}: {error}"]) from error
    for change in sorted(knowledge.answers_versions, key=lambda x: x.version):
        if change.version > version:
            fields = _migrated(fields, change)
    return {"leave_out": [], **fields}


def _wrapped(raw: Mapping[str, Any]) -> dict[str, Any]:
    answers = dict(raw)
    return {"leave_out": answers.pop("leave_out", []), "answers": answers}


def _version(raw: Mapping[str, Any], newest: int) -> int:
    product, version = raw.get("product"), raw.get("version")
    if product != PRODUCT:
        raise ValueError(f"'product' is {shortened(repr(product))}, not '{PRODUCT}': this is not an answers file")
    if type(version) is not int or version < 1:
        raise ValueError(f"'version' is {shortened(repr(version))}, not a number from 1 to {newest}")
    if version > newest:
        raise ValueError(
            f"it was made by a newer {PRODUCT} (version {shortened(str(version))}; this one reads up to {newest}): "
            "open it there"
        )
    return version


def _migrated(fields: Mapping[str, Any], change: AnswersVersion) -> dict[str, Any]:
    """Return the fields with the names of the version that made the change."""
    renamed = _renamed(fields["answers"], change.questions)
    answers = {key: _with_options(value, change.options.get(key, {})) for key, value in renamed.items()}
    left_out = fields.get("leave_out", [])
    if isinstance(left_out, list):
        left_out = [change.exercises.get(x, x) if isinstance(x, str) else x for x in left_out]
    return {**fields, "answers": answers, "leave_out": left_out}


def _renamed(answers: Mapping[str, Any], names: Mapping[str, str | None]) -> dict[str, Any]:
    pairs = ((names.get(key, key), value) for key, value in answers.items())
    return {key: value for key, value in pairs if key is not None}


def _with_options(value: Any, names: Mapping[str, str | None]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if not isinstance(value, list) or not names:
        return value
    found = [names.get(x, x) if isinstance(x, str) else x for x in value[:_LISTED]]
    return [x for x in found if x is not None] or None


def _odd(fields: Mapping[str, Any], knowledge: Knowledge) -> list[str]:
    """Return what is wrong beside the answers: a key that is none, a screen or a country that does not exist."""
    found = [f"no field '{shortened(key)}': it is left aside" for key in fields if key not in _KEYS]
    if fields.get("withheld"):
        found.append("answers to private questions were left out of this file: answer them again")
    for key, exists in {"screen": _is_screen, "put": _are_questions, "country": _is_country}.items():
        value = fields.get(key)
        if value is not None and not exists(value, knowledge):
            found.append(f"'{key}' is {shortened(repr(value))}, which does not exist: it is left aside")
    return found


def _are_questions(value: Any, knowledge: Knowledge) -> bool:
    return isinstance(value, list) and all(isinstance(name, str) and name in knowledge.questions for name in value)


def _is_screen(value: Any, knowledge: Knowledge) -> bool:
    return type(value) is int and 0 <= value <= len(
        knowledge.vocabulary.topics
    )  # the last screen comes after all topics


def _is_country(value: Any, knowledge: Knowledge) -> bool:
    return isinstance(value, str) and value in knowledge.countries
