"""The vignette bench: all cases run now, expected against actual, and what no case reaches."""

import time
from collections.abc import Iterator, Sequence

import pandas as pd
import streamlit as st

import engine

from . import cards, rules_table, session, words
from .cards import plain

_RUN = "vignettes:run"
_IDLE = "vignettes:idle"
_SHOW = ("All", "Broken", "As expected")


def show() -> None:
    """Run every case against the rules as they are, and show what came and what was never reached."""
    knowledge = session.rules()
    st.header("All cases", anchor=False)
    st.markdown(
        "Every person in `data/people` is assessed now, and the result is held against what her case expects. "
        "What is expected was written by the makers; no clinician has set it."
    )
    ran = _run(knowledge)
    if ran is not None:
        seconds, bench = ran
        _show_verdict(bench, seconds)
        _show_cases(bench, knowledge)
        _show_agreement(bench, knowledge)
        _show_never_fired(bench)
        _show_never_given(bench, knowledge)
        _show_idle(knowledge)
    st.markdown("[Read the rules for review](bench?look=rules)")


def _run(knowledge: engine.Knowledge) -> tuple[float, engine.VignetteBench] | None:
    """Run the cases at a press; return how long the last run under these rules took and what it gave."""
    if st.button(f"Run all {len(knowledge.people)} cases", icon=":material/play_arrow:"):
        with st.spinner("Running the cases"):
            start = time.perf_counter()
            bench = engine.run_vignettes(knowledge)
        session.set_view(_RUN, (knowledge, time.perf_counter() - start, bench))
    ran: tuple[engine.Knowledge, float, engine.VignetteBench] | None = session.view(_RUN)
    return ran[1:] if ran is not None and ran[0] is knowledge else None


def _show_verdict(bench: engine.VignetteBench, seconds: float) -> None:
    count = words.count(len(bench.vignettes), "case")
    if bench.broken:
        st.error(f"**{len(bench.broken)} of {count} broken.** They stand first below. It took {seconds:.1f} s.")
    else:
        st.success(f"**All {count} came as expected.** It took {seconds:.1f} s.")


# ------------------------------------------------------------------ the cases
def _show_cases(bench: engine.VignetteBench, knowledge: engine.Knowledge) -> None:
    st.subheader("Case by case", anchor=False)
    which = st.pills("Show", _SHOW, default=_SHOW[0], required=True, key="vignettes:show")
    labels = {"": "any urgency"} | {x.id: x.label for x in reversed(knowledge.vocabulary.dispositions)}
    urgency = st.selectbox("Expected urgency", list(labels), format_func=labels.__getitem__, key="vignettes:urgency")
    text = st.text_input("Search name or story", key="vignettes:words", type="search") or ""
    shown = [
        item
        for item in sorted(bench.vignettes, key=lambda item: not item.broken)
        if bool(item.broken) in {"Broken": (True,), "As expected": (False,)}.get(which, (True, False))
        and urgency in ("", item.person.expect.disposition)
        and cards.found(text, item.person.name, item.person.story)
    ]
    cards.show(
        shown,
        lambda item: _title(item, knowledge),
        lambda item: _body(item, knowledge),
        "Cases",
        f"vignettes:{which}:{urgency}:{text}",
    )


def _title(item: engine.Vignette, knowledge: engine.Knowledge) -> str:
    came = knowledge.disposition_words[item.disposition].label
    if not item.broken:
        return f":green-badge[pass] {plain(item.person.name)}: {came}, plan {item.plan}"
    return f":red-badge[BROKEN] :red[**{plain(item.person.name)}**]: {plain(_broken(item.broken[0]))}"


def _broken(comparison: engine.Comparison) -> str:
    return f"{comparison.what}: expected {comparison.expected}, came {comparison.came}"


def _body(item: engine.Vignette, knowledge: engine.Knowledge) -> Iterator[str]:
    yield plain(item.person.story)
    yield "\n".join(_row(x) for x in item.comparisons)
    yield f"[Open this person](bench?person={item.person.id}&look=why) · `{item.person.at}`"


def _row(x: engine.Comparison) -> str:
    if x.met:
        return f"- pass · {plain(x.what)}: {plain(x.came)}"
    return f"- :red[**FAIL**] · {plain(_broken(x))}"


