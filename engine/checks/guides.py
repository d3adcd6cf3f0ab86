"""Guides: every section of the format, links that lead somewhere, sources that exist, nothing said twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from engine.guides import headings
from engine.knowledge import Knowledge
from engine.model import Guide, GuideSection
from engine.names import did_you_mean
from engine.source import Problem, read_guide

from . import Check, Found
from .tables import GuideFormat, formats

KINDS = {"exercise": "exercises", "condition": "conditions", "safety": "safety"}
LINK = re.compile(r"\]\((/[^)\s]*)\)")
KEY = re.compile(r"`([A-Z][A-Z0-9_]+)`")
SENTENCE_END = re.compile(r"(?<=[.!?])\s+")
MARKUP = re.compile(r"^[\s>|*\-\d.]+|\*\*[^*]+:\*\*|[*_`|]")
WORDS_OF_A_SENTENCE = 5  # shorter ones ('Breathe out and rise.') may well stand in two guides


@dataclass(frozen=True, slots=True)
class Page:
    """A guide's Markdown, with the place of every line."""

    name: str
    lines: tuple[str, ...]
    first: int

    def at(self, line: int) -> str:
        """Return 'file:line' of a line counted from 0."""
        return f"{self.name}:{self.first + line}"

    def heading(self, title: str) -> str:
        """Return 'file:line' of a heading, or of the first line of the text."""
        found = (head.line for head in headings("\n".join(self.lines)) if head.title == title)
        return self.at(next(found, 0))


def pages(knowledge: Knowledge) -> Iterator[tuple[Guide, Page]]:
    """Yield every guide with its text."""
    for guide in knowledge.guides.values():
        path = knowledge.root.parent / guide.at
        yield guide, _page(path, guide.at, path.stat().st_mtime_ns)


@lru_cache(maxsize=512)
def _page(path: Path, name: str, _changed: int) -> Page:
    _, body = read_guide(path, name)
    lines = tuple(body.split("\n"))
    whole = path.read_text(encoding="utf-8").count("\n") + 1
    return Page(name, lines, whole - len(lines) + 1)


def sections_are_complete(knowledge: Knowledge) -> Found:
    """Yield every section of the format that is missing, out of order, or not part of it."""
    wanted = formats(knowledge)
    for guide, page in pages(knowledge):
        if guide.kind not in wanted:
            yield Problem(guide.at, f"guides/format.yaml says nothing of '{guide.kind}': add it")
            continue
        yield from _sections(guide, page, wanted[guide.kind])
        if not guide.glance:
            yield Problem(page.heading(guide.title), "no '> **At a Glance:** ...' under the title: add two sentences")
        if not guide.last_reviewed:
            yield Problem(page.at(len(page.lines) - 1), "no '*Last reviewed: Month Year*' at the end: add it")


def _sections(guide: Guide, page: Page, wanted: GuideFormat) -> Iterator[Problem]:
    titles = [section.title for section in guide.sections]
    for title in wanted.sections:
        if title not in titles:
            yield Problem(page.heading(guide.title), f"no section '## {title}': add it (order: guides/format.yaml)")
    for title in titles:
        if title not in wanted.sections and not wanted.others:
            message = f"section '{title}' is not part of the format{did_you_mean(title, wanted.sections)}"
            yield Problem(page.heading(title), message)
    known = [title for title in titles if title in wanted.sections]
    ordered = [title for title in wanted.sections if title in known]
    for title, expected in zip(known, ordered, strict=False):
        if title != expected:
            yield Problem(
                page.heading(title), f"section '{title}' stands where '{expected}' belongs: put them in order"
            )
            return


def parts_are_complete(knowledge: Knowledge) -> Found:
    """Yield every section with too few sub-headings, one that is missing, or one without its marked lines."""
    wanted = formats(knowledge)
    for guide, page in pages(knowledge):
        form = wanted.get(guide.kind, GuideFormat(sections=()))
        for section in guide.sections:
            yield from _parts(section, page, form)
            if not section.markdown and not section.parts:
                yield Problem(page.heading(section.title), f"section '{section.title}' is empty: write it")


