"""What an article comes to: the fields of `python -m engine read --json`, in their order."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["exercise", "condition", "tool", "life-stage", "other"]


class _Part(BaseModel):
    """Anything in the JSON: frozen, and nothing beside its fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Finding(_Part):
    """Something wrong in an article: its line in the file, what it is, and what to do."""

    line: int = Field(ge=1)
    what: str
    todo: str


class Named(_Part):
    """A heading under Progressions or Variations."""

    title: str
    line: int


class Mistake(_Part):
    """A common mistake; what the article does not say is null."""

    title: str
    problem: str | None
    fix: str | None
    line: int


class Question(_Part):
    """A frequently asked question; the answer is Markdown."""

    question: str
    answer: str
    line: int


class Link(_Part):
    """A link to a related article, and whether one of the folder has that address."""

    slug: str
    href: str
    line: int
    found: bool


class Section(_Part):
    """A heading and what stands under it up to the next, as safe Markdown; text before any heading has level 0."""

    level: int = Field(ge=0, le=6)
    title: str
    line: int
    markdown: str


class Facts(_Part):
    """The table of quick facts; what the article does not say is null."""

    targets: tuple[str, ...] | None = None
    best_for: tuple[str, ...] | None = None
    difficulty: str | None = None
    equipment: str | None = None
    time: str | None = None
    frequency: str | None = None


class Article(_Part):
    """One article as it was read; one that was refused has nothing but its findings."""

    path: str
    kind: Kind
    language: str
    slug: str
    title: str | None = None
    summary: str | None = None
    facts: Facts = Facts()
    progressions: tuple[Named, ...] = ()
    variations: tuple[Named, ...] = ()
    steps: tuple[str, ...] = ()
    key_points: tuple[str, ...] = ()
    good_sensations: tuple[str, ...] = ()
    stop_signs: tuple[str, ...] = ()
    mistakes: tuple[Mistake, ...] = ()
    faq: tuple[Question, ...] = ()
    related_exercises: tuple[Link, ...] = ()
    related_conditions: tuple[Link, ...] = ()
    last_reviewed: str | None = None
    sections: tuple[Section, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing of it could be read."""
        return not self.sections
