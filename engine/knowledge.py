"""Loading data/ into one frozen, typed Knowledge; every mistake is reported with file and line, all at once."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from . import guides, model, movement, names
from .adjustments import NO_ADJUSTMENTS, Adjustments
from .body import Body
from .compiled import Readings
from .entries import Entries
from .new_exercise import to_fill
from .sentences import Sentence, Sentences
from .source import Document, Path_, Problem, SourceError, read_guide, read_yaml

DATA = Path(__file__).resolve().parent.parent / "data"
EXPECTED = DATA.parent / "tests" / "expected"
T = TypeVar("T")
LevelKey = tuple[str, str]
"""An exercise and one of its levels."""


@dataclass(frozen=True)
class Knowledge:
    """All knowledge of Plumbline, frozen; `data/` is its only source."""

    vocabulary: model.Vocabulary
    sources: Mapping[str, model.Source]
    questions: Mapping[str, model.Question]
    self_tests: Mapping[str, model.SelfTest]
    facts: Mapping[str, model.Fact]
    triage: tuple[model.TriageRule, ...]
    exclusions: tuple[model.ExclusionRule, ...]
    verdicts: Mapping[str, model.StageVerdicts]
    levels: tuple[model.LevelRule, ...]
    ranking: tuple[model.RankingRule, ...]
    findings: tuple[model.PatternRule, ...]
    dose_rules: tuple[model.DoseRule, ...]
    advice: Mapping[str, model.Advice]
    patterns: Mapping[str, model.Pattern]
    guides: Mapping[str, model.Guide]
    lay_words: tuple[model.LayWords, ...]
    exercises: Mapping[str, model.ExerciseFacts]
    demand: model.DemandScale
    points: model.Points
    groups: Mapping[str, model.ExerciseGroup]
    shape: model.Shape
    advisories: tuple[model.Advisory, ...]
    stop_signs: tuple[model.StopSign, ...]
    countries: Mapping[str, model.Country]
    support: model.Support
    contradictions: tuple[model.Contradiction, ...]
    answers_versions: tuple[model.AnswersVersion, ...]
    exceptions: model.ExceptionToLaws
    laws: tuple[model.Law, ...]
    proofs: model.ProofRecord
    interview: model.Interview
    what_ifs: Mapping[str, model.WhatIf]
    people: Mapping[str, model.Person]
    well_woman: Mapping[str, Any]
    wording: Mapping[str, str]
    body: Body
    adjustments: Adjustments = NO_ADJUSTMENTS
    root: Path = field(default=DATA, compare=False)
    _derived: dict[Callable[..., Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def derived(self, make: Callable[["Knowledge"], T]) -> T:
        """Return what `make` works out from this knowledge, worked out once."""
        if make not in self._derived:
            self._derived[make] = make(self)
        found: T = self._derived[make]
        return found

    @cached_property
    def properties(self) -> Mapping[str, model.MovementProperty]:
        """The movement properties by id."""
        return {prop.id: prop for prop in self.vocabulary.properties}

    @cached_property
    def levels_by_property(self) -> Mapping[str, frozenset[LevelKey]]:
        """The levels that carry each movement property."""
        return self._levels_by(lambda level: level.properties)

    @cached_property
    def levels_by_region(self) -> Mapping[str, frozenset[LevelKey]]:
        """The levels that work each region of the body."""
        return self._levels_by(lambda level: level.regions)

    @cached_property
    def findings_by_pattern(self) -> Mapping[str, tuple[model.PatternRule, ...]]:
        """The findings that speak for or against each pattern."""
        return {name: tuple(x for x in self.findings if x.pattern == name) for name in self.patterns}

    def _levels_by(self, marks: Callable[[model.Level], Iterable[str]]) -> dict[str, frozenset[LevelKey]]:
        found: dict[str, set[LevelKey]] = {}
        for slug, exercise in self.exercises.items():
            for level in exercise.levels:
                for mark in marks(level):
                    found.setdefault(mark, set()).add((slug, level.id))
        return {mark: frozenset(levels) for mark, levels in found.items()}

    @cached_property
    def usual_order(self) -> Mapping[str, int]:
        """The place of each exercise where nothing else decides: by kind, then within its kind."""
        listed = [slug for group in self.groups.values() for slug in group.exercises]
        return {slug: place for place, slug in enumerate(listed)}

    @cached_property
    def place(self) -> Mapping[str, int]:
        """The place of each question in the questionnaire, from 0."""
        return {name: place for place, name in enumerate(self.questions)}

    @cached_property
    def readings(self) -> Readings:
        """The conditions, compiled as they are first read."""
        return Readings(self.facts)

    @cached_property
    def regions(self) -> Mapping[str, model.Region]:
        """The body regions by id."""
        return {region.id: region for region in self.vocabulary.regions}

    @cached_property
    def severity(self) -> Mapping[str, int]:
        """The place of each disposition, 0 the mildest."""
        return {word.id: place for place, word in enumerate(self.vocabulary.dispositions)}

    @cached_property
    def disposition_words(self) -> Mapping[str, model.DispositionWord]:
        """The dispositions by id."""
        return {word.id: word for word in self.vocabulary.dispositions}

    @cached_property
    def rules(self) -> Mapping[str, model.Rule]:
        """Every rule by id."""
        groups: tuple[tuple[model.Rule, ...], ...] = (
            self.triage,
            self.exclusions,
            self.levels,
            self.ranking,
            self.findings,
            self.dose_rules,
            self.adjustments.all,
        )
        return {rule.id: rule for group in groups for rule in group}

    def answers_of(self, person: model.Person) -> dict[str, Any]:
        """Return a person's whole answers: the well woman, with her differences; null takes an answer away."""
        left_out = {q.id for q in self.questions.values() if q.section in person.without}
        whole = {k: v for k, v in self.well_woman.items() if k not in left_out} | dict(person.answers)
        return {k: v for k, v in whole.items() if v is not None}


