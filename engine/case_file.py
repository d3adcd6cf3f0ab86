"""A case of one's own as a file: a person's answers with what is expected of them, in the form of data/people."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .answers_file import public_answers
from .knowledge import Knowledge
from .model import Expectation, Person

NAME_AT_MOST = 80
STORY_AT_MOST = 600
_SHORTEST = 3  # as the model wants of every text
_NAMELESS, _NO_STORY = "A case of my own", "No story was written."
_BARE = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
_READ_OTHERWISE = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}  # YAML 1.1 makes truths of them
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # what a reader cannot see, or a YAML reader refuses


def own_case(
    name: str,
    story: str,
    answers: Mapping[str, Any],
    leave_out: Sequence[str],
    expect: Expectation,
    knowledge: Knowledge,
) -> Person:
    """Return a case: what she says as one clean line each, cut at its limit, and how she differs from the well woman.

    Ticks that are kept nowhere are left out.
    """
    shown = _one_line(name, NAME_AT_MOST) or _NAMELESS
    given = public_answers(answers, knowledge)
    without = tuple(_empty_sections(given, knowledge))
    return Person(
        id=_free_id(shown, knowledge),
        name=shown,
        story=_one_line(story, STORY_AT_MOST) or _NO_STORY,
        without=without,
        answers=_differences(given, without, knowledge),
        leave_out=tuple(leave_out),
        expect=expect,
    )


def _one_line(text: str, at_most: int) -> str:
    """Return a text without line breaks and unseen characters; nothing if it is too short to be one."""
    seen = "".join(" " if unicodedata.category(x) in _UNSEEN else x for x in text[: 4 * at_most])
    line = " ".join(seen.split())[:at_most].strip()
    return line if len(line) >= _SHORTEST else ""


def _free_id(name: str, knowledge: Knowledge) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    first = "-".join(re.findall(r"[a-z0-9]+", plain)[:6]) or "own-case"
    ids = (first, *(f"{first}-{number}" for number in range(2, len(knowledge.people) + 3)))
    return next(x for x in ids if x not in knowledge.people)


def _empty_sections(given: Mapping[str, Any], knowledge: Knowledge) -> Iterator[str]:
    """Yield the sections of which the well woman answers something and she nothing."""
    questions = knowledge.questions.values()
    for section in knowledge.vocabulary.sections:
        names = {question.id for question in questions if question.section == section.id}
        if names & set(knowledge.well_woman) and not names & set(given):
            yield section.id


def _differences(given: Mapping[str, Any], without: Sequence[str], knowledge: Knowledge) -> dict[str, Any]:
    found = {}
    for question in knowledge.questions.values():
        usual = None if question.section in without else knowledge.well_woman.get(question.id)
        if given.get(question.id) != usual:
            found[question.id] = given.get(question.id)
    return found


# ------------------------------------------------------------------ as YAML
def write_case(case: Person) -> str:
    """Return the text of a file for data/people: YAML, one case; every text is quoted."""
    return "\n".join(["# Expected by whoever wrote this case; no clinician has reviewed it.", *_lines(case)]) + "\n"


def _lines(case: Person) -> Iterator[str]:
    yield f"- id: {_value(case.id)}"
    yield f"  name: {_quoted(case.name)}"
    yield f"  story: {_quoted(case.story)}"
    if case.without:
        yield f"  without: {_value(case.without)}"
    yield "  answers:" if case.answers else "  answers: {}"
    yield from (f"    {name}: {_value(value)}" for name, value in case.answers.items())
    if case.leave_out:
        yield f"  leave_out: {_value(case.leave_out)}"
    yield "  expect:"
    said = case.expect.model_dump(exclude_defaults=True, exclude={"at"})
    yield from (f"    {name}: {_value(value)}" for name, value in said.items())


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_value(key)}: {_value(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, str):
        return value if _BARE.fullmatch(value) and value not in _READ_OTHERWISE else _quoted(value)
    return "null" if value is None else f"{value:g}"


def _quoted(text: str) -> str:
    """Return a text in double quotes: what JSON writes of a clean line is YAML as well."""
    return json.dumps(text, ensure_ascii=False)
