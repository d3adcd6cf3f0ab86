"""The parts of an article: its headings, what stands under each, and the field of the article that it fills."""

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from .article import Section
from .markdown import Text
from .words import ArticleWords, FieldName

ENTRIES: frozenset[FieldName] = frozenset({"progressions", "variations", "mistakes", "faq"})
"""Fields whose headings are entries: what stands under one belongs to that entry."""


@dataclass(slots=True)
class Part:
    """A heading with what stands under it up to the next; lines count from 1 in the file."""

    level: int
    title: str
    line: int
    text: Text
    tokens: list[Token]
    markdown: str
    offset: int
    parent: "Part | None" = None
    field: FieldName | None = None
    entry: bool = False
    parts: list["Part"] = dataclasses.field(default_factory=list)

    def line_of(self, token: Token, further: int = 0) -> int:
        """Return the line of the file on which a token begins."""
        return (token.map[0] if token.map else 0) + further + self.offset

    def whole(self) -> Iterator["Part"]:
        """Yield the part and all that are in it, in order."""
        yield self
        for part in self.parts:
            yield from part.whole()

    def as_section(self) -> Section:
        """Return it as it stands in the JSON."""
        return Section(level=self.level, title=self.title, line=self.line, markdown=self.markdown)


def parts_of(text: Text, lines: list[str], begin: int, words: ArticleWords) -> list[Part]:
    """Return every part of a text that begins on a line of the file (from 0), each with its field."""
    tokens = text.tokens
    heads = [i for i, token in enumerate(tokens) if token.type == "heading_open" and token.level == 0]
    offset = begin + 1
    parts = [_part(text, lines, i, end, offset) for i, end in zip(heads, [*heads[1:], len(tokens)], strict=True)]
    first = heads[0] if heads else len(tokens)
    before = _before(text, lines, first, offset)
    _nest(parts)
    for part in parts:
        part.field, part.entry = _field(part, words)
    return [*before, *parts]


def _before(text: Text, lines: list[str], first: int, offset: int) -> list[Part]:
    """Return what stands before the first heading, if anything does."""
    tokens = text.tokens[:first]
    if not any(token.type != "hr" for token in tokens):
        return []
    stop = _start(text.tokens[first]) if first < len(text.tokens) else len(lines)
    return [Part(0, "", _start(tokens[0]) + offset, text, tokens, _markdown(lines, 0, stop, tokens), offset)]


def _part(text: Text, lines: list[str], head: int, end: int, offset: int) -> Part:
    token, inner = text.tokens[head], text.tokens[head + 3 : end]
    start = token.map[1] if token.map else 0
    stop = _start(text.tokens[end]) if end < len(text.tokens) else len(lines)
    title = text.plain(text.tokens[head + 1])
    markdown = _markdown(lines, start, stop, inner)
    return Part(int(token.tag[1]), title, _start(token) + offset, text, inner, markdown, offset)


def _start(token: Token) -> int:
    return token.map[0] if token.map else 0


def _markdown(lines: list[str], start: int, stop: int, tokens: list[Token]) -> str:
    """Return the source of a part without the rule that only parts it from the next."""
    if tokens and tokens[-1].type == "hr":
        stop = _start(tokens[-1])
    return "\n".join(lines[start:stop]).strip("\n").rstrip()


def _nest(parts: list[Part]) -> None:
    above: list[Part] = []
    for part in parts:
        above = [x for x in above if x.level < part.level]
        if above:
            part.parent = above[-1]
            above[-1].parts.append(part)
        above.append(part)


def _field(part: Part, words: ArticleWords) -> tuple[FieldName | None, bool]:
    """Return the field of a part, and whether the part is an entry of it by itself."""
    if part.level == 1:
        return None, False
    inherited = part.parent.field if part.parent else None
    if inherited in ENTRIES:
        return inherited, False
    if own := words.field_of(part.title):
        return own, False
    if alone := words.alone(part.title):
        return alone, True
    return inherited, False
