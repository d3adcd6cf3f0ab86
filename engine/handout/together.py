"""Answers and plan in one JSON file: the answers as a saved file has them, and what was decided on them."""

import json

from .. import report
from ..answers_file import write_answers_file
from .case import Case

WITHHELD = "withheld"


def as_text(case: Case) -> bytes:
    """Return the file: it can be read back as answers, but for those to private questions, which it only names."""
    questions, given = case.knowledge.questions, case.person.answers
    shown = {name: value for name, value in given.items() if not questions[name].sensitive}
    day = case.date.isoformat()
    text = write_answers_file(shown, case.knowledge, case.leave_out, saved=day, country=case.country.id)
    withheld = [name for name in given if questions[name].sensitive]
    plan = report.as_data(case.shown, case.knowledge)
    del plan["decisions"]  # every rule by itself: ten times the rest, and `assess --json` and the summary tell it
    both = {**json.loads(text), WITHHELD: withheld, "plan": plan}
    return (json.dumps(both, ensure_ascii=False, indent=1) + "\n").encode()
