"""Sheets without a browser: what they are told to show, and what is done on them as a browser sends it."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.the_browser import sends

Block = list[Any]
HOLDERS = ("box", "row", "beside", "small-beside", "within", "folded", "fold")


def _sheets(at: AppTest) -> list[Any]:
    return [x.proto for x in at.get("bidi_component") if x.proto.component_name == "sheet"]


def _within(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block[-1], list) and block[0] in HOLDERS:
            yield from _within(block[-1])


def blocks(at: AppTest, *kinds: str) -> list[Block]:
    """Everything on the sheets of a page, or what is of these kinds, in order, also inside of others."""
    found = [block for sheet in _sheets(at) for block in _within(json.loads(sheet.json))]
    return [block for block in found if not kinds or block[0] in kinds]


def block(at: AppTest, name: str) -> Block:
    """What has this name, such as a choice."""
    return next(x for x in blocks(at) if len(x) > 2 and x[1] == name)


def chosen(at: AppTest, name: str) -> Any:
    """What is chosen there."""
    found = block(at, name)
    return found[3] if found[0] in ("toggle", "fold") else found[4]


def plain(markup: str) -> str:
    """What is read of a text: lists numbered by its reader, and nothing bold."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def written(at: AppTest) -> str:
    """All that is read on the sheets of a page."""
    return "\n".join(_words(block) for block in blocks(at))


def _words(block: Block) -> str:
    match block:
        case [("h1" | "h2" | "h3" | "folded" | "link" | "copyable" | "within"), text, *_]:
            return str(text)
        case [("text" | "small"), markup] | [("callout" | "signed"), _, markup]:
            return plain(markup)
        case [("button" | "pills" | "select" | "ticks" | "toggle" | "fold" | "search"), _, label, *_]:
            return str(label)
    return ""


def headings(at: AppTest) -> list[str]:
    """The headings on the sheets of a page."""
    return [x[1] for x in blocks(at, "h2", "h3")]


def title(at: AppTest) -> str:
    """The heading of the page, on a sheet or not."""
    return str(next((x[1] for x in blocks(at, "h1")), None) or at.title[0].value)


def callouts(at: AppTest, kind: str) -> list[str]:
    """What stands out in this way."""
    return [plain(markup) for _, its, markup in blocks(at, "callout") if its == kind]


def links(at: AppTest) -> dict[str, str]:
    """Where the ways to other pages lead, by their labels, in order."""
    return {label: address for _, label, address, _ in blocks(at, "link")}


def follow(at: AppTest, address: str) -> AppTest:
    """The page after a link to it is tapped, on the last sheet."""
    return send(at, _sheets(at)[-1], ["to", address])


def buttons(at: AppTest) -> list[str]:
    """What the buttons say."""
    return [x[2] for x in blocks(at, "button")]


def press(at: AppTest, label: str) -> AppTest:
    """The page after a button is pressed."""
    return do(at, next(x[1] for x in blocks(at, "button") if x[2].startswith(label)))


def do(at: AppTest, name: str, value: Any = None) -> AppTest:
    """The page after something is done on it; or after a browser sends whatever it likes."""
    sheet = next(x for x in _sheets(at) if name in [b[1] for b in _within(json.loads(x.json)) if len(b) > 2])
    return send(at, sheet, [name, value])


def send(at: AppTest, sheet: Any, did: Any) -> AppTest:
    """The page after a browser sends something to a sheet."""
    return sends(at, sheet, "did", did)
