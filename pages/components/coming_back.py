"""Coming back after exercising: the stop signs are asked again, and one that happened puts the plan on hold."""

import streamlit as st

from engine import Assessment

from . import session


def show(assessment: Assessment) -> bool:
    """Ask whether a stop sign has shown up since; return whether the plan is on hold because of it."""
    signs = assessment.explanation.stop_signs
    with st.expander("Coming back? Tell us how it went", icon=":material/replay:"):
        st.write("Has any of these happened during or after the exercises?")
        ticked = [i for i, sign in enumerate(signs) if _asked(i, sign.signs)]
    for i in ticked:
        st.error(f"**{signs[i].do}**")
    return bool(ticked)


def is_on_hold(assessment: Assessment) -> bool:
    """Return whether a stop sign is ticked, wherever she is in the app."""
    signs = enumerate(assessment.explanation.stop_signs)
    return any(session.view(_key(place, line)) for place, sign in signs for line in sign.signs)


def _asked(place: int, signs: tuple[str, ...]) -> bool:
    ticks = [_tick(_key(place, line), line) for line in signs]
    return any(ticks)


def _key(place: int, line: str) -> str:
    return f"{session.HOLD}{place}:{line}"


def _tick(key: str, line: str) -> bool:
    return st.checkbox(line[:1].upper() + line[1:], key=key, persist_state="session")
