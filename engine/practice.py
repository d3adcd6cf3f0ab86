"""Practice: a programme, or one level of an exercise, as a session to do along with, step by step and timed.

The times come from the dose and from the level's own `seconds`: what those leave beside rests, holds and changes of
side is shared out among the repetitions, so that a session lasts as long as the plan says. Getting into place is not
counted: that step waits for her. The small figures are in data/programme/shape.yaml (our own choices).
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal

from .knowledge import Knowledge, LevelKey
from .model import Dose, ExerciseFacts, Level, StopSign
from .results import Assessment, LevelResult
from .stages.explanation import amount_in_words
from .stages.programme import SECONDS, Doses
from .standing import permitted

PracticeKind = Literal["prepare", "ready", "reps", "hold", "keep_on", "change", "rest"]
Side = Literal["", "right", "left"]
_LINE = re.compile(r"^(?:-|\d+\.)\s+(.*(?:\n[ \t]+\S.*)*)", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


class HeldBackError(ValueError):
    """A level that is not safe for her now was to be practised."""


@dataclass(frozen=True, slots=True)
class Task:
    """One exercise of a session at her level: the smaller end of its dose, and what to know, in plain sentences."""

    exercise: str
    name: str
    level: str
    title: str
    dose: Dose
    amount: str
    how: tuple[str, ...]
    key_points: tuple[str, ...]
    stop_if: tuple[str, ...]
    adaptations: tuple[str, ...]
    first: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PracticeStep:
    """One step of a session; `prepare` has no time of its own, since it waits for her.

    `seconds` is the whole step; of each of its `reps`, `hold_s` seconds are held. `set` counts from 1.
    """

    kind: PracticeKind
    task: int
    seconds: float = 0
    set: int = 0
    side: Side = ""
    reps: int = 0
    hold_s: int = 0


@dataclass(frozen=True, slots=True)
class Practice:
    """A session: its exercises, every step in order, and the stop signs that hold for her."""

    tasks: tuple[Task, ...]
    steps: tuple[PracticeStep, ...]
    stop_signs: tuple[StopSign, ...]

    @property
    def seconds(self) -> float:
        """How long it takes, without the time to get into place."""
        return sum(step.seconds for step in self.steps)


def practice(assessment: Assessment, knowledge: Knowledge, exercises: Collection[str] | None = None) -> Practice:
    """Return her programme as a session, or those exercises of it; a closed plan has none."""
    tasks = [
        _task(knowledge.exercises[item.exercise], item.level, item.dose, assessment, knowledge)
        for item in assessment.programme.chosen
        if exercises is None or item.exercise in exercises
    ]
    return _practice(tasks, assessment, knowledge)


def practice_of_level(assessment: Assessment, knowledge: Knowledge, key: LevelKey) -> Practice:
    """Return one level as a session, at the dose that her plan gives it or would give it.

    Raises:
        HeldBackError: the level is not permitted for her now.
    """
    if key not in permitted(assessment):
        raise HeldBackError(f"{'/'.join(key)} is not permitted for her now")
    exercise = knowledge.exercises[key[0]]
    planned = {(item.exercise, item.level): item.dose for item in assessment.programme.chosen}
    dose = planned.get(key) or Doses(assessment.facts.person).of(_level(exercise, key[1]))[0]
    return _practice([_task(exercise, key[1], dose, assessment, knowledge)], assessment, knowledge)


def _practice(tasks: list[Task], assessment: Assessment, knowledge: Knowledge) -> Practice:
    steps = (step for place, task in enumerate(tasks) for step in _steps(place, task, knowledge))
    return Practice(tuple(tasks), tuple(steps), assessment.explanation.stop_signs)


def _level(exercise: ExerciseFacts, name: str) -> Level:
    return next(level for level in exercise.levels if level.id == name)


# ------------------------------------------------------------------ an exercise
def _task(exercise: ExerciseFacts, level: str, dose: Dose, assessment: Assessment, knowledge: Knowledge) -> Task:
    rung, title = assessment.levels.ladders[exercise.slug].rung(level), _level(exercise, level).title
    low = _smaller(dose)
    return Task(
        exercise=exercise.slug,
        name=exercise.name,
        level=level,
        title=title,
        dose=low,
        amount=amount_in_words(low, knowledge),
        how=_lines(knowledge, exercise.slug, "Progressions", title),
        key_points=_lines(knowledge, exercise.slug, "Key Points"),
        stop_if=_lines(knowledge, exercise.slug, "What You Should Feel", "Stop If"),
        adaptations=tuple(dict.fromkeys(reason.instead for reason in rung.adaptations)),
        first=_first(rung),
    )


def _smaller(dose: Dose) -> Dose:
    """Return a dose at its smaller end: the one that a level's time is of."""
    ends = {name: getattr(dose, name) for name in ("sets", "reps", "hold_s", "minutes")}
    return dose.model_copy(update={name: (low[0], low[0]) for name, low in ends.items() if low})


