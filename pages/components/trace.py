"""The trace: every rule of one stage, what it did and why, in cards that can be filtered."""

from collections.abc import Iterator, Sequence

import streamlit as st

import engine

from . import cards, save_file, session
from .cards import plain

_BADGES = {"true": ":green-badge[true]", "unknown": ":orange-badge[unknown]", "silent": ":gray-badge[silent]"}

_GUIDES_NAMED = 6
_PRINTED = "trace-printed"
_PRINT_CSS = f"""<style>
.st-key-{_PRINTED} {{ display: none; }}
@media print {{
  @page {{ size: A4; margin: 8mm; }}
  html, body, [data-testid="stApp"], [data-testid="stAppViewContainer"], [data-testid="stMain"] {{
    position: static !important; height: auto !important; overflow: visible !important; background: #fff !important;
  }}
  [data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none !important; }}
  [data-testid="stMainBlockContainer"] > [data-testid="stVerticalBlock"] > :not(:has(.st-key-{_PRINTED})) {{
    display: none !important;
  }}
  .st-key-{_PRINTED}, .st-key-{_PRINTED} * {{ color: #000 !important; }}
  .st-key-{_PRINTED} {{ display: block !important; }}
  .st-key-{_PRINTED} [data-testid="stMarkdownContainer"] {{ columns: 2; column-gap: 6mm; }}
  .st-key-{_PRINTED} :is(p, li) {{ font-size: 6.5pt !important; line-height: 1.16; margin: 0 0 1pt; padding: 0; }}
  .st-key-{_PRINTED} ul {{ margin: 0 0 3pt; padding-left: 8pt; }}
}}
</style>"""


def show(result: engine.Assessment) -> None:
    """Show one stage of the trace at a time, with a filter by truth and by text."""
    st.header("The trace", anchor=False)
    st.markdown("Answers → " + " → ".join(engine.TRACED) + ". Choose a stage, then open a rule to see why.")
    _show_wanted()
    stage = _pick_stage(result)
    lines = engine.trace(result, stage)
    truths = _pick_truths(lines, stage)
    words = st.text_input("Search rule, reference, wording, source or file", key="trace:words", type="search") or ""
    shown = [line for line in lines if line.truth in truths and cards.found(words, *_texts(line))]
    cards.show(shown, _title, _paragraphs, f"{stage.capitalize()}, rules shown", f"trace:{stage}:{truths}:{words}")
    _show_to_take_along(result, shown)
    _put_on_paper()


def _show_wanted() -> None:
    """Show for want of which answers rules are open, with the rules."""
    wanted = session.wanted_answers()
    rules = len({line.rule for item in wanted for line in item.lines})
    if not wanted:
        st.markdown("No rule is open for want of an answer.")
        return
    with st.expander(f"Open for want of an answer: {rules} rules, {len(wanted)} questions"):
        st.markdown("\n".join(_wanted(item) for item in wanted))


def _wanted(item: engine.WantedAnswer) -> str:
    names = "; ".join(dict.fromkeys(plain(line.name or line.rule) for line in item.lines))
    return f"- **{plain(item.question)}** {names}."


def _show_to_take_along(result: engine.Assessment, shown: Sequence[engine.TraceLine]) -> None:
    """Show the trace as Markdown, to be copied or saved; it is written only when this is open."""
    box = st.expander("Copy or save the trace as Markdown", key="trace:along", on_change="rerun")
    if not box.open:
        return
    with box:
        text = engine.trace_markdown(result, session.rules(), shown)
        save_file.show("Save the rules shown now", "plumbline-trace-shown.md", text)
        whole = engine.trace_markdown(result, session.rules())
        save_file.show("Save the whole trace", "plumbline-trace.md", whole)
        st.markdown("The rules shown now, to copy:")
        st.code(text, language=None, wrap_lines=True)


def _put_on_paper() -> None:
    """Put what is printed in place of the screen: what fired and is open, on one page."""
    st.caption("On paper: what fired and what is open, on one sheet; on more if many answers are missing.")
    st.html(_PRINT_CSS)
    st.container(key=_PRINTED).markdown(f"{_whose()}\n\n{session.trace_to_print()}")


def _whose() -> str:
    person = session.knowledge().people.get(session.person() or "")
    return f"**{plain(person.name)}**" if person else "**The answers of this visit**"


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
    yield _guides(line.guides)
    yield cards.sources(line.sources, session.rules())
    yield " · ".join(
        filter(None, (f"`{line.rule}`", f"`{line.at}`", line.confidence and f"{line.confidence} confidence"))
    )


def _guides(guides: Sequence[engine.GuideLine]) -> str:
    """Return the levels that a rule touched, each with its guide's file and line."""
    if not guides:
        return ""
    named = [f"- [{plain(x.name)}](guides?guide={x.exercise}), `{x.at}`" for x in guides[:_GUIDES_NAMED]]
    more = [f"- and {len(guides) - _GUIDES_NAMED} more levels"] if len(guides) > _GUIDES_NAMED else []
    return "\n".join((f"In the guides, levels touched: {len(guides)}", *named, *more))


def show_negative(result: engine.Assessment) -> None:
    """Show the danger signs that were asked about and are negative, by name, the gravest first."""
    knowledge = session.rules()
    rules = [rule for rule in knowledge.triage if rule.id in result.triage.negative and not rule.private]
    st.header("Danger signs asked and negative", anchor=False)
    st.markdown(f"{len(rules)} were asked about and are not there. Private questions are left out of this list.")
    for word in reversed(knowledge.vocabulary.dispositions):
        names = [rule.name for rule in rules if rule.disposition == word.id]
        if names:
            with st.expander(f"{word.label} if it were there: {len(names)}"):
                st.markdown("\n".join(f"- {plain(name)}" for name in names))
