"""Where on the screen a page begins when a link leads from it to itself, as from one guide to the next."""

import streamlit as st

_GO = """export default ({ data }) => {
  const title = document.querySelector("h1");
  const there = `${data.page} ${data.section}`;
  if (!title || title.dataset.arrived === there) return;
  title.dataset.arrived = there;
  setTimeout(() => {
    const heading = data.section && document.getElementById(data.section);
    if (heading) heading.scrollIntoView();
    else document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  }, 150);
};"""


def show(page: str, section: str = "") -> None:
    """Begin at a section of the page, or at its top: once for each page, so that reading on is not disturbed."""
    st.components.v2.component("plumbline_arrival", js=_GO)(data={"page": page, "section": section})
