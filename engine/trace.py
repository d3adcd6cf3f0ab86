"""The trace: what every rule did for one person, stage by stage, in words; private answers stay out of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from .condition import Condition, Holds
from .knowledge import Knowledge, LevelKey
from .model import Question, StageName
from .person import Person
from .results import Assessment, Decision
from .rulebook import RuleLine, rulebook
from .truth import NOT_SURE, Truth

TRACED: tuple[StageName, ...] = (
    "facts",
    "triage",
    "patterns",
    "exclusions",
    "ranking",
    "levels",
    "programme",
)
TRUTH_WORDS: dict[Truth, str] = {True: "true", None: "unknown", False: "silent"}
PRIVATE_RULE = "private"
VEIL = "An answer to a private question acted here; which one is not shown."
PRIVATE = "not shown, because the question is private"


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A level that a rule touched: its exercise, its name, and the file and line of the guide it stands in."""

    exercise: str
    name: str
    at: str


@dataclass(frozen=True, slots=True)
class WantedAnswer:
    """A question without an answer, and the rules that are open for want of it."""

    question: str
    lines: tuple["TraceLine", ...]


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One rule's part in a result; `used` is question and answer in words, `missing` questions still open.

    `guides` are the levels it holds back, caps, adapts or chooses.
    """

    stage: str
    rule: str
    name: str
    ref: str
    truth: str
    effect: str
    because: str
    used: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    sources: tuple[str, ...]
    confidence: str
    at: str
    private: bool
    guides: tuple[GuideLine, ...] = ()


def trace(assessment: Assessment, stage: StageName) -> tuple[TraceLine, ...]:
    """Return every rule of a stage: what is true first, then what is unknown, then what is silent."""
    person = assessment.facts.person
    written = {line.id: line for line in person.knowledge.derived(rulebook) if line.stage == stage}
    decided = [decision for decision in assessment.decisions if decision.stage == stage]
    silent = [line for line in written.values() if line.id not in {decision.rule for decision in decided}]
    lines = [
        *(_line(decision, written.get(decision.rule), person) for decision in decided),
        *(_line(_undecided(line, person), line, person) for line in silent),
    ]
    touched = dict(_touched(assessment, stage))
    lines = [replace(line, guides=_guides(touched.get(line.rule, ()), person.knowledge)) for line in lines]
    shown = [_veiled(line) if line.private else line for line in lines if not (line.private and line.truth == "silent")]
    return tuple(sorted(shown, key=lambda line: list(TRUTH_WORDS.values()).index(line.truth)))


def wanted_answers(lines: Iterable[TraceLine]) -> tuple[WantedAnswer, ...]:
    """Return the questions for want of which rules are open, with most open rules first; no private rule is named."""
    found: dict[str, list[TraceLine]] = {}
    for line in lines:
        if line.truth == TRUTH_WORDS[None]:
            for question in line.missing:
                found.setdefault(question, []).append(line)
    most_first = sorted(found.items(), key=lambda item: -len(item[1]))
    return tuple(WantedAnswer(question, tuple(open_now)) for question, open_now in most_first)


# ------------------------------------------------------- the levels a rule touched
def _touched(assessment: Assessment, stage: StageName) -> Iterator[tuple[str, list[LevelKey]]]:
    """Yield each rule of a stage that is said of levels, with these levels."""
    found: dict[str, dict[LevelKey, None]] = {}
    for key, rules in _reasons(assessment, stage):
        for rule in rules:
            found.setdefault(rule, {})[key] = None
    return ((rule, list(keys)) for rule, keys in found.items())


def _reasons(assessment: Assessment, stage: StageName) -> Iterator[tuple[LevelKey, Iterable[str]]]:
    if stage == "exclusions":
        for key, reasons in assessment.exclusions.levels.items():
            yield key, (reason.rule for reason in reasons)
    elif stage == "levels":
        for ladder in assessment.levels.ladders.values():
            for rung in ladder.rungs:
                yield (ladder.exercise, rung.level), (x.rule for x in (*rung.reasons, *rung.adaptations))
    elif stage == "programme":
        for item in assessment.programme.chosen:
            yield (item.exercise, item.level), (item.exercise, *(note.rule for note in item.dose_notes))


def _guides(keys: Iterable[LevelKey], knowledge: Knowledge) -> tuple[GuideLine, ...]:
    return tuple(_guide(slug, level, knowledge) for slug, level in keys)


def _guide(slug: str, level_id: str, knowledge: Knowledge) -> GuideLine:
    exercise = knowledge.exercises[slug]
    level = next(x for x in exercise.levels if x.id == level_id)
    return GuideLine(slug, f"{exercise.name}: {level.title}", level.at)


def _veiled(line: TraceLine) -> TraceLine:
    """Return the line of a private rule without what would tell the question: only that one acted, and how."""
    return replace(line, rule=PRIVATE_RULE, name="", ref="", because=VEIL, sources=(), confidence="", at="", guides=())


def _undecided(line: RuleLine, person: Person) -> Decision:
    """Return what the stage would have recorded of a rule that it passed over in silence."""
    tree: Condition = line.when if line.when is not None and line.stage != "facts" else Holds(line.id)
    used, missing = ((), ()) if line.private else person.split(person.grounds(tree))
    return Decision(
        _stage(line),
        line.id,
        person.truth(tree),
        line.effect,
        line.because,
        line.sources,
        used,
        missing,
        line.ref,
        line.at,
        line.confidence,
        line.private,
    )


def _stage(line: RuleLine) -> StageName:
    return next(stage for stage in TRACED if stage == line.stage)


def _line(decision: Decision, written: RuleLine | None, person: Person) -> TraceLine:
    shown = () if decision.private else decision.used
    missing = () if decision.private else decision.missing
    return TraceLine(
        stage=decision.stage,
        rule=decision.rule,
        name=written.name if written else _exercise_name(decision.rule, person.knowledge),
        ref=decision.ref,
        truth=TRUTH_WORDS[decision.truth],
        effect=_effect(decision, written, person.knowledge),
        because=decision.because,
        used=tuple(given(name, person) for name in shown),
        missing=tuple(person.knowledge.questions[name].text for name in missing),
        sources=decision.sources,
        confidence=decision.confidence,
        at=decision.at or _guide_of(decision.rule, person.knowledge),
        private=decision.private,
    )


def _exercise_name(rule: str, knowledge: Knowledge) -> str:
    exercise = knowledge.exercises.get(rule)
    return exercise.name if exercise else ""


def _guide_of(rule: str, knowledge: Knowledge) -> str:
    exercise = knowledge.exercises.get(rule)
    return exercise.at if exercise else ""


def _effect(decision: Decision, written: RuleLine | None, knowledge: Knowledge) -> str:
    if written is None:
        return _chosen_level(decision, knowledge)
    if decision.truth is True:
        return written.effect
    if decision.truth is False:
        return f"nothing; if true: {written.effect}"
    if decision.stage == "triage":
        return f"no exercises until known; if true: {written.effect}"
    if decision.stage in ("patterns", "ranking"):
        return f"nothing until known; if true: {written.effect}"
    return f"as if true, until known: {written.effect}"


def _chosen_level(decision: Decision, knowledge: Knowledge) -> str:
    """Return an effect that no rule wrote; a chosen level goes by its title."""
    word, _, level = decision.effect.partition(": ")
    exercise = knowledge.exercises.get(decision.rule)
    title = next((x.title for x in exercise.levels if x.id == level), "") if exercise else ""
    return f"{word}: {title}" if title else decision.effect


# ---------------------------------------------------------- answers in words
def given(name: str, person: Person) -> tuple[str, str]:
    """Return a question and her answer in words; to a private question, only that it is not shown."""
    question = person.knowledge.questions[name]
    return question.text, PRIVATE if question.sensitive else _answer(question, person)


def _answer(question: Question, person: Person) -> str:
    state, value = person.state(question.id)
    if state == "answered":
        return answer_in_words(question, value)
    if state == "ruled_out":
        return f"{answer_in_words(question, value)} (a test to leave out just now)"
    return "left out" if person.is_asked(question.id) else "not asked of her"


def answer_in_words(question: Question, value: Any) -> str:
    """Return an answer as she would read it: the words of the options, or the number with its unit."""
    if question.is_number:
        return f"{value:g} {question.unit}".strip()
    return ", ".join(_options(question, value if isinstance(value, list | tuple) else [value]))


def _options(question: Question, values: Any) -> Iterator[str]:
    for value in values:
        yield "not sure" if value == NOT_SURE else question.choices.get(value, str(value))
