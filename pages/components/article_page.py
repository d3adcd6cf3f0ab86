"""One article as it was read: marked as unchecked, in its language, every section as plain Markdown."""

from engine import Article, Knowledge, Section, Shelf, Target

from . import articles, links, tables, words
from .guide_page import anchor
from .plain import plain
from .sheet import Sheet


def show(sheet: Sheet, article: Article, shelf: Shelf, knowledge: Knowledge) -> None:
    """Add an article from its title to what was found wrong with it."""
    links.add(sheet, "All guides", links.GUIDES, "arrow_back")
    sheet.callout("warning", f"**{articles.MARK}.** {articles.UNCHECKED} It may say things that our guides would not.")
    with sheet.within(article.language):
        sheet.title(article.title or article.slug)
        for section in article.sections:
            _section(sheet, section, article, shelf)
    _related(sheet, article, shelf, knowledge)
    sheet.caption(f"{words.ARTICLE_KINDS[article.kind]} · {shelf.language(article)} · {plain(article.path)}")
    _findings(sheet, article)
    links.add(sheet, "Back to all guides", links.GUIDES, "arrow_back")


def _section(sheet: Sheet, section: Section, article: Article, shelf: Shelf) -> None:
    if section.level == 2:
        sheet.header(section.title, anchor(section.title))
    elif section.level > 2:
        sheet.subheader(section.title)
    if section.markdown.strip():
        text = shelf.markdown(section.markdown, article, articles.address)
        sheet.markdown(tables.narrow(_lines(text)))


def _lines(markdown: str) -> str:
    """Return a text in which a bold label begins a line of its own, as its author meant it."""
    return markdown.replace("\n**", "\n\n**")


def _related(sheet: Sheet, article: Article, shelf: Shelf, knowledge: Knowledge) -> None:
    """Add a way to each related guide and article that exists."""
    related = shelf.related(article)
    if related:
        sheet.header("Where its links lead here")
    for link in related:
        _link(sheet, link.target, shelf, knowledge)


def _link(sheet: Sheet, target: Target, shelf: Shelf, knowledge: Knowledge) -> None:
    ours = target.kind == "guide"
    title = knowledge.guides[target.name].title if ours else shelf.articles[target.name].title or target.name
    label, icon = (f"{title} (our guide)", "menu_book") if ours else (f"{title} (article)", "article")
    links.add(sheet, label, links.GUIDES, icon, **{target.kind: target.name})


def _findings(sheet: Sheet, article: Article) -> None:
    """Say what is wrong with the file, for whoever keeps it."""
    if article.findings:
        with sheet.folded(f"For whoever keeps this article: {len(article.findings)} found"):
            sheet.bullets(f"Line {x.line}: {plain(x.what)}; {plain(x.todo)}." for x in article.findings)
