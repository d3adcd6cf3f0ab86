"""Every rule and every source, to be read by kind, theme, confidence and search; low confidence first."""

from collections.abc import Iterator, Sequence

import streamlit as st

import engine

from . import cards
from .cards import plain
from .numbers import CONFIDENCES

_ALL = "all"
_SEEN = {
    "abstract": "its summary was read",
    "excerpt": "a part of it was read",
    "secondary": "read about in another text",
    "no": "not opened for this; cited as general knowledge",
}


def show(knowledge: engine.Knowledge) -> None:
    """Show the rules of one kind, theme and confidence, the weakest first."""
    st.header("Every rule", anchor=False)
    st.markdown("Choose a kind, a theme and a confidence. Rules of low confidence come first.")
    book = engine.rulebook(knowledge)
    _show_reviewed(book)
    kind = st.selectbox("Kind", [_ALL, *engine.RULE_KINDS], format_func=_kind_in_words, key="rules:kind")
    of_kind = [line for line in book if kind in (_ALL, line.kind)]
    theme = st.selectbox("Theme", [_ALL, *sorted({line.theme for line in of_kind})], key=f"rules:theme:{kind}")
    confidence = st.selectbox("Confidence", [_ALL, *CONFIDENCES], key="rules:confidence")
    words = st.text_input("Search the rules", key="rules:words", type="search") or ""
    shown = [
        line
        for line in of_kind
        if theme in (_ALL, line.theme) and confidence in (_ALL, _confidence(line)) and cards.found(words, *_texts(line))
    ]
    show_lines(shown, knowledge, "Rules", f"rules:{kind}:{theme}:{confidence}:{words}")


def show_lines(lines: Sequence[engine.RuleLine], knowledge: engine.Knowledge, name: str, key: str) -> None:
    """Show rules as cards, the weakest first."""
    weakest_first = sorted(lines, key=lambda line: CONFIDENCES.index(_confidence(line)))
    cards.show(weakest_first, _title, lambda line: _paragraphs(line, knowledge), name, key)


def _show_reviewed(book: Sequence[engine.RuleLine]) -> None:
    reviewed = sum(bool(line.reviewed) for line in book)
    st.markdown(f"{reviewed} of {len(book)} rules have been reviewed by a clinician.")


def _kind_in_words(kind: str) -> str:
    return engine.RULE_KINDS.get(kind, kind)


def _confidence(line: engine.RuleLine) -> str:
    return line.confidence or "not stated"


def _texts(line: engine.RuleLine) -> tuple[str, ...]:
    return (line.id, line.name, line.ref, line.effect, line.because, line.at, *line.sources)


def _title(line: engine.RuleLine) -> str:
    reference = f" · {plain(line.ref)}" if line.ref else ""
    return f"**{plain(line.name or line.id)}**{reference}: {plain(line.effect)}"


def _paragraphs(line: engine.RuleLine, knowledge: engine.Knowledge) -> Iterator[str]:
    yield f"When: {plain(engine.when_in_words(line, knowledge))}"
    yield f"Then: {plain(line.effect)}"
    yield f"Because: {plain(line.because)}"
    yield cards.sources(line.sources, knowledge)
    yield f"`{line.id}` · `{line.at}` · confidence: {_confidence(line)} · {_reviewed(line)}"


def _reviewed(line: engine.RuleLine) -> str:
    return f"last reviewed by a clinician: {line.reviewed}" if line.reviewed else "not yet reviewed by a clinician"


def show_sources(knowledge: engine.Knowledge) -> None:
    """Show the sources, found by search or by a key in the address, the weakest first."""
    st.header("Every source", anchor=False)
    asked = st.query_params.get("source", "")
    words = st.text_input("Search key, author, title or year", value=asked, key="sources:words", type="search") or ""
    shown = find(words, list(knowledge.sources.values()))
    cards.show(shown, _key_and_title, _source, "Sources", f"sources:{words}")


def find(words: str, sources: Sequence[engine.Source]) -> list[engine.Source]:
    """Return the sources with all these words, the one with this very key first, then the weakest."""
    found = [x for x in sources if cards.found(words, x.id, x.authors, x.title, x.where, x.note, str(x.year or ""))]
    return sorted(found, key=lambda x: (x.id != words, CONFIDENCES.index(x.confidence)))


def _key_and_title(source: engine.Source) -> str:
    return f"**{plain(source.id)}**: {plain(source.title)}"


def _source(source: engine.Source) -> Iterator[str]:
    year = f" ({source.year})" if source.year else ""
    yield f"{plain(source.authors)}{year}. {plain(source.title)}. {plain(source.where)}"
    yield f"<{source.link}>" if source.link else ""
    yield plain(source.note)
    yield f"How far it was read: {_SEEN.get(source.seen, source.seen)}."
    yield f"`{source.at}` · {source.confidence} confidence"
