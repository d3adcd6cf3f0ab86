"""The smallest change of answers that would open the plan, allow an exercise, raise its level or bring it in."""

from collections.abc import Sequence

import streamlit as st

import engine

from . import differences, session, words
from .cards import plain

KINDS: dict[engine.WishKind, str] = {
    "open": "open the plan",
    "allow": "allow an exercise",
    "raise": "raise a level",
    "include": "bring an exercise into the plan",
}
SHOWN = 6


def show(result: engine.Assessment, knowledge: engine.Knowledge) -> None:
    """Offer the wishes, and show what would grant the one that is chosen."""
    st.header("The smallest change", anchor=False)
    st.markdown("For the case as it is answered: every single answer is tried, then pairs of those that can change.")
    wish = _wish(result, knowledge)
    if wish is not None:
        _found(session.smallest_change(wish), result, knowledge)


def _wish(result: engine.Assessment, knowledge: engine.Knowledge) -> engine.Wish | None:
    kind: engine.WishKind | None = st.selectbox(
        "What would it take to …",
        list(KINDS),
        index=None,
        format_func=KINDS.__getitem__,
        placeholder="Choose",
        key=f"smallest:kind:{session.person()}",
    )
    if kind is None or kind == "open":
        return engine.Wish("open") if kind else None
    exercise = _exercise(kind, result, knowledge)
    if exercise is None or kind != "raise":
        return engine.Wish(kind, exercise) if exercise else None
    level = _level(exercise, result, knowledge)
    return engine.Wish("raise", exercise, level) if level else None


def _exercise(kind: engine.WishKind, result: engine.Assessment, knowledge: engine.Knowledge) -> str | None:
    offered = engine.exercises_to_wish_for(kind, result)
    picked: str | None = st.selectbox(
        "Exercise",
        offered,
        index=None,
        format_func=lambda slug: knowledge.exercises[slug].name,
        placeholder=f"{words.count(len(offered), 'exercise')}: choose one",
        key=f"smallest:exercise:{kind}:{session.person()}",
    )
    return picked


def _level(exercise: str, result: engine.Assessment, knowledge: engine.Knowledge) -> str | None:
    levels = engine.higher_levels(exercise, result)
    titles = {level.id: level.title for level in knowledge.exercises[exercise].levels}
    picked: str | None = st.selectbox(
        "To this level at least", levels, format_func=titles.__getitem__, key=f"smallest:level:{exercise}"
    )
    return picked


# --------------------------------------------------------------------- found
def _found(found: engine.SmallestChange, result: engine.Assessment, knowledge: engine.Knowledge) -> None:
    if found.fulfilled:
        st.success("That is so already.")
        return
    _signs(found, knowledge)
    near = found.of("find_out", "can_change")
    _listed("If this were so, it would be enough", near, knowledge)
    _listed("Apart from that: it would be so for somebody who answered", found.of("somebody_else"), knowledge)
    if not found.found:
        st.info("No single answer would do, and no two that can change." + ("" if found.whole else _STOPPED))
    elif not found.whole:
        st.caption(_STOPPED.strip())
    _in_the_way(found.wish, result, knowledge)
    st.caption(
        f"{words.count(found.tried, 'change')} tried; others could not help. This says for whom it would be so. It is "
        "no reason to answer otherwise. Private answers are not tried."
    )


_STOPPED = " The search stopped before every pair was tried."


def _signs(found: engine.SmallestChange, knowledge: engine.Knowledge) -> None:
    names = [*found.signs, *(["a private sign"] if found.private_signs else [])]
    if names:
        st.warning(knowledge.wording["signs_close"].format(names="; ".join(map(plain, names))))


def _listed(title: str, ways: Sequence[engine.Supposition], knowledge: engine.Knowledge) -> None:
    if ways:
        lines = list(dict.fromkeys(_way(way, knowledge) for way in ways))
        more = f"\n- and {len(lines) - SHOWN} more" if len(lines) > SHOWN else ""
        st.markdown(f"**{title}:**\n" + "\n".join(f"- {line}" for line in lines[:SHOWN]) + more)


def _way(way: engine.Supposition, knowledge: engine.Knowledge) -> str:
    return "; and ".join(_answer(change, knowledge) for change in way.changes)


def _answer(change: engine.ChangedAnswer, knowledge: engine.Knowledge) -> str:
    question = knowledge.questions[change.question]
    span = ""
    if change.span is not None and change.span[0] != change.span[1]:
        span = f" (any from {change.span[0]:g} to {change.span[1]:g})"
    now = plain(words.answer(question, change.before))
    return f"{plain(question.text)} **{plain(words.answer(question, change.after))}**{span}; now: {now}"


def _in_the_way(wish: engine.Wish, result: engine.Assessment, knowledge: engine.Knowledge) -> None:
    levels = knowledge.exercises[wish.exercise].levels if wish.exercise else ()
    level = wish.level or (levels[0].id if levels else "")
    causes = engine.in_the_way(result, wish.exercise, level)
    if causes:
        with st.expander(f"What stands in the way now: {words.count(len(causes), 'reason')}"):
            st.markdown(differences.causes(causes))
