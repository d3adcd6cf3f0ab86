"""Overlays in words: what each change does and of whom, and the whole file as the command line tells it."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..english import say
from ..knowledge import Knowledge
from ..pipeline import assess
from ..stages.explanation import dose_in_words
from .adjust import with_overlay
from .effects import effect_in_words
from .file import Change, Overlay, PlannedExercise
from .plans import planned
from .trial import BrokenLaw
from .who import Crowd, compare_rule_sets


def change_in_words(change: Change, knowledge: Knowledge) -> str:
    """Return what a change does, and of whom it holds."""
    effect = effect_in_words(change, knowledge)
    return f"{effect}, for everybody" if change.when is None else f"{effect}, only where: {say(change.when, knowledge)}"


def as_text(overlay: Overlay, knowledge: Knowledge) -> str:
    """Return an overlay as plain text: who, why, and each change with its reason."""
    head = (overlay.title, f"{overlay.author}, {overlay.date}", *filter(None, (overlay.because,)))
    changes = (
        f"{place}. {change_in_words(change, knowledge)}\n   because: {change.because}"
        for place, change in enumerate(overlay.changes, 1)
    )
    return "\n".join((*head, *changes))


def plans_as_text(
    overlay: Overlay, knowledge: Knowledge, answers: Mapping[str, Any], leave_out: tuple[str, ...] = ()
) -> str:
    """Return one person's plan before and after, as plain text."""
    rule_sets = {"Before": knowledge, "After": with_overlay(knowledge, overlay)}
    lines = (
        f"{words}:\n{plan_in_words(planned(assess(answers, rules, leave_out)), rules)}"
        for words, rules in rule_sets.items()
    )
    return "\n".join(lines)


def plan_in_words(plan: tuple[PlannedExercise, ...], knowledge: Knowledge) -> str:
    """Return a plan, one exercise a line."""
    return "\n".join(_planned(item, knowledge) for item in plan) or "  no exercises"


def _planned(item: PlannedExercise, knowledge: Knowledge) -> str:
    exercise = knowledge.exercises[item.exercise]
    title = next(level.title for level in exercise.levels if level.id == item.level)
    return f"  {exercise.name}: {title}; {dose_in_words(item.dose, knowledge)}"


def broken_in_words(broken: BrokenLaw, knowledge: Knowledge) -> str:
    """Return a broken law by its title."""
    return next(law.title for law in knowledge.laws if law.id == broken.law)


def broken_as_text(found: tuple[BrokenLaw, ...], knowledge: Knowledge) -> Iterator[str]:
    """Yield each broken law with the answers that show it, as `python -m engine assess -` reads them."""
    for broken in found:
        yield f"breaks the law '{broken.law}' ({broken_in_words(broken, knowledge)}){_of_case(broken)}:"
        yield from broken.as_files()


def _of_case(broken: BrokenLaw) -> str:
    return f", {broken.case}" if broken.case else ""


def who_as_text(crowd: Crowd, overlay: Overlay) -> str:
    """Return whose advice changes: the people of data/people by name, and the share of some made-up people."""
    knowledge, after = crowd.knowledge, with_overlay(crowd.knowledge, overlay)
    known = compare_rule_sets(knowledge, after, map(knowledge.answers_of, knowledge.people.values()))
    names = [list(knowledge.people)[place] for place in known.people]
    some = crowd.under(after).anything
    low, high = (round(100 * end, 1) for end in some.interval)
    share = f"{some.count} of {some.of} made-up people ({100 * some.share:.1f}%, 95% interval {low} to {high}%)"
    return f"Other advice for {share}; of data/people: {', '.join(names) or 'nobody'}."
