"""A button that saves a text as a file: the text goes to her browser alone, and never to an address others can ask."""

from pathlib import Path

import streamlit as st

_JS = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
_CSS = """
button { font: inherit; min-height: 44px; padding: 0 1rem; cursor: pointer; border-radius: 0.5rem;
  border: 1px solid var(--st-border-color); background: none; color: var(--st-text-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
@media (forced-colors: active) { button { border: 1px solid ButtonText; } }
"""


def show(label: str, name: str, text: str) -> None:
    """Draw the button; `name` is the file's."""
    component = st.components.v2.component("save_file", html='<button type="button"></button>', css=_CSS, js=_JS)
    component(key=f"save:{name}", data={"label": label, "name": name, "text": text})
