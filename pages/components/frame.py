"""The frame round every page: style, mark, disclaimer, and the page shown when data/ is broken."""

from collections.abc import Sequence

import streamlit as st

from engine import Problem

MARK = ":material/straighten:"
DISCLAIMER = "Plumbline is education, not a diagnosis. No clinician has reviewed it yet. If you are worried, see someone."

_STYLE = """<style>
:focus-visible { outline: 3px solid #0b6e6e !important; outline-offset: 2px; border-radius: 6px; }
@media (prefers-color-scheme: dark) { :focus-visible { outline-color: #7fd1c7 !important; } }
@media (prefers-reduced-motion: reduce) { *, *::before, *::after { animation: none !important; transition: none !important; } }
@media print { header, [data-testid="stToolbar"], [data-testid="stButton"] { display: none !important; } }
[data-testid="stButton"] button, [data-testid="stPageLink"] a, [data-testid="stFormSubmitButton"] button { min-height: 44px; }
[data-testid="stCheckbox"] label, [data-testid="stRadio"] label { min-height: 44px; align-items: center; }
</style>"""


def style() -> None:
    """Put the few style rules in place that a theme cannot say: focus, touch targets, motion, print."""
    st.html(_STYLE)


def foot() -> None:
    """Show the one-line disclaimer at the end of every page."""
    st.divider()
    st.caption(DISCLAIMER)


def show_problems(problems: Sequence[Problem]) -> None:
    """Say that data/ cannot be used, what is wrong and where; no page is shown on broken knowledge."""
    st.title("Plumbline cannot start")
    st.error("The knowledge in data/ has mistakes, and nothing is recommended on broken knowledge.")
    for problem in problems:
        st.code(str(problem), language=None)
    st.write("Mend them, run `python -m engine lint`, and reload this page.")
