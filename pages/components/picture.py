"""Pictures of exercises: one level, a whole ladder, and small ones beside links.

server.py hands them out by address, so that a page holds no drawing. Without it (`streamlit run app.py`) the large ones
stand in the page itself, still; small ones are left out.
"""

import base64
from collections.abc import Iterable
from functools import partial
from html import escape

import streamlit as st

import engine
from engine import ExerciseFacts, Knowledge, Level, Picture

from . import session, words
from .sheet import Sheet

FOLDER = "figures"
STILL = "pictures:still"
KEEP_STILL = "Keep the pictures still"
_is_served = False

# No rule here, or in anything else that is on every page, may choose by a part of a class (`[class*=...]`): Streamlit
# changes the class of every element at each run, twice, and all that stands below would be styled anew.
CSS = """
.picture, .ladder img { color-scheme: light dark; }
.picture { display: block; width: 100%; max-width: 24rem; margin: 0 auto; }
.picture.paper { display: none; }
.picture img { display: block; width: 100%; height: auto; aspect-ratio: 320 / var(--filled, 240); object-fit: cover; }
.picture.paper img { aspect-ratio: 4 / 3; }
@media print {
  .picture { display: none; }
  .picture:last-child, .picture.paper { display: block; }
}
.sheet ol.ladder { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.75rem, 1fr)); gap: 0.75rem;
  margin: 0; padding: 0; list-style: none; }
.ladder li { padding: 0.25rem 0.5rem 0.5rem; border: 1px solid #8884; border-radius: 0.625rem; }
.ladder li[aria-current] { border: 3px solid #0b6e6e; padding: calc(0.25rem - 2px) calc(0.5rem - 2px) 0.5rem; }
.ladder img { display: block; width: 100%; aspect-ratio: 4 / 3; object-fit: cover; }
.ladder b { display: block; font-weight: 600; line-height: 1.3; }
.ladder span { display: block; font-size: 0.875rem; line-height: 1.35; opacity: 0.93; }
.ladder .hers { font-weight: 600; opacity: 1; }
.small-pictures { display: flex; flex-wrap: wrap; gap: 0.25rem; }
.small-pictures img { width: 5.5rem; aspect-ratio: 4 / 3; object-fit: cover; }
@media (prefers-color-scheme: dark) { .ladder li[aria-current] { border-color: #7fd1c7; } }
@media (prefers-reduced-motion: reduce) {
  .picture img { aspect-ratio: 4 / 3; }
}
"""


def serve() -> None:
    """Have pages ask for pictures by address: something is there that answers."""
    global _is_served
    _is_served = True


def address(picture: Picture) -> str:
    """Return where the browser gets a picture: its address on the server, or the picture itself."""
    return f"{FOLDER}/{picture.name}?v={picture.mark}" if _is_served else _inline(picture)


@st.cache_resource(show_spinner=False, hash_funcs={Picture: lambda x: (x.name, x.mark)})
def _inline(picture: Picture) -> str:
    drawn = picture.svg()
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.encode()).decode()}" if drawn else ""


# ----------------------------------------------------------------- one level
def markup(knowledge: Knowledge, exercise: str, level: str) -> str:
    """Return a level, moving; both poses side by side on paper and for who wants no motion. "" if none is drawn."""
    still = engine.picture(knowledge, exercise, level, still=True)
    moving = engine.picture(knowledge, exercise, level)
    if still is None or moving is None:
        return ""
    if is_still() or not _is_served:
        return f'<picture class="picture">{_img(still)}</picture>'
    source = f'<source media="(prefers-reduced-motion: reduce)" srcset="{address(still)}">'
    paper = f'<picture class="picture paper">{_img(still)}</picture>'  # a source for print would come too late
    return f'<picture class="picture">{source}{_img(moving)}</picture>{paper}'


def _img(picture: Picture) -> str:
    size = f'width="{picture.width}" height="{picture.height}" style="--filled: {picture.filled()}"'
    return f'<img src="{address(picture)}" alt="{escape(picture.alt)}" {size} loading="lazy" decoding="async">'


def plain(picture: Picture, wide: int = 72) -> str:
    """Return a picture that stands still by itself, so many pixels wide."""
    size = f'width="{wide}" height="{round(wide * picture.height / picture.width)}"'
    return f'<img src="{address(picture)}" alt="{escape(picture.alt)}" {size} loading="lazy">'


def is_still() -> bool:
    """Return whether she has stopped all pictures."""
    return bool(session.view(STILL))


def keep_still(sheet: Sheet) -> None:
    """Offer to stop all pictures, on every page (WCAG 2.2.2)."""
    if _is_served:
        sheet.toggle(STILL, KEEP_STILL, is_still(), partial(session.set_view, STILL))


# ------------------------------------------------------------------ a ladder
def ladder(knowledge: Knowledge, exercise: ExerciseFacts, hers: str | None) -> str:
    """Return the levels of an exercise in a row, with name, demand and needs; the one in her plan is marked."""
    picture = engine.ladder_picture(knowledge, exercise.slug)
    steps = (
        f"<li{' aria-current=true' if level.id == hers else ''}>{_cell(picture, i, len(exercise.levels))}"
        f"<b>{i + 1}. {escape(level.title)}</b>{_words(level, level.id == hers, knowledge)}</li>"
        for i, level in enumerate(exercise.levels)
    )
    return f'<ol class="ladder">{"".join(steps)}</ol>'


def _words(level: Level, is_hers: bool, knowledge: Knowledge) -> str:
    said = f"<span>Demand {escape(words.demand(knowledge, level.demand))}</span>"
    said += f"<span>Needs: {escape(words.needs(knowledge, level.needs).lower())}</span>"
    return f'<span class="hers">In your plan</span>{said}' if is_hers else said


def _cell(picture: Picture | None, i: int, count: int) -> str:
    """Return one cell of a row; the words under it say what it is."""
    if picture is None:
        return ""
    return f'<img src="{address(picture)}" alt="" loading="lazy" style="object-position: {_across(i, count)}">'


def _across(i: int, count: int) -> str:
    return f"{100 * i / max(1, count - 1):.4g}% 0"


# ------------------------------------------------------------- small pictures
def small_of(exercise: str, knowledge: Knowledge) -> str:
    """Return a small picture of the middle level of an exercise, to stand beside its name; "" if there is none."""
    levels = knowledge.exercises[exercise].levels if exercise in knowledge.exercises else ()
    return _small(knowledge, exercise, levels[(len(levels) - 1) // 2].id) if levels else ""


def small(levels: Iterable[tuple[str, str]], knowledge: Knowledge) -> str:
    """Return the end poses of some levels in a line; the words beside it say what they are."""
    shown = "".join(_small(knowledge, *level) for level in levels)
    return f'<div class="small-pictures">{shown}</div>' if shown else ""


def _small(knowledge: Knowledge, slug: str, level: str) -> str:
    levels = [x.id for x in knowledge.exercises[slug].levels]
    return _cell(engine.ladder_picture(knowledge, slug), levels.index(level), len(levels)) if _is_served else ""
