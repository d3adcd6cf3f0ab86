"""Markdown as the reader sees it: blocks first, the text within a block only where it holds a mark, spans remembered.

The spans of links, pictures, HTML and kramdown's attribute lists are kept in the tokens, so that what is unsafe can be
taken out of the source without writing the whole text anew.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline, autolink, html_inline, image, link
from markdown_it.token import Token

from .one_line import one_line

MARKS = frozenset("[]*_`<&\\!\n{")
_READ = "read"


class _Open(MarkdownIt):
    """A parser that lets every address pass as it stands: what is unsafe is found afterwards, and not overlooked."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url


def _spanned(rule: Any, kind: str) -> Any:
    def run(state: StateInline, silent: bool) -> bool:
        start, before = state.pos, len(state.tokens)
        done: bool = rule(state, silent)
        if done and not silent:
            first = next(token for token in state.tokens[before:] if token.type == kind)
            first.meta = {"start": start, "end": state.pos}
        return done

    return run


def _attributes(state: StateInline, silent: bool) -> bool:
    """Read kramdown's '{: .class}', which says how a block looks and is no text."""
    if not state.src.startswith("{:", state.pos):
        return False
    end = state.src.find("}", state.pos, state.posMax)
    if end < 0:
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.content = state.src[state.pos + 2 : end]
        token.meta = {"start": state.pos, "end": end + 1}
    state.pos = end + 1
    return True


def _half_tag(state: StateInline, silent: bool) -> bool:
    """Read a '<' that begins no tag here, but may begin one for whoever reads HTML less strictly."""
    following = state.src[state.pos + 1 : state.pos + 2]
    if state.src[state.pos] != "<" or not (following.isalpha() or following in ("/", "!", "?")):
        return False
    if not silent:
        token = state.push("half_tag", "", 0)
        token.content = "<"
        token.meta = {"start": state.pos, "end": state.pos + 1}
    state.pos += 1
    return True


def parser(nesting: int) -> MarkdownIt:
    """Return a parser of CommonMark with tables; blocks nested deeper than `nesting` are not read."""
    made = _Open("commonmark", {"maxNesting": nesting}).enable("table")
    made.core.ruler.disable(["inline"])
    made.block.ruler.before("table", "one_line", one_line)
    ruler = made.inline.ruler
    ruler.at("link", _spanned(link, "link_open"))
    ruler.at("image", _spanned(image, "image"))
    ruler.at("autolink", _spanned(autolink, "link_open"))
    ruler.at("html_inline", _spanned(html_inline, "html_inline"))
    ruler.before("link", "attributes", _attributes)
    ruler.after("html_inline", "half_tag", _half_tag)
    return made


class Text:
    """A Markdown text as tokens; the lines of its tokens count from 0 within it."""

    __slots__ = ("env", "parser", "tokens")

    def __init__(self, text: str, parser: MarkdownIt) -> None:
        self.parser = parser
        self.env: dict[str, Any] = {}
        self.tokens = parser.parse(text, self.env)

    def children(self, inline: Token) -> list[Token]:
        """Return what stands within a block of text, read when first asked for."""
        if not inline.meta.get(_READ):
            inline.children = []
            self.parser.inline.parse(inline.content, self.parser, self.env, inline.children)
            inline.meta[_READ] = True
        return inline.children or []

    def plain(self, inline: Token) -> str:
        """Return a block's text without its marks, on one line."""
        content = inline.content
        if MARKS.isdisjoint(content):
            return " ".join(content.split())
        return " ".join("".join(_words(self.children(inline))).split())


def _words(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special", "half_tag"):
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        elif token.type == "image":
            yield from _words(token.children or [])


def marks_in(content: str) -> int:
    """Return how many marks a text holds that may begin or end something."""
    return sum(content.count(mark) for mark in "[*_`<!{") - content.count("\\")
