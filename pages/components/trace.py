"""The trace: every rule of one stage, what it did and why, in cards that can be filtered."""

from collections.abc import Iterator, Sequence

import streamlit as st

import engine

from . import cards, session
from .cards import plain

_BADGES = {"true": ":green-badge[true]", "unknown": ":orange-badge[unknown]", "silent": ":gray-badge[silent]"}


def show(result: engine.Assessment) -> None:
    """Show one stage of the trace at a time, with a filter by truth and by text."""
    st.header("The trace", anchor=False)
    st.markdown("Answers → " + " → ".join(engine.TRACED) + ". Choose a stage, then open a rule to see why.")
    stage = _pick_stage(result)
    lines = engine.trace(result, stage)
    truths = _pick_truths(lines, stage)
    words = st.text_input("Search rule, reference, wording, source or file", key="trace:words", type="search") or ""
    shown = [line for line in lines if line.truth in truths and cards.found(words, *_texts(line))]
    cards.show(shown, _title, _paragraphs, f"{stage.capitalize()}, rules shown", f"trace:{stage}:{truths}:{words}")


def _pick_stage(result: engine.Assessment) -> engine.StageName:
    """Offer the stages, first the one that had the first say in this result."""
    speaking = [x.stage for x in result.decisions if x.stage != "facts" and x.truth is not False]
    picked: engine.StageName | None = st.pills(
        "Stage",
        engine.TRACED,
        default=next(iter(speaking), "triage"),
        required=True,
        format_func=str.capitalize,
        key=f"trace:stage:{session.person()}",
    )
    return picked or "triage"


def _pick_truths(lines: Sequence[engine.TraceLine], stage: str) -> list[str]:
    """Offer the truths with how many rules each has; silent ones wait while others have something to say."""
    counts = {word: sum(line.truth == word for line in lines) for word in _BADGES}
    speaking = [word for word in ("true", "unknown") if counts[word]]
    picked: list[str] = st.pills(
        "Truth",
        list(_BADGES),
        selection_mode="multi",
        default=speaking or ["silent"],
        format_func=lambda word: f"{word} ({counts[word]})",
        key=f"trace:truths:{stage}:{session.person()}",
    )
    return picked


def _texts(line: engine.TraceLine) -> tuple[str, ...]:
    return (line.rule, line.name, line.ref, line.effect, line.because, line.at, *line.sources)


def _title(line: engine.TraceLine) -> str:
    reference = f" · {plain(line.ref)}" if line.ref else ""
    return f"{_BADGES[line.truth]} **{plain(line.name or line.rule)}**{reference}: {plain(line.effect)}"


def _paragraphs(line: engine.TraceLine) -> Iterator[str]:
    yield f"Because: {plain(line.because)}"
    if line.private:
        yield "This rule is private: the answers it uses are not shown."
    if line.used:
        yield "Answers used:\n" + "\n".join(f"- {plain(asked)} **{plain(given)}**" for asked, given in line.used)
    if line.missing:
        yield "Answers missing:\n" + "\n".join(f"- {plain(asked)}" for asked in line.missing)
    yield cards.sources(line.sources, session.rules())
    yield " · ".join(
        filter(None, (f"`{line.rule}`", f"`{line.at}`", line.confidence and f"{line.confidence} confidence"))
    )


def show_negative(result: engine.Assessment) -> None:
    """Show the danger signs that were asked about and are negative, by name, the gravest first."""
    knowledge = session.knowledge()
    rules = [rule for rule in knowledge.triage if rule.id in result.triage.negative and not rule.private]
    st.header("Danger signs asked and negative", anchor=False)
    st.markdown(f"{len(rules)} were asked about and are not there. Private questions are left out of this list.")
    for word in reversed(knowledge.vocabulary.dispositions):
        names = [rule.name for rule in rules if rule.disposition == word.id]
        if names:
            with st.expander(f"{word.label} if it were there: {len(names)}"):
                st.markdown("\n".join(f"- {plain(name)}" for name in names))
