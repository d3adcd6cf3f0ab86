"""A part of a page as one component: texts, pictures, choices and folds, in the order in which they are added.

Streamlit draws each text as an element of its own, which the browser reads and lays out at every run. A sheet comes
whole, and of it only what has changed is put in place of what was there.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from engine import as_html

from . import session
from .part import Part, read

COMPONENT = Part("sheet", read("make.js", "sheet.js"), read("controls.css", "sheet.css"), '<div class="sheet"></div>')
PAGES = Path(__file__).parents[1] / "screens"
_GOES = "sheet:goes"
_LONGEST = 200  # letters of a search
Act = Callable[[Any], None]
Kind = Literal["error", "warning", "info", "success"]


class Sheet:
    """What is added to it is drawn by `show`, all at once."""

    def __init__(self) -> None:
        self._blocks: list[list[Any]] = []
        self._acts: dict[str, tuple[Callable[[Any], bool], Act]] = {}

    # ------------------------------------------------------------ to be read
    def begin(self, page: str, section: str = "") -> None:
        """Bring a new page to its top or a section, and the focus to that heading: once, so that she may read on."""
        self._blocks.append(["begin", page, section])

    def title(self, text: str) -> None:
        """Add the heading of the page."""
        self._blocks.append(["h1", text])

    def header(self, text: str, anchor: str = "") -> None:
        """Add a heading below that of the page; `anchor` is what an address calls it."""
        self._blocks.append(["h2", text, anchor])

    def subheader(self, text: str) -> None:
        """Add a heading below `header`."""
        self._blocks.append(["h3", text])

    def markdown(self, text: str) -> None:
        """Add a text."""
        self._blocks.append(["text", as_html(text)])

    def bullets(self, lines: Iterable[str]) -> None:
        """Add texts as a list, if there are any."""
        if text := "\n".join(f"- {line.strip()}" for line in lines):
            self.markdown(text)

    def caption(self, text: str) -> None:
        """Add a text in small letters."""
        self._blocks.append(["small", as_html(text)])

    def signed(self, icon: str, text: str) -> None:
        """Add a text with a small sign before it."""
        self._blocks.append(["signed", icon, as_html(text)])

    def callout(self, kind: Kind, text: str) -> None:
        """Add a text that stands out; of an error or a warning a screen reader tells at once."""
        self._blocks.append(["callout", kind, as_html(text)])

    def copyable(self, text: str) -> None:
        """Add a text to be shown to somebody, line by line, with a button that copies it."""
        self._blocks.append(["copyable", text])

    def file(self, name: str, kind: str, content: bytes) -> None:
        """Hand a file to the browser itself, so that no address leads to it; `kind` is its media type."""
        self._blocks.append(["file", name, kind, base64.b64encode(content).decode("ascii")])

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Add a table; the first cell of a row is its heading."""
        top = "".join(f"<th scope=col>{escape(x)}</th>" if x else "<td></td>" for x in head)
        lines = (
            f"<tr><th scope=row>{escape(row[0])}</th>{''.join(f'<td>{escape(x)}</td>' for x in row[1:])}</tr>"
            for row in rows
        )
        self._blocks.append(["text", f"<table><thead><tr>{top}</tr></thead><tbody>{''.join(lines)}</tbody></table>"])

    def html(self, markup: str) -> None:
        """Add markup of our own making."""
        self._blocks.append(["html", markup])

    def box(self) -> AbstractContextManager[None]:
        """Frame what is added within."""
        return self._around("box")

    def beside(self) -> AbstractContextManager[None]:
        """Set the first that is added within at the left of the rest, where there is room."""
        return self._around("beside")

    def folded(self, label: str, *, is_open: bool = False) -> AbstractContextManager[None]:
        """Fold away what is added within; it is there at once, and opens without the server."""
        return self._around("folded", label, is_open)

    def at_the_side(self) -> AbstractContextManager[None]:
        """Set the first that is added within, a small picture, at the left of the rest, however narrow it is."""
        return self._around("small-beside")

    def within(self, language: str) -> AbstractContextManager[None]:
        """Say what language is added within."""
        return self._around("within", language)

    def row(self) -> AbstractContextManager[None]:
        """Set what is added within side by side, where there is room."""
        return self._around("row")

    @contextmanager
    def _around(self, *kind: str | bool) -> Iterator[None]:
        with self._inside() as inside:
            yield
        self._blocks.append([*kind, inside])

    @contextmanager
    def _inside(self) -> Iterator[list[list[Any]]]:
        outside, self._blocks = self._blocks, []
        inside = self._blocks
        try:
            yield inside
        finally:
            self._blocks = outside

    # ------------------------------------------------------------ to be done
    def button(
        self, key: str, label: str, act: Callable[[], None], about: str = "", icon: str = "", *, primary: bool = False
    ) -> None:
        """Add a button; `about` says more of what it does, to whoever points at it or has it read out."""
        self._acts[key] = (lambda told: told is None, lambda _: act())
        self._blocks.append(["button", key, label, about, icon, primary])

    def link(self, label: str, address: str, icon: str) -> None:
        """Add a way to another screen, as any link in a text is: a tap goes there within the visit."""
        self._blocks.append(["link", label, address, icon])

    def search(self, key: str, label: str, hint: str, value: str, act: Act) -> None:
        """Add a field to search by; `act` gets what is typed as she types it."""
        self._acts[key] = (lambda told: isinstance(told, str) and len(told) <= _LONGEST, act)
        self._blocks.append(["search", key, label, hint, value])

    def pills(self, key: str, label: str, options: Mapping[str, str], chosen: str | None, act: Act) -> None:
        """Add a choice of one of a few."""
        self._one_of(options, key, act)
        self._blocks.append(["pills", key, label, list(options.items()), chosen])

    def select(self, key: str, label: str, options: Mapping[str, str], chosen: str | None, none: str, act: Act) -> None:
        """Add a choice of one of many, or of none (`none` says so), which is told as ''."""
        self._one_of({"": none, **options}, key, act)
        self._blocks.append(["select", key, label, [["", none], *options.items()], chosen or ""])

    def choice(self, key: str, label: str, options: Mapping[str, str], chosen: str, act: Act) -> None:
        """Add a choice of one of many, of which one always is chosen."""
        self._one_of(options, key, act)
        self._blocks.append(["select", key, label, list(options.items()), chosen])

    def some(
        self, key: str, label: str, options: Mapping[str, str], chosen: Iterable[str], none: str, act: Act
    ) -> None:
        """Add a list of which some may be ticked; `act` gets them."""
        self._acts[key] = (lambda told: isinstance(told, list) and all(x in options for x in told), act)
        self._blocks.append(["ticks", key, label, list(options.items()), list(chosen), none])

    def toggle(self, key: str, label: str, is_on: bool, act: Act) -> None:
        """Add a box to tick; `act` gets whether it is."""
        self._acts[key] = (lambda told: isinstance(told, bool), act)
        self._blocks.append(["toggle", key, label, is_on])

    def fold(self, key: str, label: str, show: Callable[[], None], *, is_open: bool = False) -> None:
        """Add a part that opens on a tap; it is made only while it is open, for most of it is never read.

        `is_open` is how it stands until it is tapped.
        """
        is_open = bool(session.view(key, is_open))
        self._acts[key] = (lambda told: isinstance(told, bool), lambda told: session.set_view(key, told))
        with self._inside() as inside:
            if is_open:
                show()
        self._blocks.append(["fold", key, label, is_open, inside])

    def _one_of(self, options: Mapping[str, str], key: str, act: Act) -> None:
        self._acts[key] = (lambda told: isinstance(told, str) and told in options, act)

    # ----------------------------------------------------------------- drawn
    def show(self, key: str) -> None:
        """Draw the sheet; what is done on it is told to the acts, if it can be, and a link of ours is followed."""
        if self._blocks:
            COMPONENT(key=key, data=self._blocks, on_did_change=partial(_hear, key, self._acts))

    def interrupt(self, key: str) -> None:
        """Draw what was added so far, and go on below what is drawn next, which is no sheet."""
        self.show(key)
        self._blocks, self._acts = [], {}


def _hear(key: str, acts: Mapping[str, tuple[Callable[[Any], bool], Act]]) -> None:
    match (session.view(key) or {}).get("did"):
        case ["to", str(address)]:
            _leave_for(address)
        case [str(name), told] if name in acts:
            can_be, act = acts[name]
            if can_be(told):
                act(told)


def leave() -> None:
    """Go where a link on a sheet leads to, if one was tapped; only while a page runs can it be left."""
    if goes := session.view(_GOES):
        session.set_view(_GOES, None)
        st.switch_page(goes[0], query_params=goes[1])


def go(page: str, **params: str) -> None:
    """Go to a page of ours once this run begins."""
    session.set_view(_GOES, (page, params))


def _leave_for(address: str) -> None:
    """Follow a link as a browser tells it; one that leads to no page of ours leads nowhere."""
    parts = urlsplit(address)
    if parts.path in {page.stem for page in PAGES.glob("[a-z]*.py")}:
        go(f"pages/screens/{parts.path}.py", **dict(parse_qsl(parts.query)))
