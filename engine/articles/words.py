"""data/articles.yaml: the names by which the reader knows the parts of an article, and the limits it keeps."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from engine.knowledge import DATA
from engine.model import Entry, Id
from engine.source import Problem, SourceError, read_yaml

FILE = Path("articles.yaml")
Names = Mapping[str, tuple[str, ...]]
FieldName = Literal[
    "facts",
    "progressions",
    "variations",
    "steps",
    "key_points",
    "good_sensations",
    "stop_signs",
    "mistakes",
    "faq",
    "related_exercises",
    "related_conditions",
    "related",
    "aside",
]
LabelName = Literal[
    "targets",
    "best_for",
    "difficulty",
    "equipment",
    "time",
    "frequency",
    "problem",
    "fix",
    "step",
    "mistake",
    "summary",
    "last_reviewed",
]
KindName = Literal["exercise", "condition", "tool", "life-stage"]
Wanted = Literal["summary", "last_reviewed"] | FieldName
Count = Annotated[int, Field(ge=1)]

_LETTERS = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"\s*\d+\s*[.):]\s+")


class Limits(Entry):
    """Beyond these a file, or a part of one, is not read as an article."""

    files: Count
    folders_deep: Count
    file_bytes: Count
    front_matter_bytes: Count
    front_matter_deep: Count
    nesting: Annotated[int, Field(ge=4, le=50)]
    marks: Count
    html_bytes: Count
    described_words: Count
    alike: Annotated[float, Field(gt=0, le=1)]
    phrase_words: Count


class KindWords(Entry):
    """The folders in which articles of a kind stand, by language."""

    kind: KindName
    folders: Names


class HeadingWords(Entry):
    """The headings over one field: whole, by their first or last words, or as an entry of their own."""

    field: FieldName
    names: Names
    begins: Names = Field(default_factory=dict)
    ends: Names = Field(default_factory=dict)
    alone: Names = Field(default_factory=dict)


class LabelWords(Entry):
    """The words before a colon, or in the first cell of a row, that say what follows."""

    label: LabelName
    names: Names


class DifficultyWords(Entry):
    """One step of difficulty, and what it is called."""

    id: Id
    names: Names


class WantedOf(Entry):
    """What an article of a kind should hold."""

    kind: KindName
    fields: tuple[Wanted, ...]


class HtmlWords(Entry):
    """Tags whose text stays, and tags that go with all that is in them; all but the first are unsafe."""

    plain: tuple[str, ...]
    whole: tuple[str, ...]


class ArticleWords(Entry):
    """The whole of data/articles.yaml."""

    limits: Limits
    extensions: tuple[str, ...]
    languages: Mapping[str, str]
    default_language: str
    plain_names: tuple[str, ...]
    kinds: tuple[KindWords, ...]
    headings: tuple[HeadingWords, ...]
    labels: tuple[LabelWords, ...]
    difficulties: tuple[DifficultyWords, ...]
    wanted: tuple[WantedOf, ...]
    html: HtmlWords

    @cached_property
    def _by_name(self) -> Mapping[str, FieldName]:
        return {name: heading.field for heading in self.headings for name in _keys(heading.names)}

    @cached_property
    def _by_part(self) -> tuple[tuple[str, str, FieldName], ...]:
        """The first and last words of headings, with a blank where more may stand."""
        begins = [(f"{name} ", "", x.field) for x in self.headings for name in _keys(x.begins)]
        ends = [("", f" {name}", x.field) for x in self.headings for name in _keys(x.ends)]
        return (*begins, *ends)

    @cached_property
    def _alone(self) -> Mapping[str, FieldName]:
        return {name: heading.field for heading in self.headings for name in _keys(heading.alone)}

    @cached_property
    def _labels(self) -> Mapping[str, tuple[LabelName, ...]]:
        found: dict[str, tuple[LabelName, ...]] = {}
        for label in self.labels:
            for name in _keys(label.names):
                found[name] = (*found.get(name, ()), label.label)
        return found

    @cached_property
    def folders(self) -> Mapping[str, tuple[KindName, str]]:
        """The kind and the language that the name of a folder says; English where several share it."""
        found: dict[str, tuple[KindName, str]] = {}
        for kind in self.kinds:
            for language, names in kind.folders.items():
                for name in names:
                    found.setdefault(name, (kind.kind, language))
        return found

    def field_of(self, title: str) -> FieldName | None:
        """Return the field that a heading stands over."""
        key = as_key(title)
        if found := self._by_name.get(key):
            return found
        whole = f"{key} "
        for begins, ends, field in self._by_part:
            if (begins and whole.startswith(begins)) or (ends and key.endswith(ends)):
                return field
        return None

    def field_named(self, title: str) -> FieldName | None:
        """Return the field whose name a text is, whole."""
        return self._by_name.get(as_key(title))

    def alone(self, title: str) -> FieldName | None:
        """Return the field of which a heading is an entry by itself, such as 'Level 2: ...' or 'Making It Easier'."""
        words = as_key(title.partition(":")[0]).split()
        name = " ".join(words[:-1] if words and words[-1].isdigit() else words)
        numbered = ":" in title or (bool(words) and words[-1].isdigit())
        field = self._alone.get(name)
        return field if field == "variations" or numbered else None

    def is_label(self, text: str, label: LabelName) -> bool:
        """Return whether a text is one of the names of a label."""
        return label in self._labels.get(as_key(text), ())

    def labels_of(self, text: str) -> tuple[LabelName, ...]:
        """Return the labels that a text may be."""
        return self._labels.get(as_key(text), ())

    def difficulty(self, text: str) -> frozenset[str]:
        """Return the steps of difficulty that a text speaks of, with those between two of them."""
        words = set(as_key(text).split())
        named = [i for i, step in enumerate(self.difficulties) if words & set(_keys(step.names))]
        between = range(named[0], named[-1] + 1) if named else ()
        return frozenset(self.difficulties[i].id for i in between)

    def heading_for(self, field: str, language: str) -> str:
        """Return what a section of a field is usually called in a language."""
        for heading in self.headings:
            if heading.field == field:
                return next(iter(heading.names.get(language) or heading.names[self.default_language]))
        return field.replace("_", " ")

    def languages_of(self, title: str) -> frozenset[str]:
        """Return the languages in which a heading is one of the known ones."""
        key = as_key(title)
        return frozenset(x for heading in self.headings for x, names in heading.names.items() if key in _known(names))


def load_words(root: Path = DATA) -> ArticleWords:
    """Read data/articles.yaml.

    Raises:
        SourceError: the file is missing or not of the right shape; every mistake with its line.
    """
    document = read_yaml(root / FILE, f"{root.name}/{FILE.as_posix()}")
    try:
        return ArticleWords.model_validate(document.value)
    except ValidationError as error:
        problems = [
            Problem(document.where(_path(item["loc"])), f"{'.'.join(map(str, item['loc']))}: {item['msg']}")
            for item in error.errors()
        ]
        raise SourceError(problems) from error


def _path(place: Iterable[int | str]) -> tuple[str | int, ...]:
    return tuple(place)


@lru_cache(maxsize=20_000)
def as_key(text: str) -> str:
    """Return a text in small letters without accents, signs, and the number it begins with."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", without_number(text)) if not unicodedata.combining(c))
    return " ".join(_LETTERS.findall(bare.replace("’", "'").replace("œ", "oe").casefold()))


def without_number(text: str) -> str:
    """Return a heading without the number of a list before it."""
    return _NUMBER.sub("", text, count=1) if _NUMBER.match(text) else text


def _keys(names: Names) -> Iterator[str]:
    return (as_key(name) for listed in names.values() for name in listed)


@lru_cache(maxsize=1000)
def _known(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(as_key(name) for name in names)
