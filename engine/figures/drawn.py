"""The drawings of one self-test or one posture pattern, from its file in data/figures/."""

import re
from collections.abc import Callable, Iterator, Sequence

from engine.drawings import Drawing, TestDrawings
from engine.knowledge import Knowledge
from engine.model import Pattern, SelfTest

from .cell import cell, tall
from .model import Figure
from .motion import moving
from .read import Families, Figures
from .svg import Words

TESTS, PATTERNS = "tests", "patterns"  # folders in data/figures/, in each a file a test or a pattern
EVEN, SHOWN = "even", "shown"  # the two drawings of a pattern
STEP = re.compile(r"step_(\d+)(_\w+)?")


def step_of(key: str) -> int | None:
    """Return the step of the test that a drawing shows, counted from 1, if it shows one: 'step_2', 'step_2_later'."""
    found = STEP.fullmatch(key)
    return int(found[1]) if found else None


def answers_of(key: str) -> tuple[str, tuple[str, ...]]:
    """Return the question and the options that a drawing shows: 'question.option', or more options after it."""
    question, *options = key.split(".")
    return question, tuple(options)


# ------------------------------------------------------------------ tests
def drawn_test(test: SelfTest, knowledge: Knowledge) -> TestDrawings:
    """Return the drawings of a self-test, steps and answers in the order of its file.

    Raises:
        SourceError: with each mistake of the file.
    """
    families = knowledge.derived(Families)
    figures, found = families.shared, tuple(families.whole(test.id, TESTS).values())
    steps = [figure for figure in found if step_of(figure.level)]
    answers: dict[str, list[Figure]] = {}
    for figure in found:
        if not step_of(figure.level):
            answers.setdefault(answers_of(figure.level)[0], []).append(figure)
    return TestDrawings(
        tuple(_drawn(steps, figures, lambda figure: _step_in_words(figure, test))),
        {
            name: tuple(_drawn(group, figures, lambda figure: _answer_in_words(figure, knowledge)))
            for name, group in answers.items()
        },
    )


def _step_in_words(figure: Figure, test: SelfTest) -> tuple[str, str]:
    number = step_of(figure.level) or 1
    return figure.note or test.steps[number - 1], f"Step {number}"


def _answer_in_words(figure: Figure, knowledge: Knowledge) -> tuple[str, str]:
    question, options = answers_of(figure.level)
    return figure.note, " / ".join(knowledge.questions[question].choices[option] for option in options)


# ------------------------------------------------------------------ patterns
def drawn_pattern(pattern: Pattern, knowledge: Knowledge) -> tuple[Drawing, ...]:
    """Return an even posture and the pattern's, or nothing if it is not drawn.

    Raises:
        SourceError: with each mistake of the file.
    """
    families = knowledge.derived(Families)
    captions = {EVEN: knowledge.wording["posture_even"], SHOWN: pattern.name}
    found = tuple(families.whole(pattern.id, PATTERNS).values())
    return tuple(_drawn(found, families.shared, lambda figure: (figure.note, captions[figure.level])))


def _drawn(group: Sequence[Figure], figures: Figures, say: Callable[[Figure], tuple[str, str]]) -> Iterator[Drawing]:
    motions = [moving(figure, figures.body) for figure in group]
    high = max(map(tall, motions), default=0)
    for motion in motions:
        alt, caption = say(motion.figure)
        yield Drawing(cell(motion, figures.sketches, Words(caption, alt), high), alt, caption)
