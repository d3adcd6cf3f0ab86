"""Reading a YAML file again only if its bytes have changed, so that a copy of data/ loads quickly after each change."""

from functools import cache
from pathlib import Path

from engine import source


def read_yaml(path: Path, name: str | None = None) -> source.Document:
    """Read as the engine does, from memory where nothing has changed."""
    return _parsed(path, name, path.read_bytes()) if path.is_file() else source.read_yaml(path, name)


@cache
def _parsed(path: Path, name: str | None, _content: bytes) -> source.Document:
    return source.read_yaml(path, name)
