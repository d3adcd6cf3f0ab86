"""What can be taken along: made when asked for, and handed to the browser itself, so that no address leads to it."""

import base64
import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import streamlit as st

import engine
from engine import HandoutKind, Knowledge

from . import country_choice, session

_FILES = Path(__file__).parent
_JS = (_FILES / "handouts.js").read_text(encoding="utf-8")
_CSS = (_FILES / "handouts.css").read_text(encoding="utf-8")
_HTML = '<p role="status"></p><div class="row"></div>'
_COMPONENT = st.components.v2.component("handouts", html=_HTML, css=_CSS, js=_JS)
_WORDS: dict[HandoutKind, tuple[str, str, str]] = {
    "patient": (
        "One page to print",
        ":material/description:",
        "Pictures, dose, boxes to tick, when to stop, numbers.",
    ),
    "large": ("In large print", ":material/text_increase:", "The same, in letters of 18 points, on more pages."),
    "clinician": (
        "Summary for a clinician",
        ":material/clinical_notes:",
        "Answers, danger signs, patterns for and against, every rule that acted, fields for NRS and PSFS.",
    ),
    "calendar": ("Calendar of the sessions", ":material/calendar_month:", "For any calendar; no symptoms in it."),
    "fhir": ("FHIR R4", ":material/data_object:", "QuestionnaireResponse and CarePlan in a Bundle, as JSON."),
    "json": (
        "Answers and plan as a file",
        ":material/data_object:",
        "JSON for other programs, and to go on from later.",
    ),
}
FOR_HER: tuple[HandoutKind, ...] = ("patient", "large", "calendar", "json")


def show(knowledge: Knowledge, kinds: Iterable[HandoutKind], key: str) -> None:
    """Offer these handouts, and what was made of the one that was asked for."""
    country_choice.show("Numbers to ring", knowledge, key=f"{key}:country")
    with st.container(horizontal=True, gap="small"):
        for kind in kinds:
            _offer(kind, key)
    st.caption("Answers to private questions are left out of all of them.")
    made = session.handout(dt.datetime.now(dt.UTC).date())
    if made is not None:
        _hand_over(made)


def show_for_her(knowledge: Knowledge) -> None:
    """Offer what a visitor may want of her own plan."""
    with st.expander("Take it with you", icon=":material/print:"):
        show(knowledge, FOR_HER, "take")


def show_all(knowledge: Knowledge) -> None:
    """Offer every handout of the case on the bench."""
    st.header("Hand out", anchor=False)
    show(knowledge, engine.HANDOUTS, "bench")


def _offer(kind: HandoutKind, key: str) -> None:
    label, icon, what = _WORDS[kind]
    no_sessions = kind == "calendar" and not session.assessment().programme.week
    if not no_sessions:
        st.button(label, icon=icon, help=what, key=f"{key}:{kind}", on_click=session.ask_for_handout, args=(kind,))


def _hand_over(made: engine.Handout) -> None:
    content = base64.b64encode(made.content).decode("ascii")
    _COMPONENT(key="handouts", data={"name": made.name, "type": made.type, "content": content})
