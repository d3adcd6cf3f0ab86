"""Questions that decided nothing: no other answer to them would have changed what any case comes to."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from .gist import Sketch
from .knowledge import Knowledge
from .possible import Possible

TRIES = 20_000  # changed answers that are worked out at most: some seconds


@dataclass(frozen=True, slots=True)
class IdleQuestions:
    """The questions that decided nothing, those that no case was asked, and how many changed answers were tried.

    Unless `whole`, the search stopped at its limit, and the questions in `left` are not judged.
    """

    idle: tuple[str, ...]
    unasked: tuple[str, ...]
    left: tuple[str, ...]
    tried: int

    @property
    def whole(self) -> bool:
        """Whether every question was judged."""
        return not self.left


def idle_questions(knowledge: Knowledge, tries: int = TRIES) -> IdleQuestions:
    """Return the questions of which no single changed answer changes what any case comes to.

    What a case comes to is its gist: urgency, what is out, patterns, where each exercise would start, and the plan.
    """
    cases = [Sketch.of(knowledge.answers_of(x), knowledge, x.leave_out) for x in knowledge.people.values()]
    found: dict[str, list[str]] = {"idle": [], "unasked": [], "left": []}
    tried = 0
    for name in knowledge.questions:
        asked = [case for case in cases if case.person.is_asked(name) is True]
        outcomes = list(islice(_until_changed(asked, name), tries - tried))
        tried += len(outcomes)
        if not asked:
            found["unasked"].append(name)
        elif not any(outcomes):
            found["left" if tried >= tries else "idle"].append(name)
    return IdleQuestions(tuple(found["idle"]), tuple(found["unasked"]), tuple(found["left"]), tried)


def _until_changed(cases: list[Sketch], question: str) -> Iterator[bool]:
    """Yield for each case and each other answer whether it changes the outcome; nothing after the first that does."""
    for case in cases:
        given = case.person.answers.get(question)
        for answer in (None, *case.knowledge.derived(Possible).answers(question)):
            if answer == given:
                continue
            changed = case.with_answer(question, answer).gist != case.gist
            yield changed
            if changed:
                return
