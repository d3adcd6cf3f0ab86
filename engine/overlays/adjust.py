"""An overlay applied: the same knowledge with other rules, and everything else as it was.

To lower or to remove is one more rule, over a mark that only the levels of one exercise carry; a veto takes a rule
out; the rest are adjustments. Nothing depends on the order of the changes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

from ..adjustments import Addition, Adjustments, Exchange, NewDose, Spared, Vetoed
from ..condition import NOBODY, All, Condition, Holds, Not
from ..knowledge import Knowledge
from ..model import (
    ExclusionRule,
    Fact,
    Level,
    LevelRule,
    MovementProperty,
    Rule,
    Source,
    StageName,
    StageVerdicts,
    Verdict,
)
from .effects import effect_in_words
from .file import CONFIDENCE, Add, Change, ChangeDose, Lower, Overlay, Raise, Remove, Swap, Veto

SOURCE = "OVERLAY"
STAGES: dict[str, StageName] = {
    "triage": "triage",
    "exclusions": "exclusions",
    "levels": "levels",
    "ranking": "ranking",
    "findings": "patterns",
    "dose_rules": "programme",
}
R = TypeVar("R", bound=Rule)
SAID = "everybody"  # stands where a condition is put in that was read already


def with_overlay(knowledge: Knowledge, overlay: Overlay) -> Knowledge:
    """Return the knowledge with the changes of an overlay that was read for it; `assess` works with it unchanged."""
    made = _Made(knowledge, overlay)
    vocabulary = knowledge.vocabulary
    return replace(
        knowledge,
        vocabulary=vocabulary.model_copy(update={"properties": (*vocabulary.properties, *made.marks)}),
        sources=MappingProxyType({**knowledge.sources, SOURCE: made.source}),
        exercises=MappingProxyType(dict(made.exercises())),
        verdicts=MappingProxyType(dict(made.verdicts())),
        facts=MappingProxyType(dict(made.facts())),
        levels=(*made.kept(knowledge.levels), *made.lowered()),
        exclusions=(*made.kept(knowledge.exclusions), *made.removed()),
        triage=tuple(made.kept(knowledge.triage)),
        ranking=tuple(made.kept(knowledge.ranking)),
        findings=tuple(made.kept(knowledge.findings)),
        dose_rules=tuple(made.kept(knowledge.dose_rules)),
        adjustments=Adjustments(
            spared=tuple(made.spared()),
            additions=tuple(made.additions()),
            exchanges=tuple(made.exchanges()),
            doses=tuple(made.doses()),
            vetoed=tuple(made.vetoed()),
        ),
    )


def verdict_of(rule: str, knowledge: Knowledge) -> tuple[str, str] | None:
    """Return the life stage and the movement property of a verdict's id ('stage: property'), if there is one."""
    stage, _, prop = rule.partition(": ")
    there = stage in knowledge.verdicts and prop in knowledge.verdicts[stage].verdicts
    return (stage, prop) if there else None


def levels_meant(change: Change, knowledge: Knowledge) -> tuple[Level, ...]:
    """Return the levels that a change of one exercise speaks of."""
    levels = knowledge.exercises[change.exercise].levels if hasattr(change, "exercise") else ()
    match change:
        case Raise(level=name):
            return levels[: [level.id for level in levels].index(name) + 1]
        case ChangeDose(level=str(name)):
            return tuple(level for level in levels if level.id == name)
    return levels