class _Reader(Entries):
    """Reads the files of one data folder, collecting every problem."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root

    def name(self, path: Path) -> str:
        return f"{self.root.name}/{path.relative_to(self.root).as_posix()}"

    def document(self, path: Path) -> Document | None:
        try:
            return read_yaml(path, self.name(path))
        except SourceError as error:
            self.problems += error.problems
            return None

    def files(self, pattern: str, required: bool = True) -> Iterator[Document]:
        found = sorted(self.root.glob(pattern))
        if not found and required:
            self.problems.append(Problem(f"{self.root.name}/{pattern}", "no such file: it is needed"))
        for path in found:
            if document := self.document(path):
                yield document

    def one(self, pattern: str, kind: type[Any]) -> Any:
        for document in self.files(pattern):
            return self.build(kind, document, (), document.value)
        return None

    def many(self, pattern: str, kind: type[Any], key: str | None = None, **extra: Any) -> list[Any]:
        """Build every item of the lists in the files of a pattern (under a key, or at the top)."""
        return [
            entry
            for document in self.files(pattern)
            for entry in self.items(document, kind, key, extra)
            if entry is not None
        ]

    def items(self, document: Document, kind: type[Any], key: str | None, extra: dict[str, Any]) -> Iterator[Any]:
        value = document.value.get(key, []) if key and isinstance(document.value, dict) else document.value
        base: Path_ = (key,) if key else ()
        if not isinstance(value, list):
            self.problems.append(Problem(document.where(base), "wants a list of entries ('- id: ...')"))
            return
        for i, raw in enumerate(value):
            yield self.build(kind, document, (*base, i), {**raw, **extra} if isinstance(raw, dict) else raw)


def load(root: Path = DATA) -> Knowledge:
    """Read a data folder.

    Raises:
        SourceError: every mistake that was found, each with file, line and what to do.
    """
    reader = _Reader(root)
    parts = _parts(reader)
    if not reader.problems:
        reader.problems += names.problems(reader.raw, parts)
    if reader.problems:
        raise SourceError(reader.problems)
    exercises = _exercises(parts, reader)
    if reader.problems:
        raise SourceError(reader.problems)
    return Knowledge(**parts, exercises=exercises, root=root)


def _parts(reader: _Reader) -> dict[str, Any]:
    well_woman = reader.one("well_woman.yaml", model.WellWoman)
    return {
        "vocabulary": reader.one("vocabulary.yaml", model.Vocabulary),
        "sources": _by_id(reader, reader.many("sources.yaml", model.Source)),
        "questions": _by_id(reader, list(_questions(reader))),
        "self_tests": _by_id(reader, reader.many("questionnaire/*self-tests.yaml", model.SelfTest, "tests")),
        "facts": _by_id(reader, reader.many("facts/*.yaml", model.Fact)),
        "triage": _unique(reader, reader.many("rules/triage/*.yaml", model.TriageRule)),
        "exclusions": _unique(reader, reader.many("rules/exclusions/*.yaml", model.ExclusionRule)),
        "verdicts": _keyed(reader, "stage", [_verdicts(reader, d) for d in reader.files("exclusions/*.yaml")]),
        "levels": _unique(reader, reader.many("rules/levels/*.yaml", model.LevelRule)),
        "ranking": _unique(reader, reader.many("rules/ranking/*.yaml", model.RankingRule)),
        "findings": _unique(reader, reader.many("rules/patterns/*.yaml", model.PatternRule)),
        "dose_rules": _unique(reader, reader.many("programme/adjustments.yaml", model.DoseRule)),
        "advice": _by_id(reader, reader.many("triage/advice.yaml", model.Advice)),
        "patterns": _by_id(reader, reader.many("patterns/*.yaml", model.Pattern)),
        "guides": _keyed(reader, "slug", list(_guides(reader))),
        "lay_words": tuple(reader.many("search.yaml", model.LayWords)),
        "demand": reader.one("levels/demand.yaml", model.DemandScale),
        "points": reader.one("ranking/points.yaml", model.Points),
        "groups": _by_id(reader, reader.many("ranking/groups.yaml", model.ExerciseGroup)),
        "shape": reader.one("programme/shape.yaml", model.Shape),
        "advisories": tuple(
            reader.many("programme/doses.yaml", model.Advisory) + reader.many("programme/moving.yaml", model.Advisory)
        ),
        "stop_signs": tuple(reader.many("triage/stop_signs.yaml", model.StopSign)),
        "countries": _by_id(reader, reader.many("triage/countries.yaml", model.Country)),
        "support": reader.one("triage/support.yaml", model.Support),
        "contradictions": tuple(reader.many("consistency.yaml", model.Contradiction)),
        "answers_versions": tuple(reader.many("answers_versions.yaml", model.AnswersVersion)),
        "exceptions": reader.one("exceptions.yaml", model.ExceptionToLaws),
        "laws": tuple(reader.many("laws.yaml", model.Law)),
        "proofs": reader.one("proofs.yaml", model.ProofRecord),
        "interview": reader.one("interview.yaml", model.Interview),
        "what_ifs": _by_id(reader, reader.many("what_ifs.yaml", model.WhatIf)),
        "people": _by_id(reader, reader.many("people/*.yaml", model.Person)),
        "well_woman": MappingProxyType(well_woman.answers if well_woman else {}),
        "wording": MappingProxyType(_wording(reader)),
        "body": _body(reader),
    }


def _body(reader: _Reader) -> Any:
    """Return the figure, with `at` in every view and part, so that a mistake in one is found at its line."""
    for document in reader.files("body.yaml"):
        value = document.value if isinstance(document.value, dict) else {}
        views = [_view(raw, document, ("views", i)) for i, raw in enumerate(value.get("views") or ())]
        return reader.build(Body, document, (), {**value, "views": views})
    return None


def _view(raw: Any, document: Document, path: Path_) -> Any:
    if not isinstance(raw, dict) or not isinstance(raw.get("parts"), list):
        return raw
    parts = [_placed(part, document.where((*path, "parts", i))) for i, part in enumerate(raw["parts"])]
    return _placed({**raw, "parts": parts}, document.where(path))


def _wording(reader: _Reader) -> Sentences:
    found = Sentences()
    for document in reader.files("wording.yaml"):
        given = document.value if isinstance(document.value, dict) else {"": document.value}
        for key, text in given.items():
            if isinstance(text, str):
                found[key] = Sentence(text)
            else:
                reader.problems.append(Problem(document.where((key,)), f"'{key}' wants a sentence, not {text!r}"))
    return found


def _questions(reader: _Reader) -> Iterator[Any]:
    for document in reader.files("questionnaire/*.yaml"):
        if not isinstance(document.value, dict):
            reader.problems.append(Problem(document.where(), "wants 'section:' and 'questions:'"))
            continue
        section = document.value.get("section")
        yield from reader.items(document, model.Question, "questions", {"section": section})


def _verdicts(reader: _Reader, document: Document) -> Any:
    value = document.value if isinstance(document.value, dict) else {}
    given = value.get("verdicts")
    if isinstance(given, dict):
        given = {name: _placed(raw, document.where(("verdicts", name))) for name, raw in given.items()}
    return reader.build(model.StageVerdicts, document, (), {**value, "verdicts": given})


def _placed(raw: Any, at: str) -> Any:
    return {**raw, "at": at} if isinstance(raw, dict) else raw


def _guides(reader: _Reader) -> Iterator[model.Guide | None]:
    for path in sorted(reader.root.glob("guides/*/*.md")):
        name = reader.name(path)
        if left := to_fill(path, name):
            reader.problems += left
            continue
        try:
            front, body = read_guide(path, name)
        except SourceError as error:
            reader.problems += error.problems
            continue
        matter = reader.build(model.FrontMatter, front, (), _with_places(front))
        if matter is not None:
            yield _guide(reader, front, matter, body, path)


def _with_places(front: Document) -> Any:
    """Return the front matter with `at` in every level, so that a mistake in one is found at its line."""
    value = front.value
    block = value.get("exercise") if isinstance(value, dict) else None
    if not isinstance(block, dict) or not isinstance(block.get("levels"), list):
        return value
    levels = [
        {**raw, "at": front.where(("exercise", "levels", i))} if isinstance(raw, dict) else raw
        for i, raw in enumerate(block["levels"])
    ]
    return {**value, "exercise": {**block, "levels": levels}}


def _guide(reader: _Reader, front: Document, matter: model.FrontMatter, body: str, path: Path) -> model.Guide | None:
    block = matter.exercise or matter.condition or matter.safety
    kind = path.parent.name.removesuffix("s") if path.parent.name != "safety" else "safety"
    if block is None:
        reader.problems.append(
            Problem(front.where(), "front matter wants a block 'exercise:', 'condition:' or 'safety:'")
        )
        return None
    if block.slug != path.stem:
        reader.problems.append(Problem(front.where(), f"slug '{block.slug}' is not the file's name '{path.stem}'"))
    title, glance, sections, reviewed = guides.split(body)
    return model.Guide.model_validate(
        {
            "slug": block.slug,
            "kind": kind,
            "title": title,
            "glance": glance,
            "front": matter,
            "sections": sections,
            "last_reviewed": reviewed,
            "at": front.name,
        }
    )


def _exercises(parts: dict[str, Any], reader: _Reader) -> Mapping[str, model.ExerciseFacts]:
    found = {}
    for guide in parts["guides"].values():
        if guide.front.exercise is not None:
            found[guide.slug] = _exercise(guide, parts["vocabulary"], reader)
    reader.problems += _ungrouped(found, parts["groups"])
    return MappingProxyType(found)


def _ungrouped(
    exercises: Mapping[str, model.ExerciseFacts], groups: Mapping[str, model.ExerciseGroup]
) -> Iterator[Problem]:
    """Yield every exercise that its kind does not list, and every one listed that is none of that kind."""
    for exercise in exercises.values():
        if exercise.group not in groups or exercise.slug not in groups[exercise.group].exercises:
            message = f"'{exercise.slug}' is of group '{exercise.group}': list it there in ranking/groups.yaml"
            yield Problem(exercise.at, message)
    for group in groups.values():
        for slug in group.exercises:
            if slug not in exercises or exercises[slug].group != group.id:
                yield Problem(group.at, f"no exercise '{slug}' says 'group: {group.id}': take it out of the list")


def _exercise(guide: model.Guide, vocabulary: model.Vocabulary, reader: _Reader) -> model.ExerciseFacts:
    block = guide.front.exercise
    assert block is not None
    section = guide.section("Progressions")
    titles = [part.title for part in section.parts] if section else []
    if len(titles) != len(block.levels):
        message = f"{len(block.levels)} levels but {len(titles)} headings under '## Progressions': give each level one"
        reader.problems.append(Problem(guide.at, message))
        titles = [level.id for level in block.levels]
    levels = tuple(
        _level(level, title, block, vocabulary, reader, guide.at)
        for level, title in zip(block.levels, titles, strict=True)
    )
    return block.model_copy(update={"levels": levels, "at": guide.at})


def _level(
    level: model.Level,
    title: str,
    block: model.ExerciseFacts,
    vocabulary: model.Vocabulary,
    reader: _Reader,
    at: str,
) -> model.Level:
    answers = {**block.movement, **level.movement}
    for message in movement.problems(answers, vocabulary):
        reader.problems.append(Problem(level.at or at, f"level '{level.id}': {message}"))
    regions = tuple(dict.fromkeys((*block.regions, *level.regions)))
    update = {
        "title": title,
        "movement": answers,
        "regions": regions,
        "properties": movement.properties(answers, vocabulary),
    }
    return level.model_copy(update=update)


def _by_id(reader: _Reader, entries: Iterable[Any]) -> Mapping[str, Any]:
    return _keyed(reader, "id", entries)


def _keyed(reader: _Reader, key: str, entries: Iterable[Any]) -> Mapping[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        if entry is None:
            continue
        name = getattr(entry, key)
        if name in found:
            reader.problems.append(Problem(entry.at, f"{key} '{name}' stands twice: also in {found[name].at}"))
        found[name] = entry
    return MappingProxyType(found)


def _unique(reader: _Reader, entries: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(_by_id(reader, entries).values())
