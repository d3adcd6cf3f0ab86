"""Sheets without a browser: what they are told to show, and what is done on them as a browser sends it."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.the_browser import sends

Block = list[Any]


def _sheets(at: AppTest) -> list[Any]:
    return [x.proto for x in at.get("bidi_component") if x.proto.component_name == "sheet"]


def _within(blocks: list[Block]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block[-1], list) and block[0] in ("box", "row", "beside", "folded", "fold"):
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
    texts = (x[1] if x[0] in ("h2", "h3") else plain(x[1]) for x in blocks(at, "h2", "h3", "text", "small"))
    labels = (x[1] if x[0] == "folded" else x[2] for x in blocks(at) if len(x) > 2)
    return "\n".join([*texts, *labels])


def headings(at: AppTest) -> list[str]:
    """The headings on the sheets of a page."""
    return [x[1] for x in blocks(at, "h2", "h3")]


def do(at: AppTest, name: str, value: Any = None) -> AppTest:
    """The page after something is done on it; or after a browser sends whatever it likes."""
    sheet = next(x for x in _sheets(at) if name in [b[1] for b in _within(json.loads(x.json)) if len(b) > 2])
    return send(at, sheet, [name, value])


def send(at: AppTest, sheet: Any, did: Any) -> AppTest:
    """The page after a browser sends something to a sheet."""
    return sends(at, sheet, "did", did)
