"""Answers as the items of a FHIR QuestionnaireResponse, and back.

Each value has the type of its question: yes or no a boolean, numbers an integer or decimal, options a coding. What is
not said is told by FHIR's own extension on the value: "not sure" is `asked-unknown`, a private answer is `masked`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..answers import wrong_answers
from ..guarded_json import read_object
from ..knowledge import Knowledge
from ..model import Question
from ..names import did_you_mean, shortened
from ..person import Person
from ..truth import NOT_SURE

BASE = "https://plumbline.example/fhir"  # .example belongs to nobody (RFC 2606): these name, and lead nowhere
ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
UNKNOWN, MASKED = "asked-unknown", "masked"
COUNTED = ("answered", "ruled_out", "not_sure")
TYPES = {"yes_no": "Boolean", "one_of": "Coding", "many_of": "Coding"}
NUMBERS = ("Integer", "Decimal")
BOOLEANS = {"yes": True, "no": False}
Item = dict[str, Any]


# ------------------------------------------------------------------ writing
def items(person: Person, *, private: bool = False) -> Iterator[Item]:
    """Yield an item for every answer that counts, in questionnaire order."""
    for question in person.knowledge.questions.values():
        state, value = person.state(question.id)
        if state in COUNTED:
            hidden = question.sensitive and not private
            given = NOT_SURE if state == "not_sure" else value
            answer = [_absent(question, MASKED)] if hidden else [_value(question, x) for x in _each(given)]
            yield {"linkId": question.id, "text": question.text, "answer": answer}


def _each(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple) else (value,)


def _type(question: Question) -> str:
    return TYPES.get(question.type) or NUMBERS[question.grain < 1]


def _value(question: Question, value: Any) -> Item:
    if value == NOT_SURE:
        return _absent(question, UNKNOWN)
    kind = _type(question)
    if kind == "Coding":
        system = f"{BASE}/CodeSystem/{question.id}"
        return {"valueCoding": {"system": system, "code": value, "display": question.choices[value]}}
    return {f"value{kind}": BOOLEANS[value] if kind == "Boolean" else value}


def _absent(question: Question, reason: str) -> Item:
    """Return a value that is not there, with why: on a coding itself, beside a plain value."""
    kind = _type(question)
    name = "valueCoding" if kind == "Coding" else f"_value{kind}"
    return {name: {"extension": [{"url": ABSENT, "valueCode": reason}]}}


# ------------------------------------------------------------------ reading
@dataclass(frozen=True)
class FhirAnswers:
    """The answers that could be used, and a message for everything that could not."""

    values: Mapping[str, Any]
    problems: tuple[str, ...] = ()


def answers_from_fhir(text: str | bytes | Mapping[str, Any], knowledge: Knowledge) -> FhirAnswers:
    """Read the answers of a QuestionnaireResponse, alone or in a Bundle; what cannot be used is told, the rest kept.

    Raises:
        ValueError: it is no JSON object, too large, or holds no QuestionnaireResponse.
    """
    raw = read_object(text) if isinstance(text, str | bytes) else text
    found: dict[str, Any] = {}
    problems: list[str] = []
    for item in _items(_response(raw).get("item")):
        try:
            name, value = _read(item, knowledge)
            found[name] = value
        except ValueError as error:
            problems.append(str(error))
    wrong = wrong_answers(found, knowledge)
    kept = {name: value for name, value in found.items() if name not in wrong}
    return FhirAnswers(kept, (*problems, *wrong.values()))


def _response(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    entries = raw.get("entry") if raw.get("resourceType") == "Bundle" else [{"resource": raw}]
    resources = (entry.get("resource") for entry in _objects(entries))
    for resource in _objects(list(resources)):
        if resource.get("resourceType") == "QuestionnaireResponse":
            return resource
    raise ValueError("no QuestionnaireResponse in it: give one, or a Bundle that holds one")


def _objects(value: Any) -> Iterator[Mapping[str, Any]]:
    return (x for x in value if isinstance(x, Mapping)) if isinstance(value, list) else iter(())


def _items(value: Any) -> Iterator[Mapping[str, Any]]:
    """Yield every item that has an answer, those in groups too."""
    waiting = list(_objects(value))
    while waiting:
        item = waiting.pop(0)
        waiting = [*_objects(item.get("item")), *waiting]
        if "answer" in item:
            yield item


def _read(item: Mapping[str, Any], knowledge: Knowledge) -> tuple[str, Any]:
    name = item.get("linkId")
    if not isinstance(name, str) or name not in knowledge.questions:
        near = did_you_mean(name, knowledge.questions) if isinstance(name, str) and len(name) < 100 else ""
        raise ValueError(f"no question has the linkId {shortened(repr(name))}: it is left aside{near}")
    question = knowledge.questions[name]
    values = [_read_value(answer, question) for answer in _objects(item.get("answer"))]
    if not values:
        raise ValueError(f"'{name}': no answer in it: leave the item out, or give one")
    if question.type == "many_of":
        return name, values
    if len(values) > 1:
        raise ValueError(f"'{name}' takes one answer, not {len(values)}")
    return name, values[0]


def _read_value(answer: Mapping[str, Any], question: Question) -> Any:
    kind = _type(question)
    reason = _reason(answer)
    if reason == UNKNOWN:
        return NOT_SURE
    if reason is not None:
        told = "a private answer was left out of this file" if reason == MASKED else f"not given ({shortened(reason)})"
        raise ValueError(f"'{question.id}': {told}: answer it again")
    kinds = NUMBERS if question.is_number else (kind,)
    given = next((answer[f"value{x}"] for x in kinds if f"value{x}" in answer), None)
    return _decoded(given, kind, question, answer)


def _decoded(given: Any, kind: str, question: Question, answer: Mapping[str, Any]) -> Any:
    if kind == "Coding" and isinstance(given, Mapping) and isinstance(given.get("code"), str):
        return given["code"]
    if kind == "Boolean" and isinstance(given, bool):
        return next(word for word, value in BOOLEANS.items() if value is given)
    if question.is_number and isinstance(given, int | float) and not isinstance(given, bool):
        return given
    there = ", ".join(sorted(answer)) or "an empty answer"
    raise ValueError(f"'{question.id}' wants value{kind}, not {shortened(there)}")


def _reason(answer: Mapping[str, Any]) -> str | None:
    """Return why a value is absent, if it is said."""
    for value in answer.values():
        for extension in _objects(value.get("extension")) if isinstance(value, Mapping) else ():
            if extension.get("url") == ABSENT:
                return str(extension.get("valueCode"))
    return None
