"""The summary for a clinician: answers, danger signs, patterns for and against, programme, and every rule behind it."""

from collections.abc import Iterable, Iterator
from typing import Any

from ..answers_file import PRODUCT, present
from ..model import Question, TriageRule
from ..results import Evidence, PatternResult, Prescribed
from ..rulebook import rulebook
from ..stages.explanation import dose_in_words
from ..trace import PRIVATE, TRACED, VEIL, TraceLine, given, trace
from .case import Case
from .fingerprint import fingerprint
from .pdf import typeset

TEMPLATE = "clinician.typ"
STAGES = tuple(stage for stage in TRACED if stage != "facts")
ACTED = ("true", "unknown")
Data = dict[str, Any]


def summary(case: Case) -> bytes:
    """Return the summary as PDF, A4."""
    return typeset(TEMPLATE, content(case), case.date, case.knowledge)


def content(case: Case) -> Data:
    """Return everything that stands in the summary, in words."""
    words, knowledge, whole = case.words.clinician, case.knowledge, case.whole
    lines = {stage: acted(case, stage) for stage in STAGES}
    version = words.version.format(version=present(knowledge), mark=knowledge.derived(fingerprint))
    return {
        "words": words.model_dump(exclude={"at"}),
        "made": words.made.format(date=case.day),
        "product": PRODUCT,
        "reviewed": knowledge.wording["reviewed"],
        "urgency": knowledge.disposition_words[whole.triage.disposition].model_dump(include={"label", "meaning"}),
        "plan": words.plans[whole.plan],
        "private": VEIL if case.acts_in_private else "",
        "signs": list(_present(case)),
        "unknown": [flag.name for flag in case.shown.triage.open],
        **_negative(case),
        "patterns": [_pattern(x, case) for x in whole.patterns.of("likely", "possible")],
        "unlikely": [x.name for x in whole.patterns.of("unlikely")],
        "programme": list(_programme(case)),
        "held_back": [{"name": x.name, "because": x.because} for x in case.shown.explanation.held_back],
        "answers": list(_answers(case)),
        "facts": [knowledge.facts[name].label for name in whole.facts.holds if not _rests_on_private(name, case)],
        "decisions": [{"stage": stage, "lines": [_line(x) for x in lines[stage]]} for stage in STAGES if lines[stage]],
        "literature": list(_literature((key for stage in STAGES for x in lines[stage] for key in x.sources), case)),
        "version": version,
    }


# ------------------------------------------------------------ danger signs
def _present(case: Case) -> Iterator[Data]:
    for flag in case.shown.triage.fired:
        rule = case.knowledge.rules[flag.rule]
        assert isinstance(rule, TriageRule)
        label = case.knowledge.disposition_words[flag.disposition].label
        yield {"name": flag.name, "label": label, "for_clinician": rule.for_clinician, "because": flag.because}


def _negative(case: Case) -> Data:
    """Return the danger signs that were asked about and are not there, the gravest first; private ones are left out."""
    knowledge, words = case.knowledge, case.words.clinician
    silent = set(case.whole.triage.negative)
    rules = [rule for rule in knowledge.triage if rule.id in silent and not rule.private]
    groups = [
        {
            "title": words.if_there.format(disposition=word.label),
            "names": [rule.name for rule in rules if rule.disposition == word.id],
        }
        for word in reversed(knowledge.vocabulary.dispositions)
    ]
    title = words.signs_negative.format(count=len(rules))
    return {"negative_title": title, "negative": [group for group in groups if group["names"]]}


# ---------------------------------------------------- patterns and programme
def _pattern(result: PatternResult, case: Case) -> Data:
    words = case.words.clinician
    return {
        "name": result.name,
        "aim": words.aim if result.aim else "",
        "likelihood": result.likelihood,
        "for": [_finding(x, case) for x in result.evidence if x.direction == "for"],
        "against": [_finding(x, case) for x in result.evidence if x.direction == "against"],
        "caveat": result.caveat,
    }


def _finding(item: Evidence, case: Case) -> str:
    counts = "" if item.counts else f", {case.words.clinician.not_counted}"
    return f"{item.because} ({item.weight}{counts})"


def _programme(case: Case) -> Iterator[Data]:
    words = case.words.clinician
    for item in case.shown.programme.chosen:
        yield {
            "name": item.name,
            "level": item.title,
            "demand": words.demand.format(demand=item.demand),
            "dose": dose_in_words(item.dose, case.knowledge),
            "held": tuple(dict.fromkeys(reason.because for reason in item.held_by)) or (_unheld(item, case),),
            "adaptations": [reason.instead for reason in item.adaptations],
        }


def _unheld(item: Prescribed, case: Case) -> str:
    return case.words.clinician.at_top if item.next_level is None else case.words.clinician.as_high


# ---------------------------------------------------------- answers and rules
def _answers(case: Case) -> Iterator[Data]:
    for section in case.knowledge.vocabulary.sections:
        asked = (q for q in case.knowledge.questions.values() if q.section == section.id)
        rows = [[q.text, said] for q in asked if (said := _answer(q, case))]
        if rows:
            yield {"title": section.title, "rows": rows}


def _answer(question: Question, case: Case) -> str:
    """Return her answer in words, or nothing if she gave none or was not asked."""
    state, _ = case.person.state(question.id)
    if state in ("open", "not_applicable"):
        return ""
    if question.sensitive:
        return PRIVATE
    return case.words.clinician.not_sure if state == "not_sure" else given(question.id, case.person)[1]


def _rests_on_private(fact: str, case: Case) -> bool:
    used = (x.used for x in case.whole.facts.decisions if x.rule == fact)
    return any(case.knowledge.questions[name].sensitive for names in used for name in names)


def acted(case: Case, stage: Any) -> list[TraceLine]:
    """Return what the rules of a stage did, private ones veiled; what became of each exercise is told elsewhere."""
    written = {line.id for line in rulebook(case.knowledge)}
    return [x for x in trace(case.whole, stage) if x.truth in ACTED and (x.private or x.rule in written)]


def _line(line: TraceLine) -> Data:
    return {
        "rule": line.rule,
        "ref": line.ref,
        "unknown": line.truth == "unknown",
        "effect": line.effect,
        "because": line.because,
        "sources": line.sources,
        "confidence": line.confidence,
    }


def _literature(keys: Iterable[str], case: Case) -> Iterator[Data]:
    for key in sorted(set(keys)):
        source = case.knowledge.sources[key]
        year = f" ({source.year})" if source.year else ""
        yield {"key": key, "text": f"{source.authors}{year}. {source.title}. {source.where}".rstrip(". ") + "."}