# ------------------------------------------------------------------ how far urgency agrees
def _show_agreement(bench: engine.VignetteBench, knowledge: engine.Knowledge) -> None:
    st.subheader("How far urgency agrees", anchor=False)
    st.markdown(
        "Sensitivity: of the cases that expect this urgency, how many came at least as urgent. Over-triage: how many "
        "came more urgent. In brackets the 95% interval (Wilson 1927): few cases, so wide."
    )
    rows = [
        {
            "expected": knowledge.disposition_words[x.disposition].label if x.disposition else "All cases",
            "cases": x.sensitivity.of,
            "sensitivity": _share(x.sensitivity),
            "over-triage": _share(x.over_triage),
        }
        for x in bench.agreements
    ]
    st.table(pd.DataFrame(rows), hide_index=True, alt="Sensitivity and over-triage by expected urgency")


def _share(share: engine.Share) -> str:
    if share.share is None or share.low is None or share.high is None:
        return "no cases"
    return f"{share.count}, {share.share:.0%} ({share.low:.0%} to {share.high:.0%})"


# ------------------------------------------------------------------ what no case reaches
def _show_never_fired(bench: engine.VignetteBench) -> None:
    st.subheader(f"Rules that no case fires: {len(bench.never_fired)}", anchor=False)
    st.markdown("Each has examples of its own beside it that do fire it; these only lack a whole person.")
    counts = {kind: sum(line.kind == kind for line in bench.never_fired) for kind in engine.RULE_KINDS}
    kinds = [kind for kind in engine.RULE_KINDS if counts[kind]]
    if kinds:
        _pick_never_fired(bench.never_fired, kinds, counts)


def _pick_never_fired(lines: Sequence[engine.RuleLine], kinds: list[str], counts: dict[str, int]) -> None:
    kind = st.selectbox(
        "Kind of rule",
        kinds,
        format_func=lambda kind: f"{engine.RULE_KINDS[kind]} ({counts[kind]})",
        key="vignettes:kind",
    )
    shown = [line for line in lines if line.kind == kind]
    rules_table.show_lines(shown, session.rules(), "Never fired", f"vignettes:fired:{kind}")


def _show_never_given(bench: engine.VignetteBench, knowledge: engine.Knowledge) -> None:
    by_exercise: dict[str, list[str]] = {}
    for slug, level in bench.never_given:
        by_exercise.setdefault(slug, []).append(level)
    st.subheader(f"Levels in no case's plan: {len(bench.never_given)}", anchor=False)
    st.markdown("Levels too hard to start with are not counted.")
    with st.expander(f"By exercise: {len(by_exercise)}"):
        st.markdown("\n".join(_levels(slug, levels, knowledge) for slug, levels in by_exercise.items()))


def _levels(slug: str, levels: list[str], knowledge: engine.Knowledge) -> str:
    exercise = knowledge.exercises[slug]
    titles = "; ".join(plain(level.title) for level in exercise.levels if level.id in levels)
    return f"- [{plain(exercise.name)}](guides?guide={slug}): {titles}"


def _show_idle(knowledge: engine.Knowledge) -> None:
    st.subheader("Questions that decided nothing", anchor=False)
    st.markdown(
        "A question decides nothing if no single other answer to it, in any case, changes urgency, what is out, the "
        "patterns, where an exercise starts, or the plan. (It may still change the days of the week or the words.) "
        "This tries thousands of answers and takes some seconds."
    )
    if st.button("Look for them", icon=":material/search:"):
        with st.spinner("Trying other answers"):
            session.set_view(_IDLE, (knowledge, engine.idle_questions(knowledge)))
    found = session.view(_IDLE)
    if found is not None and found[0] is knowledge:
        _show_found(found[1], knowledge)


def _show_found(found: engine.IdleQuestions, knowledge: engine.Knowledge) -> None:
    st.markdown(f"{found.tried:,} other answers were tried. Decided nothing: {len(found.idle)}.")
    for title, names in (
        ("Decided nothing in any case", found.idle),
        ("Asked of no case", found.unasked),
        ("Not judged: the search stopped at its limit", found.left),
    ):
        if names:
            listed = "\n".join(f"- {plain(knowledge.questions[name].text)} `{name}`" for name in names)
            st.markdown(f"**{title}**\n\n{listed}")
