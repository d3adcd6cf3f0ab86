"""What the bench offers: every named what-if does something, and the interview names sections that exist."""

from engine.gist import Sketch
from engine.knowledge import Knowledge
from engine.names import did_you_mean
from engine.source import Problem
from engine.suppose import changes_of

from . import Check, Found


def what_ifs_do_something(knowledge: Knowledge) -> Found:
    """Yield every what-if after which nobody of data/people, nor the well woman, would get anything else."""
    people = [dict(knowledge.well_woman), *map(knowledge.answers_of, knowledge.people.values())]
    for item in knowledge.what_ifs.values():
        changed = ((x, {**x, **changes_of(item, x)}) for x in people)
        if all(Sketch.of(x, knowledge).gist == Sketch.of(after, knowledge).gist for x, after in changed):
            yield Problem(item.at, f"'{item.id}' changes nothing for anybody: give it other answers, or drop it")


def what_can_change_exists(knowledge: Knowledge) -> Found:
    """Yield every section of the interview's lists that the questionnaire does not have."""
    known = [section.id for section in knowledge.vocabulary.sections]
    for name in (*knowledge.interview.can_change.sections, *knowledge.interview.usual_left):
        if name not in known:
            yield Problem(knowledge.interview.at, f"no section '{name}'{did_you_mean(name, known)}")


CHECKS = (
    Check("what-ifs-do-something", "every named what-if changes something for somebody", what_ifs_do_something),
    Check("what-can-change-exists", "the sections that the interview names", what_can_change_exists),
)
