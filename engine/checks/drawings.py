"""Drawings of self-tests and posture patterns: all there, true, of something that there is, and each in words."""

from collections.abc import Iterator
from pathlib import Path

from engine.figures.colours import FILLED, STROKED
from engine.figures.drawn import EVEN, PATTERNS, SHOWN, TESTS, answers_of, step_of
from engine.figures.model import Figure
from engine.figures.motion import moving
from engine.figures.read import DRAWING, FOLDER, Figures, load
from engine.figures.sketch import FARTHER
from engine.figures.truth import untruths
from engine.figures.unseen import Unseen, load_unseen
from engine.knowledge import Knowledge
from engine.model import Question, SelfTest
from engine.names import did_you_mean
from engine.source import Document, Problem

from . import Check, Found
from .judged import judged

FROM_A_LIST = ("one_of", "many_of")


# ------------------------------------------------------------------ self-tests
def tests_are_drawn(knowledge: Knowledge) -> Found:
    """Yield every self-test or answer without a drawing, and what is wrong with the drawings there are."""
    if not (knowledge.root / FOLDER).is_dir():
        return
    figures = load(knowledge.root, within=TESTS)
    unseen, document = load_unseen(knowledge.root)
    yield from _of_nothing(figures, set(knowledge.self_tests), TESTS, knowledge.root)
    for test in knowledge.self_tests.values():
        family = figures.family(test.id)
        if not family:
            yield Problem(_file(knowledge.root, TESTS, test.id), f"no drawing of '{test.name}': draw its steps")
        for figure in family:
            yield from (Problem(figure.at, f"{figure.level}: {said}") for said in _of_test(figure, test, knowledge))
            yield from _untrue(figure, figures)
        yield from _answers(test, family, unseen, knowledge)
    yield from _looks(figures)
    yield from _needless(unseen, document, figures, knowledge)


def _looks(figures: Figures) -> Iterator[Problem]:
    where = f"{figures.root.name}/{FOLDER}/{DRAWING}/sketches.yaml:1"
    known = [*FILLED, *STROKED, *FARTHER]
    for sketch in figures.sketches.values():
        for look in {stroke.look for stroke in sketch.strokes} - set(known):
            yield Problem(where, f"'{sketch.id}' has no look '{look}': take one of {', '.join(known)}")


def _of_test(figure: Figure, test: SelfTest, knowledge: Knowledge) -> Iterator[str]:
    step = step_of(figure.level)
    if step is not None:
        if not 1 <= step <= len(test.steps):
            yield f"'{test.name}' has {len(test.steps)} steps"
        return
    question, options = answers_of(figure.level)
    if question not in test.questions or not options:
        yield f"name it step_1, step_2 ... or question.option, the question one of {', '.join(test.questions)}"
        return
    known = list(knowledge.questions[question].choices)
    yield from (f"'{question}' has no option '{x}'{did_you_mean(x, known)}" for x in options if x not in known)
    if not figure.note:
        yield "say in words what is seen: note: ..."


def _answers(test: SelfTest, family: tuple[Figure, ...], unseen: Unseen, knowledge: Knowledge) -> Iterator[Problem]:
    drawn = _drawn(family)
    for question in (knowledge.questions[name] for name in test.questions):
        for option in _seen(question, unseen):
            if (question.id, option) not in drawn:
                yield Problem(
                    _file(knowledge.root, TESTS, test.id),
                    f"no drawing of the answer '{question.id}.{option}': draw it, or say in unseen.yaml why not",
                )


def _seen(question: Question, unseen: Unseen) -> list[str]:
    if question.type not in FROM_A_LIST or question.id in unseen.answers:
        return []
    return [option for option in question.options if f"{question.id}.{option}" not in unseen.answers]


def _drawn(family: tuple[Figure, ...]) -> set[tuple[str, str]]:
    told = [answers_of(figure.level) for figure in family if step_of(figure.level) is None]
    return {(question, option) for question, options in told for option in options}


def _needless(unseen: Unseen, document: Document, figures: Figures, knowledge: Knowledge) -> Iterator[Problem]:
    drawn = {f"{question}.{option}" for slug in figures.levels for question, option in _drawn(figures.family(slug))}
    drawn |= {key.partition(".")[0] for key in drawn}
    for key in unseen.answers:
        question, options = answers_of(key)
        asked = knowledge.questions.get(question)
        where = document.where(("answers", key))
        if asked is None or any(option not in asked.choices for option in options):
            yield Problem(where, f"no answer '{key}': mend the name")
        elif key in drawn:
            yield Problem(where, f"'{key}' is drawn: take it out here")


# ------------------------------------------------------------------ patterns
def patterns_are_drawn(knowledge: Knowledge) -> Found:
    """Yield every pattern that has neither a drawing nor a reason why not, and what is wrong with the drawings."""
    if not (knowledge.root / FOLDER).is_dir():
        return
    figures = load(knowledge.root, within=PATTERNS)
    unseen, document = load_unseen(knowledge.root)
    yield from _of_nothing(figures, set(knowledge.patterns), PATTERNS, knowledge.root)
    for name in knowledge.patterns:
        yield from _of_pattern(name, figures, unseen, _file(knowledge.root, PATTERNS, name))
    for name in unseen.patterns:
        where = document.where(("patterns", name))
        if name not in knowledge.patterns:
            yield Problem(where, f"no pattern '{name}'{did_you_mean(name, list(knowledge.patterns))}")
        elif name in figures.levels:
            yield Problem(where, f"'{name}' is drawn: take it out here")


def _of_pattern(name: str, figures: Figures, unseen: Unseen, where: str) -> Iterator[Problem]:
    family = figures.family(name)
    if not family and name not in unseen.patterns:
        yield Problem(where, f"no drawing of '{name}': draw it beside an even posture, or say in unseen.yaml why not")
    if family and [figure.level for figure in family] != [EVEN, SHOWN]:
        yield Problem(where, f"wants the two drawings '{EVEN}' and '{SHOWN}', in this order")
    for figure in family:
        if not figure.note:
            yield Problem(figure.at, f"{figure.level}: say in words what is seen: note: ...")
        yield from _untrue(figure, figures)


# ------------------------------------------------------------------ both
def _untrue(figure: Figure, figures: Figures) -> Iterator[Problem]:
    if not figure.sketch:
        found = judged(figure, figures, "", lambda: untruths(moving(figure, figures.body), figures.agreement, None))
        yield from (Problem(figure.at, f"{figure.level}: {message}") for message in found)


def _of_nothing(figures: Figures, known: set[str], folder: str, root: Path) -> Iterator[Problem]:
    for slug in figures.levels:
        if slug not in known:
            what = folder.removesuffix("s")
            yield Problem(_file(root, folder, slug), f"no {what} '{slug}'{did_you_mean(slug, sorted(known))}")


def _file(root: Path, folder: str, name: str) -> str:
    return f"{root.name}/{FOLDER}/{folder}/{name}.yaml:1"


CHECKS = (
    Check("self-tests-are-drawn", "every self-test and its answers are drawn, truly", tests_are_drawn),
    Check("patterns-are-drawn", "every pattern is drawn, truly, or it is said why not", patterns_are_drawn),
)