def _first(rung: LevelResult) -> tuple[str, ...]:
    """Return what a permitted level asks before it is begun, as one that is above her start."""
    return () if rung.startable else tuple(dict.fromkeys(reason.because for reason in rung.reasons))


def _lines(knowledge: Knowledge, exercise: str, section: str, part: str = "") -> tuple[str, ...]:
    """Return the points of a section of the guide, or of a part of it, as plain sentences."""
    found = knowledge.guides[exercise].section(section)
    parts = (found, *found.parts) if found else ()
    text = next((x.markdown for x in parts if x.title == (part or section)), "")
    return tuple(_plain(match[1]) for match in _LINE.finditer(text))


def _plain(markdown: str) -> str:
    return " ".join(re.sub(r"[*`]", "", _LINK.sub(r"\1", markdown)).split())


# -------------------------------------------------------------------- its steps
def _steps(place: int, task: Task, knowledge: Knowledge) -> Iterator[PracticeStep]:
    dose, pace = task.dose, knowledge.shape.practice
    level = _level(knowledge.exercises[task.exercise], task.level)
    yield PracticeStep("prepare", place)
    yield PracticeStep("ready", place, pace.ready_s, 1, _sides(dose)[0])
    for number in range(1, dose.sets[0] + 1):
        if number > 1:
            yield PracticeStep("rest", place, dose.rest_s, number, _sides(dose)[0])
        for turn, side in enumerate(_sides(dose)):
            if turn:
                yield PracticeStep("change", place, pace.change_s, number, side)
            yield _work(place, number, side, dose, _move_s(level, knowledge))


def _sides(dose: Dose) -> tuple[Side, ...]:
    return ("right", "left") if dose.each_side else ("",)


def _work(place: int, number: int, side: Side, dose: Dose, move_s: float) -> PracticeStep:
    hold = dose.hold_s[0] if dose.hold_s else 0
    if dose.reps:
        reps = dose.reps[0]
        return PracticeStep("reps", place, round(reps * (hold + move_s), 1), number, side, reps, hold)
    if dose.minutes:
        return PracticeStep("keep_on", place, dose.minutes[0] * SECONDS, number, side)
    return PracticeStep("hold", place, hold, number, side, hold_s=hold)


def _move_s(level: Level, knowledge: Knowledge) -> float:
    """Return the seconds of one repetition without its hold, to a tenth: what the level's time leaves for it."""
    dose, pace = level.dose, knowledge.shape.practice
    if dose.reps is None:
        return 0
    sets, sides = dose.sets[0], len(_sides(dose))
    fixed = pace.ready_s + (sets - 1) * dose.rest_s + sets * (sides - 1) * pace.change_s
    hold = dose.hold_s[0] if dose.hold_s else 0
    left = (level.seconds - fixed) / (sets * sides * dose.reps[0]) - hold
    return int(10 * min(max(left, pace.move_s.at_least or 0), pace.move_s.at_most or left)) / 10
