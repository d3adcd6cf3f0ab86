"""The articles on the guides page: a shelf of their own under the guides, and hits of their own in the search."""

from collections import defaultdict

import streamlit as st

import engine
from engine import Article, SearchHit, Shelf

from . import articles, links, words
from .plain import plain

FIRST = 5  # hits shown before she asks for more
UNCHECKED = "Nobody here has checked them, and no plan is made from them."
ON_A_SHELF = 60  # links drawn at once; the search finds the others


def show_hits(search: str, shelf: Shelf) -> None:
    """Show the articles that a search finds, under the guides."""
    found = engine.search(search, articles.index())
    if not found:
        return
    _title(len(found))
    for hit in found[:FIRST]:
        _hit(hit, shelf)
    if len(found) > FIRST:
        with st.expander(f"{len(found) - FIRST} more articles"):
            for hit in found[FIRST : FIRST + ON_A_SHELF]:
                _link(shelf.articles[hit.guide])


def show_shelves(shelf: Shelf) -> None:
    """Show every article on the shelf of its kind and language."""
    if not shelf.articles:
        return
    _title(len(shelf.articles))
    by_shelf: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(shelf.articles.values(), key=lambda x: (x.language, x.title or x.slug)):
        by_shelf[f"{words.ARTICLE_KINDS[article.kind]}, {shelf.language(article)}"].append(article)
    for name in sorted(by_shelf):
        _shelf(name, by_shelf[name])


def _title(count: int) -> None:
    st.header("Articles: read only", anchor=False)
    st.caption(f"{count:,} {'article' if count == 1 else 'articles'} from elsewhere. {UNCHECKED}")


def _shelf(name: str, stands: list[Article]) -> None:
    front = st.expander(f"**{name}** · {len(stands):,}", key=f"articles:{name}", on_change="rerun")
    if front.open:
        with front:
            for article in stands[:ON_A_SHELF]:
                _link(article)
            if len(stands) > ON_A_SHELF:
                st.caption(f"And {len(stands) - ON_A_SHELF:,} more: the search above finds them.")


def _hit(hit: SearchHit, shelf: Shelf) -> None:
    article = shelf.articles[hit.guide]
    with st.container(border=True, gap="xsmall"):
        _link(article)
        st.caption(f"{articles.MARK} · {words.ARTICLE_KINDS[article.kind]} · {shelf.language(article)}")
        st.markdown(f"*{plain(hit.where)}*  \n{plain(hit.snippet)}")


def _link(article: Article) -> None:
    st.page_link(
        links.GUIDES,
        label=plain(article.title or article.slug),
        icon=":material/article:",
        query_params={"article": article.path},
    )
