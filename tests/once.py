"""Reading a text again only if it has changed, so that a copy of data/ loads quickly after each mistake put into it."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest

from engine import guides, source


@contextmanager
def read_once() -> Iterator[None]:
    """Keep what YAML and the headings of a guide were read as, by their text; what is refused is read each time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "parse_yaml", cache(source.parse_yaml))
        patch.setattr(guides, "headings", cache(guides.headings))
        yield
