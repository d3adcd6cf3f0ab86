"""Bring a new screen of the check to its top, and the focus to its heading."""

import streamlit as st

_JS = """
export default function ({ data, parentElement }) {
  if (window.plumblineScreen === data.screen) return;
  const first = window.plumblineScreen === undefined;
  window.plumblineScreen = data.screen;
  if (first) return;
  const main = document.querySelector('[data-testid="stMain"]');
  if (main) main.scrollTo({ top: 0, behavior: "instant" });
  const heading = document.querySelector("h1");
  if (heading) { heading.setAttribute("tabindex", "-1"); heading.focus({ preventScroll: true }); }
}
"""
_COMPONENT = st.components.v2.component("top", html="<span></span>", js=_JS)


def show(screen: str) -> None:
    """Scroll to the top and focus the heading whenever the screen is another one than before."""
    _COMPONENT(data={"screen": screen})
