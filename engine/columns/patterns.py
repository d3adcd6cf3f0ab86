"""Patterns for a table of people: how well each person's answers fit each pattern."""

from collections.abc import Sequence

import numpy as np

from ..knowledge import Knowledge
from ..model import PatternRule
from ..results import Likelihood
from .pairs import Bools, Numbers, Pair
from .reader import Reader

LIKELIHOODS: tuple[Likelihood, ...] = ("not_assessed", "unlikely", "possible", "likely")
NOT_ASSESSED, UNLIKELY, POSSIBLE, LIKELY = range(len(LIKELIHOODS))


def likelihoods(truths: dict[str, Pair], reader: Reader) -> dict[str, Numbers]:
    """Return, for each pattern, the place of her likelihood in LIKELIHOODS, from the truths of the findings by id."""
    knowledge = reader.knowledge
    return {
        name: _likelihood(knowledge.findings_by_pattern[name], truths, reader.people.size, knowledge)
        for name in knowledge.patterns
    }


def _likelihood(rules: Sequence[PatternRule], truths: dict[str, Pair], size: int, knowledge: Knowledge) -> Numbers:
    counted = _Counted(size, knowledge)
    for rule in sorted(rules, key=lambda rule: (-counted.worth[rule.weight], rule.id)):
        counted.add(rule, truths[rule.id].true)
    required = np.ones(size, bool)
    for rule in rules:
        if rule.required:
            required &= truths[rule.id].true
    return counted.weighed(required)


class _Counted:
    """Findings as they are counted, gravest first; cues of the same test count once in each direction."""

    def __init__(self, size: int, knowledge: Knowledge) -> None:
        weights = knowledge.vocabulary.evidence_weights
        self.worth: dict[str, int] = {"none": 0} | {str(word): points for word, points in weights.items()}
        self._balance = np.zeros(size, np.intp)
        self._in_favour = {word: np.zeros(size, np.intp) for word in self.worth}
        self._strongly_against = np.zeros(size, bool)
        self._cues: dict[tuple[str, str], Bools] = {}

    def add(self, rule: PatternRule, true: Bools) -> None:
        cue = (rule.direction, rule.test or rule.id)
        before = self._cues.get(cue)
        counts = true if before is None else true & ~before
        self._cues[cue] = true if before is None else true | before
        points = self.worth[rule.weight]
        if rule.direction == "for":
            self._balance += points * counts
            self._in_favour[rule.weight] += counts
        else:
            self._balance -= points * counts
            if rule.weight == "strong":
                self._strongly_against |= counts

    def weighed(self, required: Bools) -> Numbers:
        """Return the likelihoods, by the rule of `stages.patterns.weigh`."""
        strong, moderate, weak = (self._in_favour[word] for word in ("strong", "moderate", "weak"))
        likely = required & ((strong >= 1) | (moderate >= 2)) & (self._balance > 0)
        unlikely = (self._strongly_against & (strong == 0)) | (self._balance < 0)
        possible = required & ((strong + moderate >= 1) | (weak >= 2))
        return np.select([likely, unlikely, possible], [LIKELY, UNLIKELY, POSSIBLE], NOT_ASSESSED).astype(np.int8)
