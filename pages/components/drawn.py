"""Still drawings: one, or some side by side, each with the line below it."""

import base64
from collections.abc import Sequence
from html import escape

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


def markup(drawings: Sequence[Drawing], width: int) -> str:
    """Return the same row as markup."""
    cells = (
        f'<figure style="width: {width}px"><img src="{as_data(x.svg)}" alt="{escape(x.alt)}" width="{width}">'
        f"<figcaption>{escape(x.caption)}</figcaption></figure>"
        for x in drawings
    )
    return f'<div class="drawings">{"".join(cells)}</div>'


def as_data(svg: str) -> str:
    """Return a drawing as an address that holds it."""
    return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"
