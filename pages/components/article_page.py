"""One article as it was read: marked as unchecked, in its language, every section as plain Markdown."""

import streamlit as st

from engine import Article, Knowledge, Section, Shelf, Target

from . import articles, links, tables, words
from .guide_page import anchor
from .plain import plain

_LANG = """export default ({ data }) => {
  const text = document.querySelector(".st-key-article");
  if (text) text.lang = data.language;
};"""


def show(article: Article, shelf: Shelf, knowledge: Knowledge) -> None:
    """Show an article from its title to what was found wrong with it."""
    st.page_link(links.GUIDES, label="All guides", icon=":material/arrow_back:")
    st.warning(f"**{articles.MARK}.** {articles.UNCHECKED} It may say things that our guides would not.")
    with st.container(key="article"):
        st.title(plain(article.title or article.slug), anchor=False)
        for section in article.sections:
            _section(section, article, shelf)
    st.components.v2.component("plumbline_language", js=_LANG)(data={"language": article.language})
    _related(article, shelf, knowledge)
    st.caption(f"{words.ARTICLE_KINDS[article.kind]} · {shelf.language(article)} · {plain(article.path)}")
    _findings(article)
    st.page_link(links.GUIDES, label="Back to all guides", icon=":material/arrow_back:")


def _section(section: Section, article: Article, shelf: Shelf) -> None:
    if section.level == 2:
        st.header(plain(section.title), anchor=anchor(section.title) or False)
    elif section.level > 2:
        st.subheader(plain(section.title), anchor=False)
    if section.markdown.strip():
        text = shelf.markdown(section.markdown, article, articles.address)
        st.markdown(tables.narrow(_lines(text)).replace("$", r"\$"))


def _lines(markdown: str) -> str:
    """Return a text in which a bold label begins a line of its own, as its author meant it."""
    return markdown.replace("\n**", "\n\n**")


def _related(article: Article, shelf: Shelf, knowledge: Knowledge) -> None:
    """Show the related guides and articles that exist as links of the app's own, which keep her answers."""
    related = shelf.related(article)
    if related:
        st.header("Where its links lead here", anchor=False)
    for link in related:
        _link(link.target, shelf, knowledge)


def _link(target: Target, shelf: Shelf, knowledge: Knowledge) -> None:
    ours = target.kind == "guide"
    title = knowledge.guides[target.name].title if ours else shelf.articles[target.name].title or target.name
    st.page_link(
        links.GUIDES,
        label=f"{plain(title)} (our guide)" if ours else f"{plain(title)} (article)",
        icon=":material/menu_book:" if ours else ":material/article:",
        query_params={target.kind: target.name},
    )


def _findings(article: Article) -> None:
    """Say what is wrong with the file, for whoever keeps it."""
    if article.findings:
        with st.expander(f"For whoever keeps this article: {len(article.findings)} found"):
            st.markdown("\n".join(f"- Line {x.line}: {plain(x.what)}; {plain(x.todo)}." for x in article.findings))