def _parts(section: GuideSection, page: Page, form: GuideFormat) -> Iterator[Problem]:
    titles = [part.title for part in section.parts]
    least = form.at_least.get(section.title, 0)
    if len(titles) < least:
        message = f"'{section.title}' has {len(titles)} sub-headings (###), at least {least} are needed: add some"
        yield Problem(page.heading(section.title), message)
    for title in form.parts.get(section.title, ()):
        if title not in titles:
            yield Problem(page.heading(section.title), f"'{section.title}' has no '### {title}': add it")
    for part in section.parts:
        for mark in form.each_part_has.get(section.title, ()):
            if mark not in part.markdown:
                yield Problem(page.heading(part.title), f"'{part.title}' has no line '{mark} ...': add it")


def links_lead_somewhere(knowledge: Knowledge) -> Found:
    """Yield every internal link that leads to no guide."""
    known = {f"/{KINDS[guide.kind]}/{guide.slug}/" for guide in knowledge.guides.values()}
    for _, page in pages(knowledge):
        for line, text in enumerate(page.lines):
            for link in LINK.findall(text):
                if link.split("#")[0] not in known:
                    yield Problem(page.at(line), f"link to '{link}', which is no guide{did_you_mean(link, known)}")


def sources_exist(knowledge: Knowledge) -> Found:
    """Yield every source that a guide quotes and sources.yaml does not hold."""
    for _, page in pages(knowledge):
        for line, text in enumerate(page.lines):
            for key in KEY.findall(text):
                if key not in knowledge.sources:
                    yield Problem(page.at(line), f"no source '{key}'{did_you_mean(key, knowledge.sources)}")


def nothing_is_said_twice(knowledge: Knowledge) -> Found:
    """Yield every sentence that stands in two guides, the closing lines, headings and sources apart."""
    first: dict[str, str] = {}
    for _, page in pages(knowledge):
        here: dict[str, str] = {}
        for line, sentence in _sentences(page):
            if sentence in first:
                yield Problem(page.at(line), f"“{sentence}” stands in {first[sentence]} too: say it in other words")
            here.setdefault(sentence, page.at(line))
        first |= {sentence: at for sentence, at in here.items() if sentence not in first}


def _sentences(page: Page) -> Iterator[tuple[int, str]]:
    for line, text in enumerate(page.lines):
        if text.startswith("## Sources"):
            return
        if text.startswith("#") or LINK.search(text):
            continue
        for part in SENTENCE_END.split(MARKUP.sub("", text)):
            sentence = part.strip()
            if len(sentence.split()) >= WORDS_OF_A_SENTENCE:
                yield line, sentence.lower()


def dates_are_dates(knowledge: Knowledge) -> Found:
    """Yield every date in the front matter that is none, and every change before publication."""
    for guide in knowledge.guides.values():
        given = {"date_published": guide.front.date_published, "date_modified": guide.front.date_modified}
        wrong = [key for key, text in given.items() if not _is_date(text)]
        for key in wrong:
            yield Problem(guide.front.at, f"{key}: '{given[key]}' is not a date: write it like 2026-11-22")
        if not wrong and given["date_modified"] < given["date_published"]:
            yield Problem(guide.front.at, "date_modified lies before date_published: mend one")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


CHECKS = (
    Check("sections-are-complete", "every guide has the sections of its format, in order", sections_are_complete),
    Check(
        "parts-are-complete",
        "sub-headings, mistakes with problem and fix, enough questions",
        parts_are_complete,
    ),
    Check("links-lead-somewhere", "internal links lead to guides that exist", links_lead_somewhere),
    Check("sources-exist", "sources quoted in guides are in sources.yaml", sources_exist),
    Check("nothing-is-said-twice", "no sentence stands in two guides", nothing_is_said_twice),
    Check("dates-are-dates", "the dates of the front matter", dates_are_dates),
)
