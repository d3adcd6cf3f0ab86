"""Overlays: a professional's disagreement as a file, read, applied to the rules, tried, compared and written."""

from .adjust import SOURCE, with_overlay
from .cases import broken_cases
from .edit import caps_on, named, rules_that_acted, true_of_her, with_change, without_last_change
from .effects import DOSE_WORDS
from .file import Change, Overlay, PlannedExercise
from .plans import planned
from .read import read_overlay
from .trial import BrokenLaw, try_overlay
from .who import MADE_UP, Affected, Crowd, Share, compare_rule_sets, made_up_people
from .words import as_text, broken_as_text, broken_in_words, change_in_words, plan_in_words, plans_as_text, who_as_text
from .write import write_overlay

__all__ = [
    "DOSE_WORDS",
    "MADE_UP",
    "SOURCE",
    "Affected",
    "BrokenLaw",
    "Change",
    "Crowd",
    "Overlay",
    "PlannedExercise",
    "Share",
    "as_text",
    "broken_as_text",
    "broken_cases",
    "broken_in_words",
    "caps_on",
    "change_in_words",
    "compare_rule_sets",
    "made_up_people",
    "named",
    "plan_in_words",
    "planned",
    "plans_as_text",
    "read_overlay",
    "rules_that_acted",
    "true_of_her",
    "try_overlay",
    "who_as_text",
    "with_change",
    "with_overlay",
    "without_last_change",
    "write_overlay",
]
