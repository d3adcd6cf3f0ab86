"""Articles in the graph: marked as read only, joined to the guides and articles that they name."""

from collections.abc import Iterator

from ..graph import Edge, Graph, Node
from .article import Article
from .shelf import Shelf, Target

GUIDED = ("exercise", "condition")
"""The kinds of guides that have a node."""


def with_articles(found: Graph, shelf: Shelf) -> Graph:
    """Return the graph with a node for each article, and an edge to each guide or article that it is related to."""
    nodes = [
        Node(_id(article), "article", article.path, article.path, article.title or article.path)
        for article in shelf.articles.values()
    ]
    known = {*found.nodes, *(node.id for node in nodes)}
    return found.with_more(nodes, (edge for x in shelf.articles.values() for edge in _edges(x, shelf, known)))


def _id(article: Article) -> str:
    return f"article:{article.path}"


def _edges(article: Article, shelf: Shelf, known: set[str]) -> Iterator[Edge]:
    """Yield its edges; an article of the name of a guide is about the same thing."""
    targets = [*(link.target for link in shelf.related(article)), Target("guide", article.slug)]
    places = dict.fromkeys(place for target in targets for place in _places(target) if place in known)
    for place in places:
        if place != _id(article):
            yield Edge("related_to", _id(article), place, article.path, because="The article says so.")


def _places(target: Target) -> tuple[str, ...]:
    if target.kind == "article":
        return (f"article:{target.name}",)
    return tuple(f"{kind}:{target.name}" for kind in GUIDED)
