"""Addresses in articles: which are safe, and which article one leads to."""

import posixpath
from collections.abc import Iterable
from html import unescape
from urllib.parse import unquote, urlsplit

from .words import ArticleWords

SAFE_SCHEMES = frozenset({"http", "https", "mailto"})
_INVISIBLE = dict.fromkeys((*range(33), 127, 160, 173, *range(8203, 8208), *range(8232, 8239), 65279))


def bare(href: str) -> str:
    """Return an address without entities, percent signs and blanks that could hide what it is."""
    for _ in range(3):
        href = unquote(unescape(href))
    return href.translate(_INVISIBLE).replace("\\", "/")


def unsafe(href: str) -> str:
    """Return why an address may not stand in an article, or nothing."""
    plain = bare(href)
    scheme, colon, _ = plain.partition(":")
    if colon and not any(sign in scheme for sign in "/?#") and scheme.lower() not in SAFE_SCHEMES:
        return f"a link that may run a program ('{scheme.lower()[:20]}:')"
    return "" if _parts(plain) else "an address that cannot be read"


def is_remote(href: str) -> bool:
    """Return whether an address leads to another place than the site the articles are from."""
    plain = bare(href).lower()
    return plain.startswith("//") or (plain.partition(":")[0] in SAFE_SCHEMES and ":" in plain)


def _parts(plain: str) -> bool:
    try:
        urlsplit(plain)
    except ValueError:
        return False
    return True


def inside(href: str, base: str) -> str | None:
    """Return the address on the site that an href leads to from another, as '/a/b'; None if it leads out."""
    path = bare(href).partition("#")[0].partition("?")[0]
    whole = path if path.startswith("/") else f"{base.rstrip('/')}/{path}"
    depth = 0
    for part in whole.split("/"):
        depth += {"": 0, ".": 0, "..": -1}.get(part, 1)
        if depth < 0:
            return None
    return posixpath.normpath(f"/{whole.strip('/')}").lower()


def slug_in(address: str, words: ArticleWords) -> str:
    """Return the slug that an address names: its last part that says something."""
    parts = [without_extension(part, words.extensions) for part in address.split("/") if part not in ("", ".", "..")]
    telling = [part for part in parts if part not in words.plain_names]
    return telling[-1] if telling else ""


def without_extension(name: str, extensions: Iterable[str]) -> str:
    """Return a file's name without the extension of an article or a page."""
    for extension in (*extensions, ".html"):
        name = name.removesuffix(extension)
    return name
