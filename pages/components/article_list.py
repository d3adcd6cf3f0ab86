"""The articles on the guides page: a shelf of their own under the guides, and hits of their own in the search."""

from collections import defaultdict

import engine
from engine import Article, SearchHit, Shelf

from . import articles, links, words
from .plain import plain
from .sheet import Sheet

FIRST = 5  # hits shown before she asks for more
UNCHECKED = "Nobody here has checked them, and no plan is made from them."
ON_A_SHELF = 60  # links drawn at once; the search finds the others


def show_hits(sheet: Sheet, search: str, shelf: Shelf) -> None:
    """Add the articles that a search finds, under the guides."""
    found = engine.search(search, articles.index())
    if not found:
        return
    _title(sheet, len(found))
    for hit in found[:FIRST]:
        _hit(sheet, hit, shelf)
    if len(found) > FIRST:
        with sheet.folded(f"{len(found) - FIRST} more articles"):
            for hit in found[FIRST : FIRST + ON_A_SHELF]:
                _link(sheet, shelf.articles[hit.guide])


def show_shelves(sheet: Sheet, shelf: Shelf) -> None:
    """Add every article on the shelf of its kind and language."""
    if not shelf.articles:
        return
    _title(sheet, len(shelf.articles))
    by_shelf: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(shelf.articles.values(), key=lambda x: (x.language, x.title or x.slug)):
        by_shelf[f"{words.ARTICLE_KINDS[article.kind]}, {shelf.language(article)}"].append(article)
    for name in sorted(by_shelf):
        _shelf(sheet, name, by_shelf[name])


def _title(sheet: Sheet, count: int) -> None:
    sheet.header("Articles: read only")
    sheet.caption(f"{count:,} {'article' if count == 1 else 'articles'} from elsewhere. {UNCHECKED}")


def _shelf(sheet: Sheet, name: str, stands: list[Article]) -> None:
    sheet.fold(f"articles:{name}", f"**{name}** · {len(stands):,}", lambda: _stands(sheet, stands))


def _stands(sheet: Sheet, stands: list[Article]) -> None:
    for article in stands[:ON_A_SHELF]:
        _link(sheet, article)
    if len(stands) > ON_A_SHELF:
        sheet.caption(f"And {len(stands) - ON_A_SHELF:,} more: the search above finds them.")


def _hit(sheet: Sheet, hit: SearchHit, shelf: Shelf) -> None:
    article = shelf.articles[hit.guide]
    with sheet.box():
        _link(sheet, article)
        sheet.caption(f"{articles.MARK} · {words.ARTICLE_KINDS[article.kind]} · {shelf.language(article)}")
        sheet.markdown(f"*{plain(hit.where)}*  \n{plain(hit.snippet)}")


def _link(sheet: Sheet, article: Article) -> None:
    links.add(sheet, article.title or article.slug, links.GUIDES, "article", article=article.path)
