"""A text as Markdown that shows it as it is."""

import re

_MARKUP = re.compile(r"([\\`*_\[\]~$:#<>|])")


def plain(text: str) -> str:
    """Return a text with every mark of Markdown made a plain character."""
    return _MARKUP.sub(r"\\\1", text)