@dataclass(frozen=True)
class _Made:
    """What the changes of an overlay come to, kind by kind."""

    knowledge: Knowledge
    overlay: Overlay

    def _of(self, *kinds: type[Any]) -> Iterator[Any]:
        return (change for change in self.overlay.changes if isinstance(change, kinds))

    def _said(self, change: Change) -> dict[str, Any]:
        return {
            "id": self.overlay.rule_id(change),
            "at": change.at,
            "because": change.because,
            "sources": (SOURCE, *change.sources),
            "confidence": CONFIDENCE,
        }

    def _mark(self, change: Change) -> str:
        return self.overlay.rule_id(change).replace("-", "_")

    @property
    def source(self) -> Source:
        """The professional, as a source."""
        overlay = self.overlay
        return Source(
            id=SOURCE,
            authors=overlay.author,
            year=int(overlay.date[:4]),
            title=overlay.title,
            where=f"an overlay of {overlay.date}",
            seen=overlay.date,
            confidence=CONFIDENCE,
            at=overlay.at,
        )

    # ------------------------------------------------------------------ marks
    @property
    def marks(self) -> tuple[MovementProperty, ...]:
        """A mark for the levels that each change speaks of, which no other level carries."""
        return tuple(self._property(change) for change in self._of(Lower, Remove, Raise, ChangeDose))

    def _property(self, change: Any) -> MovementProperty:
        name = self.knowledge.exercises[change.exercise].name.lower()
        return MovementProperty(
            id=self._mark(change),
            group="overlay",
            label=name,
            definition=name,
            sources=(SOURCE,),
            confidence=CONFIDENCE,
        )

    def exercises(self) -> Iterator[tuple[str, Any]]:
        """Yield every exercise, with its marks."""
        marked: dict[tuple[str, str], set[str]] = {}
        for change in self._of(Lower, Remove, Raise, ChangeDose):
            for level in levels_meant(change, self.knowledge):
                marked.setdefault((change.exercise, level.id), set()).add(self._mark(change))
        for slug, exercise in self.knowledge.exercises.items():
            levels = tuple(_with_marks(level, marked.get((slug, level.id), set())) for level in exercise.levels)
            yield slug, exercise.model_copy(update={"levels": levels})

    def verdicts(self) -> Iterator[tuple[str, StageVerdicts]]:
        """Yield the verdicts of every life stage, which have nothing to say of marks; vetoed ones allow."""
        allowed = Verdict(verdict="allow", ref="", sources=(SOURCE,), confidence=CONFIDENCE)
        vetoed = {verdict_of(change.rule, self.knowledge) for change in self._of(Veto)}
        for stage, given in self.knowledge.verdicts.items():
            free = [mark.id for mark in self.marks] + [prop for prop in given.verdicts if (stage, prop) in vetoed]
            yield stage, given.model_copy(update={"verdicts": {**given.verdicts, **dict.fromkeys(free, allowed)}})

    # ------------------------------------------------------------ taken out
    def kept(self, rules: Iterable[R]) -> Iterator[R]:
        """Yield the rules that still stand; one vetoed for some people stands for the others."""
        vetoed = {change.rule: change for change in self._of(Veto)}
        for rule in rules:
            change = vetoed.get(rule.id)
            if change is None:
                yield rule
            elif change.when is not None:
                yield rule.model_copy(update={"when": All((rule.when, Not(change.when)))})

    def facts(self) -> Iterator[tuple[str, Fact]]:
        """Yield the facts; one that is vetoed is true of nobody."""
        vetoed = {change.rule: change for change in self._of(Veto)}
        for name, fact in self.knowledge.facts.items():
            if name in vetoed and name not in self.knowledge.rules and fact.when is not None:
                change = vetoed[name]
                left = NOBODY if change.when is None else All((fact.when, Not(change.when)))
                fact = fact.model_copy(update={"when": left})
            yield name, fact

    def vetoed(self) -> Iterator[Vetoed]:
        """Yield a record of what each veto takes out, for those of whom it would have acted."""
        for change in self._of(Veto):
            stage, when = self._vetoed(change.rule)
            made = self._adjusted(Vetoed, stage, change, rule=change.rule)
            yield made.model_copy(update={"when": All((when, change.condition))})

    def _vetoed(self, name: str) -> tuple[StageName, Condition]:
        for group, stage in STAGES.items():
            for rule in getattr(self.knowledge, group):
                if rule.id == name:
                    return stage, rule.when
        if verdict := verdict_of(name, self.knowledge):
            return "exclusions", Holds(verdict[0])
        fact = self.knowledge.facts[name]
        return "facts", fact.when or NOBODY

    # --------------------------------------------------------------- put in
    def lowered(self) -> Iterator[LevelRule]:
        """Yield one more cap for each exercise that is lowered."""
        for change in self._of(Lower):
            [level] = [x for x in self.knowledge.exercises[change.exercise].levels if x.id == change.level]
            capped = {"for": (self._mark(change),), "demand_at_most": level.demand}
            yield _rule(LevelRule, change.condition, **self._said(change), **capped)

    def removed(self) -> Iterator[ExclusionRule]:
        """Yield an exclusion of each exercise that is removed."""
        for change in self._of(Remove):
            out = {"for": (self._mark(change),), "do": "exclude"}
            yield _rule(ExclusionRule, change.condition, **self._said(change), **out)

    # ----------------------------------------------------------- adjustments
    def spared(self) -> Iterator[Spared]:
        """Yield the caps that are set aside."""
        return (self._adjusted(Spared, "levels", x, mark=self._mark(x), past=x.past) for x in self._of(Raise))

    def additions(self) -> Iterator[Addition]:
        """Yield the exercises that come first."""
        return (self._adjusted(Addition, "ranking", x, exercise=x.exercise) for x in self._of(Add))

    def exchanges(self) -> Iterator[Exchange]:
        """Yield the exercises that come in the place of others."""
        for change in self._of(Swap):
            yield self._adjusted(Exchange, "programme", change, exercise=change.exercise, instead=change.for_)

    def doses(self) -> Iterator[NewDose]:
        """Yield the doses that are to be otherwise."""
        for change in self._of(ChangeDose):
            yield self._adjusted(NewDose, "programme", change, mark=self._mark(change), dose=change.dose)

    def _adjusted(self, kind: type[R], stage: StageName, change: Change, **given: Any) -> R:
        says = effect_in_words(change, self.knowledge)
        return _rule(kind, change.condition, stage=stage, says=says, **given, **self._said(change))


def _rule(kind: type[R], when: Condition, **said: Any) -> R:
    return kind.model_validate({**said, "when": SAID}).model_copy(update={"when": when})


def _with_marks(level: Level, marks: set[str]) -> Level:
    return level.model_copy(update={"properties": level.properties | marks}) if marks else level
