"""Our own Markdown as HTML, for parts of a page that the browser gets whole."""

import re
from functools import lru_cache

from markdown_it import MarkdownIt

_ELSEWHERE = re.compile(r'<a href="(?=https?:)')
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")  # a tag in a text is shown as text


@lru_cache(maxsize=8192)
def as_html(markdown: str) -> str:
    """Return a text as HTML; links to elsewhere open in a new tab, and tags in it are text."""
    return _ELSEWHERE.sub('<a target="_blank" rel="noopener noreferrer" href="', _markdown.render(markdown))
