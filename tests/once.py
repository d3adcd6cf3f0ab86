"""What tests need not do again and again: read what has not changed, look through all that is installed."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner

from engine import guides, source


@contextmanager
def read_once() -> Iterator[None]:
    """Keep what YAML and the headings of a guide were read as, by their text; what is refused is read each time.

    And keep which installed packages bring components: a test of a screen looks through all of them at each run, which
    takes twice as long as the run.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "parse_yaml", cache(source.parse_yaml))
        patch.setattr(guides, "headings", cache(guides.headings))
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield
