"""A button that leaves at once: an ordinary page takes this one's place, and the tab forgets the answers."""

import streamlit as st

_HTML = '<button type="button">Leave this page now</button>'
_CSS = """
button { font: inherit; min-height: 44px; padding: 0 1.25rem; border-radius: 0.75rem; cursor: pointer;
  color: var(--st-text-color); background: var(--st-secondary-background-color);
  border: 1px solid var(--st-border-color); }
button:focus-visible { outline: 3px solid var(--st-primary-color); outline-offset: 2px; }
"""
_JS = """
export default function ({ parentElement }) {
  const button = parentElement.querySelector("button");
  button.onclick = () => {
    window.dispatchEvent(new Event("plumbline-leave"));
    window.location.replace("https://www.wikipedia.org/");
  };
}
"""


def show() -> None:
    """Draw the button; it works without the server."""
    st.components.v2.component("quick_exit", html=_HTML, css=_CSS, js=_JS)()
