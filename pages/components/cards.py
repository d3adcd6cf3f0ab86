"""A long list, a page at a time: each item a card that opens, so that no screen draws many at once."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

import streamlit as st

import engine

ON_A_PAGE = 15
T = TypeVar("T")


def show(
    items: Sequence[T], title: Callable[[T], str], body: Callable[[T], Iterable[str]], name: str, key: str
) -> None:
    """Show one page of a list, with how many there are and the way to the others; a single item is open."""
    pages = max(1, -(-len(items) // ON_A_PAGE))
    place = st.container(gap="xsmall")
    page = st.pagination(pages, key=f"{key}:page:{pages}", max_visible_pages=5) if pages > 1 else 1
    first = (page - 1) * ON_A_PAGE
    shown = items[first : first + ON_A_PAGE]
    place.markdown(f"{name}: {first + 1} to {first + len(shown)} of {len(items)}." if shown else f"{name}: none fit.")
    for item in shown:
        with place.expander(title(item), expanded=len(items) == 1):
            st.markdown("\n\n".join(filter(None, body(item))))


def plain(text: str) -> str:
    """Return a text in which nothing is read as Markdown."""
    return re.sub(r"([\\`*_\[\]$~<>#|])", r"\\\1", text)


def sources(keys: Sequence[str], knowledge: engine.Knowledge) -> str:
    """Return sources as a list: key, confidence and title; the key leads to the list of all sources."""
    lines = (f"- {_source(key, knowledge)}" for key in keys)
    return "\n".join(("Sources:", *lines)) if keys else ""


def _source(key: str, knowledge: engine.Knowledge) -> str:
    source = knowledge.sources[key]
    if key == engine.overlays.SOURCE:
        return f"{plain(source.authors)}: {plain(source.title)} (changed rules, not reviewed)"
    return f"[{plain(key)}](about?source={key}) ({source.confidence} confidence): {plain(source.title)}"


def found(words: str, *texts: str) -> bool:
    """Return whether every word of a search is somewhere in the texts."""
    joined = " ".join(texts).lower()
    return all(word in joined for word in words.lower().split())
