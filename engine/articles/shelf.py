"""A shelf of articles beside the guides: links lead to guides and articles that exist, pictures are told in words."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType

from markdown_it.token import Token

from .addresses import bare, is_remote, slug_in
from .article import Article
from .edits import PLAIN, Edit, edited
from .links import addresses, is_page, targets
from .markdown import Text, parser
from .reader import Reading
from .words import ArticleWords

PICTURE = "Picture"
_BOXES = {"[ ] ": "☐", "[x] ": "☑", "[X] ": "☑"}  # a box to tick would have no name, and keep nothing


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: to a guide of ours by its slug, or to an article by its path."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """A related link of an article that leads somewhere, for the graph: read only, never part of a plan."""

    article: Article
    target: Target


@dataclass(frozen=True)
class Shelf:
    """The articles of a folder that could be read, and the guides that they may lead to."""

    reading: Reading
    guides: Collection[str]
    words: ArticleWords

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """The articles by their paths."""
        return MappingProxyType({article.path: article for article in self.reading.read})

    def language(self, article: Article) -> str:
        """Return the name of an article's language."""
        return self.words.languages.get(article.language, article.language)

    def related(self, article: Article) -> tuple[RelatedLink, ...]:
        """Return where the related links of an article lead, each place once."""
        links = (*article.related_exercises, *article.related_conditions)
        found = dict.fromkeys(target for link in links if (target := self.leads_to(link.href, article)))
        return tuple(RelatedLink(article, target) for target in found)

    def leads_to(self, href: str, article: Article) -> Target | None:
        """Return where a link of an article leads: to the article, or else to the guide of that name, or nowhere."""
        if not is_page(href):
            return None
        for address in targets(href, article.path, self.words):
            if path := self._paths.get(address):
                return Target("article", path)
        slug = slug_in(bare(href).partition("#")[0].lower(), self.words)
        return Target("guide", slug) if slug in self.guides else None

    @cached_property
    def _paths(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for article in self.articles.values():
            for address in addresses(article, "", self.words):
                found.setdefault(address, article.path)
        return found

    def markdown(self, text: str, article: Article, address: Callable[[Target], str]) -> str:
        """Return a section's Markdown with links led to where they lead here, and pictures told in words."""
        read, lines = Text(text, parser(self.words.limits.nesting)), text.split("\n")
        for token in read.tokens:
            if token.type == "inline" and "[" in token.content:
                box = [Edit(0, 3, _BOXES[token.content[:4]])] if token.content[:4] in _BOXES else []
                edited(lines, token, [*box, *self._edits(read.children(token), article, address)])
        return "\n".join(lines)

    def _edits(self, tokens: list[Token], article: Article, address: Callable[[Target], str]) -> Iterator[Edit]:
        for i, token in enumerate(tokens):
            if token.type == "image":
                yield Edit(token.meta["start"], token.meta["end"], f"({PICTURE}: {token.content.translate(PLAIN)})")
            elif token.type == "link_open" and not is_remote(href := str(token.attrs.get("href", ""))):
                words = _words(tokens[i:]).translate(PLAIN)
                target = self.leads_to(href, article)
                shown = f"[{words}]({address(target)})" if target else words
                yield Edit(token.meta["start"], token.meta["end"], shown)


def _words(tokens: list[Token]) -> str:
    end = next(i for i, token in enumerate(tokens) if token.type == "link_close")
    return "".join(token.content for token in tokens[:end])
