"""Why a question is asked: its own reason, and what rests on it now, from the rules."""

from typing import Any

import streamlit as st

from engine import Knowledge, RestsOn, Step, rests_on

from . import session, words

SHOWN = 3


def show(current: Step, knowledge: Knowledge) -> None:
    """Draw, folded, why each question of a screen is asked and what hangs on it."""
    box = st.expander("Why are you asking?", key=f"why:{current.topic.id}", on_change="rerun")
    if box.open:
        _reasons(box, current, knowledge)


def _reasons(box: Any, current: Step, knowledge: Knowledge) -> None:
    with box:
        found = rests_on((item.id for item in current.questions), session.answers(), knowledge, session.put_to_her())
        for item in current.questions:
            st.markdown("\n".join([f"**{item.text}** {item.why}\n", *_lines(found[item.id])]))


def _lines(rests: RestsOn) -> list[str]:
    hidden = [f"- {words.count(rests.private, 'danger sign')} that we do not name here"] if rests.private else []
    lines = [
        *_named("Whether this danger sign can be left aside:", rests.danger_signs),
        *hidden,
        *_named("Which stage's rules are yours:", rests.stages),
        *_named("Which movements are safe for you:", rests.cautions),
    ]
    return lines or ["- Which exercises fit you best. No danger sign rests on it now."]


def _named(heading: str, names: tuple[str, ...]) -> list[str]:
    if not names:
        return []
    more = len(names) - SHOWN
    return [
        f"- {heading}",
        *(f"  - {name}" for name in names[:SHOWN]),
        *([f"  - and {more} more"] if more > 0 else []),
    ]
