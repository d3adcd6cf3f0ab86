"""Reading one article, and a folder of them: every file by itself, then the links between them."""

import multiprocessing
import unicodedata
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import repeat
from pathlib import Path, PurePosixPath

from markdown_it import MarkdownIt

from . import checks, fields, links
from .addresses import inside, unsafe
from .article import Article, Finding, Kind, Section
from .characters import visible
from .duplicates import Phrases, duplicates, phrases
from .files import Found, RefusedError, found_in, read_text
from .front_matter import Front, front_matter
from .links import Written
from .markdown import Text, parser
from .parts import Part, parts_of
from .safety import UnsafeError, made_safe
from .words import ArticleWords, KindName, as_key, load_words

MANY, SHARE = 300, 50  # articles from which other processes are worth their start, and how many one takes at a time


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a folder: its articles in the order of their paths, and places that were not gone into."""

    folder: Path
    articles: tuple[Article, ...]
    others: tuple[tuple[str, Finding], ...] = ()

    @property
    def read(self) -> tuple[Article, ...]:
        """The articles that were not refused."""
        return tuple(article for article in self.articles if not article.refused)


@dataclass(frozen=True, slots=True)
class _Draft:
    """An article before its links are looked up."""

    article: Article
    links: tuple[Written, ...] = ()
    permalink: str = ""
    phrases: Phrases = frozenset()


def read_folder(folder: Path, words: ArticleWords | None = None, workers: int = 1) -> Reading:
    """Read every article of a folder; one that cannot be read is refused with its reason, and the rest are read.

    Many articles are shared out among `workers` processes.

    Raises:
        SourceError: data/articles.yaml is not as it should be.
    """
    words = words or load_words()
    found = found_in(folder, words)
    listed = [x for x in found if x.article]
    drafts = _drafts(listed[: words.limits.files], words, workers)
    drafts += [_Draft(_refused(x.name, _MANY, words)) for x in listed[words.limits.files :]]
    others = tuple((x.name, x.refused) for x in found if not x.article and x.refused)
    return Reading(folder, tuple(_finished(drafts, words)), others)


_MANY = Finding(line=1, what="more articles in the folder than are read", todo="read it in parts")


def _drafts(found: list[Found], words: ArticleWords, workers: int) -> list[_Draft]:
    if workers < 2 or len(found) < MANY:
        return _share(found, words)
    shares = [found[i : i + SHARE] for i in range(0, len(found), SHARE)]
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        return [draft for share in pool.map(_share, shares, repeat(words)) for draft in share]


def _share(found: list[Found], words: ArticleWords) -> list[_Draft]:
    markdown = parser(words.limits.nesting)
    return [_draft(x, markdown, words) for x in found]


# -------------------------------------------------------------- one article
def _draft(found: Found, markdown: MarkdownIt, words: ArticleWords) -> _Draft:
    if found.refused:
        return _Draft(_refused(found.name, found.refused, words))
    try:
        return read_article(found.name, read_text(found.path, words.limits), markdown, words)
    except RefusedError as error:
        return _Draft(_refused(found.name, error.finding, words))
    except UnsafeError:
        why = Finding(line=1, what="unsafe parts hidden within one another", todo="take the HTML and the links out")
    except Exception as error:  # whatever it is, the other articles are still to be read
        why = Finding(line=1, what=f"cannot be read ({type(error).__name__})", todo="look for what is odd about it")
    return _Draft(_refused(found.name, why, words))


def _refused(path: str, why: Finding, words: ArticleWords) -> Article:
    kind, language = _place(path, Front(), words)
    return Article(path=path, kind=kind, language=language, slug=_slug(path, words), findings=(why,))


def read_article(path: str, source: str, markdown: MarkdownIt, words: ArticleWords) -> _Draft:
    """Read one article from its text; links are looked up later.

    Raises:
        UnsafeError: what is unsafe in it cannot be taken out.
    """
    source, hidden = visible(source)
    lines = source.split("\n")
    front = front_matter(lines, words.limits)
    text, body, taken = made_safe(lines[front.begin :], markdown, words)
    parts = parts_of(text, body, front.begin, words)
    kind, language = _place(path, front, words)
    language = _language(front, language, parts, words)
    article = _article(path, kind, language, front, parts, words)
    found = [
        *hidden,
        *front.findings,
        *(x.model_copy(update={"line": x.line + front.begin}) for x in taken),
        *_too_deep(text, front.begin, words),
        *_of_front(path, front, words),
        *checks.contradictions(parts, _claims(article, front, parts), words),
    ]
    article = article.model_copy(update={"findings": tuple(found)})
    return _Draft(
        article,
        tuple(links.written(parts)),
        _permalink(front),
        phrases("\n".join(body), words.limits.phrase_words),
    )


def _article(path: str, kind: Kind, language: str, front: Front, parts: list[Part], words: ArticleWords) -> Article:
    heading = next((part.title for part in parts if part.level == 1 and part.title), None)
    kept = [Section(level=0, title="", line=1, markdown=front.kept)] if front.kept else []
    return Article(
        path=path,
        kind=kind,
        language=language,
        slug=_slug(path, words),
        title=heading or front.text("title").partition(" | ")[0] or None,
        summary=fields.summary(parts, words) or front.text("description") or None,
        facts=fields.facts(parts, words),
        progressions=fields.named(parts, "progressions"),
        variations=fields.named(parts, "variations"),
        steps=fields.steps(parts, words),
        key_points=fields.listed(parts, "key_points", words),
        good_sensations=fields.listed(parts, "good_sensations", words),
        stop_signs=fields.listed(parts, "stop_signs", words),
        mistakes=fields.mistakes(parts, words),
        faq=fields.faq(parts),
        last_reviewed=fields.last_reviewed(parts, words),
        sections=(*kept, *(part.as_section() for part in parts)) or (Section(level=0, title="", line=1, markdown=""),),
    )


# ------------------------------------------------------ what it is, and where
def _place(path: str, front: Front, words: ArticleWords) -> tuple[Kind, str]:
    """Return the kind and the language that the front matter, the folders and the permalink say, in this order."""
    names = [front.text("category").lower(), *_folders(path), *_folders(_permalink(front))]
    known = [words.folders[name] for name in names if name in words.folders]
    spoken = [name for name in names if name in words.languages]
    kind: Kind = known[0][0] if known else "other"
    return kind, next((x for x in (*spoken, *(language for _, language in known[:1]))), "")


def _folders(path: str) -> list[str]:
    return [part.lstrip("_").lower() for part in PurePosixPath(path).parts]


def _permalink(front: Front) -> str:
    return front.text("permalink") or front.text("url")


def _language(front: Front, by_place: str, parts: list[Part], words: ArticleWords) -> str:
    """Return the language: as the front matter says, as most known headings are, or as the folders say."""
    given = (front.text("lang") or front.text("language")).lower()[:2]
    if given in words.languages or by_place not in ("", words.default_language):
        return given if given in words.languages else by_place
    heard = [x for part in parts if part.level > 1 for x in words.languages_of(part.title)]
    order = [words.default_language, *words.languages]
    return max(order, key=lambda x: (heard.count(x), -order.index(x)))


def _slug(path: str, words: ArticleWords) -> str:
    """Return the name of an article: its file's, or its folder's where the file's says nothing; letters and hyphens."""
    *folders, name = PurePosixPath(path).parts
    stem = name[: name.rfind(".")] if "." in name[1:] else name
    if stem.lower() in words.plain_names and folders:
        stem = folders[-1]
    bare = "".join(c for c in unicodedata.normalize("NFKD", stem.lower()) if not unicodedata.combining(c))
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in bare).split()) or "article"


