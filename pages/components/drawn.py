"""Still drawings: one, or some side by side, each with the line below it."""

from collections.abc import Sequence

import streamlit as st

from engine import Drawing


def show(svg: str, alt: str, width: int, caption: str | None = None) -> None:
    """Draw one picture, so many pixels wide."""
    st.image(svg, caption, width, alt=alt)


def row(drawings: Sequence[Drawing], width: int) -> None:
    """Draw pictures side by side, in as many lines as the screen needs."""
    if drawings:
        with st.container(horizontal=True, gap="xsmall"):
            for drawing in drawings:
                show(drawing.svg, drawing.alt, width, drawing.caption)
