"""Versions of the file of answers: counted without a gap, and every renaming ends at a name that exists today."""

from collections.abc import Iterable, Iterator, Mapping

from engine.knowledge import Knowledge
from engine.model import AnswersVersion
from engine.names import did_you_mean
from engine.source import Problem

from . import Check, Found


def without_a_gap(knowledge: Knowledge) -> Found:
    """Yield every version that is not one more than the one before it."""
    for wanted, version in enumerate(knowledge.answers_versions, 1):
        if version.version != wanted:
            message = f"version {version.version} stands at place {wanted}: write the versions 1, 2, 3 ... in order"
            yield Problem(version.at, message)


def lead_to_names(knowledge: Knowledge) -> Found:
    """Yield every renaming from a name that is still in use, or to one that no later version renames and nobody has."""
    for place, version in enumerate(knowledge.answers_versions):
        later = knowledge.answers_versions[place + 1 :]
        questions = {old for x in later for old in x.questions}
        exercises = {old for x in later for old in x.exercises}
        yield from _checked(version, "question", version.questions, knowledge.questions, questions)
        yield from _checked(version, "exercise", version.exercises, knowledge.exercises, exercises)
        for name, options in version.options.items():
            if name in knowledge.questions:
                later_options = {old for x in later for old in x.options.get(name, {})}
                yield from _checked(version, "option", options, knowledge.questions[name].choices, later_options)
            elif name not in questions:
                yield Problem(version.at, f"no question '{name}'{did_you_mean(name, knowledge.questions)}")


def _checked(
    version: AnswersVersion, what: str, names: Mapping[str, str | None], known: Iterable[str], later: set[str]
) -> Iterator[Problem]:
    there = [*known, "not_sure"] if what == "option" else list(known)
    for old, new in names.items():
        if old in there:
            yield Problem(version.at, f"{what} '{old}' still exists: a renamed {what} must be gone")
        if new is not None and new not in there and new not in later:
            yield Problem(version.at, f"no {what} '{new}'{did_you_mean(new, there)}")


CHECKS = (
    Check("answers-versions-in-order", "the versions of the file of answers count 1, 2, 3 ...", without_a_gap),
    Check("answers-versions-lead-to-names", "renamings lead from names that are gone to names in use", lead_to_names),
)
