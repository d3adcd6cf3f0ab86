"""The frame round every page: style, mark, disclaimer, and the page shown when data/ is broken."""

from collections.abc import Sequence

import streamlit as st

from engine import Problem

from . import part, picture

NAME = "Plumbline"
_BOB = "M10 2.5h12M16 2.5v12M16 29.5c-2.5-4.5-5-7-5-10.2a5 5 0 0 1 10 0c0 3.2-2.5 5.7-5 10.2z"  # a plumb line
MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32" width="64" height="64">'
    "<style>path{fill:#0b6e6e;stroke:#0b6e6e}@media(prefers-color-scheme:dark){path{fill:#7fd1c7;stroke:#7fd1c7}}</style>"
    f'<path d="{_BOB}" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round"/></svg>'
)
DISCLAIMER = (
    "Plumbline is education, not a diagnosis. No clinician has reviewed it yet. If you are worried, see someone."
)

LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 168 40" width="168" height="40">'
    f'<path transform="translate(0 4)" d="{_BOB}" fill="#3f9a94" stroke="#3f9a94" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round"/><text x="34" y="28" font-family="Georgia, serif" '
    'font-size="23" font-weight="600" fill="#3f9a94">Plumbline</text></svg>'
)

_STYLE = """
:focus-visible, label:has(input:focus-visible), div:has(> input:focus-visible) {
  outline: 3px solid #0b6e6e !important; outline-offset: 2px;
}
@media (prefers-color-scheme: dark) {
  :focus-visible, label:has(input:focus-visible), div:has(> input:focus-visible) { outline-color: #7fd1c7 !important; }
}
.st-key-keeping { position: absolute; left: 0; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
input:focus-visible { outline: none !important; }
label:has(input:focus-visible) { border-radius: 6px; }
@media (prefers-reduced-motion: reduce) {
  *, *::before, *::after { animation: none !important; transition: none !important; }
}
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit !important; opacity: 0.93; }
[data-testid^="stBaseButton-primary"], [data-testid^="stBaseLinkButton-primary"] {
  background: #0b6e6e; border-color: #0b6e6e; color: #fff;
}
[data-testid^="stBaseButton-primary"]:hover, [data-testid^="stBaseLinkButton-primary"]:hover {
  background: #095c5c; border-color: #095c5c; color: #fff;
}
[data-testid="stRadioOption"] > div > div:first-child, [data-testid="stCheckbox"] label > div:has(> svg) {
  box-shadow: 0 0 0 1.5px #7d8a88;
}
@media (prefers-color-scheme: dark) { [data-testid="stCheckbox"] polyline { stroke: #0e1514; } }
[data-testid="stExpandSidebarButton"]::after { content: "Menu"; font-size: 1rem; margin-left: 0.25rem; }
@media (prefers-color-scheme: dark) {
  [data-testid="stMultiSelectTagsContainer"] [data-tag] :is(span, svg) { color: #0e1514 !important; }
}
[data-testid="stFullScreenFrame"]:has([data-testid="stImage"]) [data-testid="stElementToolbar"] { display: none; }
@media print { header, [data-testid="stToolbar"], [data-testid="stButton"] { display: none !important; } }
[data-testid="stButton"] button, [data-testid="stPageLink"] a, [data-testid="stPills"] button,
[data-testid="stButtonGroup"] button { min-height: 44px; }
@media (prefers-color-scheme: light) {
  button[data-variant="pills"][aria-pressed="true"], button[data-variant="pills"][aria-pressed="true"] p {
    color: #064848 !important;
  }
}
[data-testid="stCheckbox"] label, [data-testid="stRadio"] [role="radiogroup"] label {
  min-height: 44px; padding: 0.5rem 0; align-items: flex-start;
}
[data-testid="stCheckbox"] label p, [data-testid="stRadio"] [role="radiogroup"] label p {
  font-size: 1rem; line-height: 1.4;
}
[data-testid="stMain"] { scroll-padding-bottom: 6rem; }
"""


# Streamlit runs the page again on a lone "r" and offers to clear caches on a lone "c"; a slip, or a voice that is taken
# for keys, must not (WCAG 2.1.4). Keys that are typed into a field, or held with another, go on as they are.
KEYS = """
  window.addEventListener("keydown", (event) => {
    const held = event.ctrlKey || event.metaKey || event.altKey;
    const typed = event.composedPath()[0].closest?.("input, textarea, select, [contenteditable]");
    if (/^[rc]$/i.test(event.key) && !held && !typed) event.stopImmediatePropagation();
  }, true);
"""
# Streamlit tells the page that frames it of every run, and where none does, itself: it then checks five or six times in
# each click whether it may listen to itself. No site may frame ours, so what it says to itself is not heard.
NO_ECHO = """
  window.addEventListener("message", (event) => {
    if (event.source === window && event.data?.stCommVersion) event.stopImmediatePropagation();
  }, true);
"""
_KEYS_GUARD = st.components.v2.component(
    "keys",
    html="<span></span>",
    js="export default () => { if (window.plumblineKeys) return; window.plumblineKeys = true;" + KEYS + "}",
)


def title(name: str, *, first: bool) -> str:
    """Return what the tab and the history call a page: its name and ours, or ours alone for the first page."""
    return NAME if first else f"{name} · {NAME}"


def css() -> str:
    """Return the few style rules that a theme cannot say: focus, targets, motion, print."""
    return f"{_STYLE}{picture.CSS}"


def style() -> None:
    """Put the name in place, and, unless the page came with them, the style and the guard of single keys."""
    st.logo(LOGO, size="large")
    if not part.is_served():
        st.html(f"<style>{css()}</style>")
        _KEYS_GUARD()


def foot() -> None:
    """Show the one-line disclaimer at the end of every page."""
    st.caption(f"---\n\n{DISCLAIMER}")


def show_problems(problems: Sequence[Problem]) -> None:
    """Say that data/ cannot be used, what is wrong and where; no page is shown on broken knowledge."""
    st.title("Plumbline cannot start")
    st.error("The knowledge in data/ has mistakes, and nothing is recommended on broken knowledge.")
    for problem in problems:
        st.code(str(problem), language=None)
    st.write("Mend them, run `python -m engine lint`, and reload this page.")