def _claims(article: Article, front: Front, parts: list[Part]) -> list[checks.Claim]:
    """Return where an article says how difficult it is."""
    facts = next((part.line for part in parts if part.field == "facts"), 1)
    heading = next((part.line for part in parts if part.level == 1), 1)
    return [
        ("the front matter", front.text("difficulty"), front.lines.get("difficulty", 1)),
        ("the title", article.title or "", heading),
        ("the facts", article.facts.difficulty or "", facts),
    ]


def _of_front(path: str, front: Front, words: ArticleWords) -> Iterator[Finding]:
    permalink = _permalink(front)
    line = front.lines.get("permalink", front.lines.get("url", 1))
    if permalink and (unsafe(permalink) or inside(permalink, "/") is None or ".." in permalink):
        yield Finding(line=line, what="the permalink leads out of the site", todo="begin it with '/', without '..'")
    category, place = front.text("category").lower(), _place(path, Front(), words)[0]
    kind: KindName | None = words.folders[category][0] if category in words.folders else None
    if kind and place not in ("other", kind):
        what = f"its category says {kind}, its folder {place}"
        yield Finding(line=front.lines.get("category", 1), what=what, todo="mend the category, or move the file")


def _too_deep(text: Text, begin: int, words: ArticleWords) -> Iterator[Finding]:
    deep = next((x for x in text.tokens if x.level >= words.limits.nesting - 1 and x.map), None)
    if deep is not None and deep.map:
        what = f"lists or quotations nested deeper than {words.limits.nesting // 2}: what is in them is not shown"
        yield Finding(line=deep.map[0] + begin + 1, what=what, todo="make them flatter")


# ------------------------------------------------------------------ together
def _finished(drafts: list[_Draft], words: ArticleWords) -> Iterator[Article]:
    """Yield the articles with their links looked up and their doubles named."""
    known: dict[str, str] = {}
    further: dict[int, list[Finding]] = {}
    for place, draft in enumerate(drafts):
        if not draft.article.refused:
            further[place] = list(_doubles(draft, known, words))
    for place, other, share in duplicates([draft.phrases for draft in drafts], words.limits.alike):
        path = drafts[other].article.path
        what = f"nearly the same as {path} ({share:.0%} of its phrases)"
        further[place].append(Finding(line=1, what=what, todo="keep one, or say what is different"))
    for place, draft in enumerate(drafts):
        yield _with_links(draft, known, further.get(place, []), words)


def _doubles(draft: _Draft, known: dict[str, str], words: ArticleWords) -> Iterator[Finding]:
    """Note the addresses of an article, and yield which of them another article has."""
    article = draft.article
    for address in links.addresses(article, draft.permalink, words):
        known.setdefault(links.without_endings(address), address)
        other = known.setdefault(address, article.path)
        if other != article.path:
            case = " but for capitals" if as_key(other) == as_key(article.path) else ""
            what = f"has the address '{address}' of {other}{case}"
            yield Finding(line=1, what=what, todo="give one of them another name")


def _with_links(draft: _Draft, known: dict[str, str], further: Iterable[Finding], words: ArticleWords) -> Article:
    article = draft.article
    if article.refused:
        return article
    related = {
        "related_exercises": links.related(draft.links, article, "exercise", known, words),
        "related_conditions": links.related(draft.links, article, "condition", known, words),
    }
    whole = article.model_copy(update=related)
    dangling = links.dangling(draft.links, article, known, words)
    found = [*article.findings, *further, *checks.missing(whole, words), *dangling]
    return whole.model_copy(update={"findings": tuple(sorted(dict.fromkeys(found), key=lambda x: x.line))})
