"""Links inside guides: from the articles' own addresses to the app's deep links."""

import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import urlencode

from engine import LINK

from .sheet import Sheet

CHECK = "pages/screens/check.py"
EXPLORE = "pages/screens/explore.py"
GUIDES = "pages/screens/guides.py"
PLAN = "pages/screens/plan.py"
PRACTISE = "pages/screens/practise.py"


def add(sheet: Sheet, label: str, page: str, icon: str, **params: str) -> None:
    """Add a way to a page of ours to a sheet: a tap goes there within the visit, another tab begins anew."""
    address = Path(page).stem + (f"?{urlencode(params)}" if params else "")
    sheet.link(label, address, icon)


def rewrite(markdown: str, known: Collection[str]) -> str:
    """Return a text with its links made deep links of the app; a guide that is not written is plain text."""

    def deep(match: re.Match[str]) -> str:
        name, slug = match["name"], match["slug"]
        return f"[{name}](guides?guide={slug})" if slug in known else name

    return LINK.sub(deep, markdown)


def slugs(markdown: str, known: Collection[str]) -> list[str]:
    """Return the guides that a text links to and that exist, in order, each once."""
    return list(dict.fromkeys(match["slug"] for match in LINK.finditer(markdown) if match["slug"] in known))
