"""The links of an article, the addresses it answers to, and which article of the folder a link leads to."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from .addresses import bare, inside, is_remote, slug_in, without_extension
from .article import Article, Finding, Link
from .parts import Part
from .words import ArticleWords, FieldName, KindName

_PAGES = ("", ".md", ".markdown", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Written:
    """A link as it is written: under which field, where it leads, and its line."""

    field: FieldName | None
    href: str
    line: int


def written(parts: Iterable[Part]) -> Iterator[Written]:
    """Yield every link of an article in order."""
    for part in parts:
        for token in part.tokens:
            if token.type == "inline" and ("]" in token.content or "<" in token.content):
                further = 0
                for child in part.text.children(token):
                    further += child.type in ("softbreak", "hardbreak")
                    if child.type == "link_open":
                        yield Written(part.field, str(child.attrs.get("href", "")), part.line_of(token, further))


# ---------------------------------------------------------------- addresses
def addresses(article: Article, permalink: str, words: ArticleWords) -> tuple[str, ...]:
    """Return the addresses that an article answers to: by its place, by its permalink, and by its kind and slug."""
    found = [_of_path(article.path, words)]
    if permalink and (own := inside(permalink, "/")):
        found.append(_short(own, words))
    names = next((kind.folders for kind in words.kinds if kind.kind == article.kind), {})
    before = "" if article.language == words.default_language else f"/{article.language}"
    found += [f"{before}/{name}/{article.slug}" for name in names.get(article.language, ())]
    return tuple(dict.fromkeys(found))


def _of_path(path: str, words: ArticleWords) -> str:
    *folders, name = path.lower().split("/")
    return _short("/" + "/".join([*(x.lstrip("_") for x in folders), name]), words)


def _short(address: str, words: ArticleWords) -> str:
    """Return an address without an extension, and without a last part that says nothing."""
    parts = [part for part in address.split("/") if part]
    if parts:
        parts[-1] = without_extension(parts[-1], words.extensions)
    return "/" + "/".join(parts[:-1] if len(parts) > 1 and parts[-1] in words.plain_names else parts)


def targets(href: str, path: str, words: ArticleWords) -> tuple[str, ...]:
    """Return the addresses that a link of an article may lead to; none if it leads out of the folder."""
    own = _of_path(path, words)
    found = (inside(href, base) for base in (own, own.rpartition("/")[0] or "/"))
    return tuple(dict.fromkeys(_short(x, words) for x in found if x is not None))


def is_page(href: str) -> bool:
    """Return whether an address is one of a page of the site, and not a place on this page, a file or elsewhere."""
    plain = bare(href).partition("#")[0].partition("?")[0]
    last = plain.rstrip("/").rpartition("/")[2]
    dot = last.rfind(".")
    return bool(plain) and not is_remote(href) and (last[dot:] if dot > 0 else "").lower() in _PAGES


# ------------------------------------------------------------------ related
def related(
    links: Iterable[Written], article: Article, kind: KindName, known: Collection[str], words: ArticleWords
) -> tuple[Link, ...]:
    """Return the related articles of a kind: under a heading of that kind, or of any where the address says it."""
    field = f"related_{kind}s"
    return tuple(
        _link(link, article, known, words)
        for link in links
        if link.field == field or (link.field == "related" and _kind_in(link.href, words) == kind)
    )


def _kind_in(href: str, words: ArticleWords) -> KindName | None:
    kinds = (words.folders.get(part.lstrip("_")) for part in bare(href).lower().split("/"))
    return next((kind for found in kinds if found for kind in found[:1]), None)


def _link(link: Written, article: Article, known: Collection[str], words: ArticleWords) -> Link:
    to = targets(link.href, article.path, words)
    slug = slug_in(bare(link.href).partition("#")[0].partition("?")[0].lower(), words)
    return Link(slug=slug, href=link.href, line=link.line, found=is_page(link.href) and not known_none(to, known))


def known_none(to: tuple[str, ...], known: Collection[str]) -> bool:
    """Return whether none of the addresses is one that an article answers to."""
    return not any(address in known for address in to)


# ----------------------------------------------------------------- dangling
def dangling(
    links: Iterable[Written], article: Article, known: Mapping[str, str], words: ArticleWords
) -> Iterator[Finding]:
    """Yield every link to a page that no article of the folder is."""
    for link in links:
        if not is_page(link.href):
            continue
        to = targets(link.href, article.path, words)
        if not to:
            what = f"the link '{_cut(link.href)}' leads out of the folder"
            yield Finding(line=link.line, what=what, todo="give the address of an article")
        elif known_none(to, known):
            near = _near(to[0], known)
            todo = f"write that article, mend the link, or take it out{near}"
            yield Finding(line=link.line, what=f"the link '{_cut(link.href)}' leads to no article here", todo=todo)


def _near(address: str, known: Mapping[str, str]) -> str:
    """Return '; did you mean ...?' for the address that differs only in the endings of its words."""
    other = known.get(without_endings(address))
    return f"; did you mean '{other}'?" if other else ""


def without_endings(address: str) -> str:
    """Return an address as it would be found with other endings: 'childs-pose' and 'child-pose' are then the same."""
    return "~" + "-".join(word.rstrip("s").rstrip("e") for word in address.split("-"))


def _cut(href: str) -> str:
    return href if len(href) <= 80 else f"{href[:80]}…"
