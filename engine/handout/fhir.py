"""Answers and plan as FHIR R4 (https://hl7.org/fhir/R4/): QuestionnaireResponse and CarePlan, as plain dictionaries.

Both stand in one collection. A pattern becomes a Condition that is not confirmed, for it is none that anyone diagnosed.
Private answers are masked: the receiver sees that there is one, and not which (data-absent-reason, `masked`).
"""

import json
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from ..answers_file import PRODUCT, present
from ..results import PatternResult, Prescribed
from ..stages.explanation import dose_in_words
from .case import Case, named
from .fhir_answers import BASE, items
from .fingerprint import fingerprint

Data = dict[str, Any]
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, BASE)
CONDITION_STATES = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
WEEK = "wk"  # in UCUM


def bundle(case: Case) -> Data:
    """Return one Bundle with the answers and the plan made of them; the same case gives the same ids."""
    response = questionnaire_response(case)
    entries = [_entry(response, case), _entry(care_plan(case), case)]
    entries[1]["resource"]["supportingInfo"] = [{"reference": entries[0]["fullUrl"]}]
    return {"resourceType": "Bundle", "type": "collection", "timestamp": _moment(case), "entry": entries}


def as_text(resource: Data) -> bytes:
    """Return a resource as JSON text."""
    return (json.dumps(resource, ensure_ascii=False, indent=1) + "\n").encode()


def _entry(resource: Data, case: Case) -> Data:
    name = f"{case.date} {json.dumps(resource, sort_keys=True)}"
    return {"fullUrl": f"urn:uuid:{uuid.uuid5(_SPACE, name)}", "resource": resource}


def _moment(case: Case) -> str:
    return f"{case.date.isoformat()}T00:00:00Z"


# ------------------------------------------------------------------ answers
def questionnaire_response(case: Case, *, private: bool = False) -> Data:
    """Return the answers that count; those to private questions are masked unless `private`.

    An item's linkId is the question's id. Questions that are not asked of her are left out, as `enableWhen` demands,
    but for a measurement that was taken although it should be left out now: it still holds the plan back.
    """
    complete = not case.whole.explanation.open_questions
    return {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": f"{BASE}/Questionnaire/check|{present(case.knowledge)}",
        "status": "completed" if complete else "in-progress",
        "subject": {"display": case.words.fhir.subject},
        "authored": _moment(case),
        "item": list(items(case.person, private=private)),
    }


# --------------------------------------------------------------------- plan
def care_plan(case: Case) -> Data:
    """Return the plan as a proposal; a closed plan has no activity, and says so."""
    words, patterns = case.words.fhir, case.whole.patterns.of("likely", "possible")
    subject = {"display": words.subject}
    conditions = [_condition(result, subject, case) for result in patterns]
    found: Data = {
        "resourceType": "CarePlan",
        "contained": conditions,
        "status": "draft",
        "intent": "proposal",
        "title": words.care_plan,
        "description": case.shown.explanation.headline,
        "subject": subject,
        "period": _period(case),
        "created": _moment(case),
        "addresses": [{"reference": f"#{condition['id']}"} for condition in conditions],
        "activity": [_activity(item, case) for item in case.shown.programme.chosen],
        "note": [{"text": text} for text in _notes(case)],
    }
    return {name: value for name, value in found.items() if value}


def _period(case: Case) -> Data:
    end = case.date + timedelta(weeks=case.words.weeks) - timedelta(days=1)
    return {"start": case.date.isoformat(), "end": end.isoformat()}


def _condition(result: PatternResult, subject: Data, case: Case) -> Data:
    text = case.words.fhir.pattern_note.format(likelihood=result.likelihood)
    return {
        "resourceType": "Condition",
        "id": f"pattern-{result.pattern.replace('_', '-')}",
        "verificationStatus": {"coding": [{"system": CONDITION_STATES, "code": "unconfirmed"}]},
        "code": {"text": result.name},
        "subject": subject,
        "note": [{"text": f"{text} {result.caveat}"}],
    }


def _activity(item: Prescribed, case: Case) -> Data:
    dose = dose_in_words(item.dose, case.knowledge)
    adapted = [reason.instead for reason in item.adaptations]
    return {
        "detail": {
            "code": {
                "coding": [{"system": f"{BASE}/CodeSystem/exercises", "code": f"{item.exercise}.{item.level}"}],
                "text": named(item),
            },
            "status": "not-started",
            "doNotPerform": False,
            "scheduledTiming": {"repeat": _repeat(item, case), "code": {"text": dose}},
            "description": " ".join([f"{dose}.", *adapted]),
        }
    }


def _repeat(item: Prescribed, case: Case) -> Data:
    low, high = item.dose.per_week
    more = {"frequencyMax": high} if high > low else {}
    return {"boundsPeriod": _period(case), "frequency": low, **more, "period": 1, "periodUnit": WEEK}


def _notes(case: Case) -> Iterator[str]:
    yield case.knowledge.wording["reviewed"]
    yield case.knowledge.disposition_words[case.whole.triage.disposition].meaning
    if case.whole.triage.closed:
        yield case.words.fhir.closed
    else:
        yield from case.shown.explanation.for_all
        yield from (f"{', '.join(sign.signs)}: {sign.do}" for sign in case.shown.explanation.stop_signs)
    yield f"{PRODUCT}, {case.knowledge.derived(fingerprint)}"
