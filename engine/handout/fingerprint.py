"""Which knowledge a handout was made by: a mark that changes with every file of data/ that decides something."""

import hashlib

from ..knowledge import Knowledge

_DRAWN = ("figures", "schemas")  # pictures and what is made from the rest: nothing is decided by them


def fingerprint(knowledge: Knowledge) -> str:
    """Return the first 12 digits of the SHA-256 of all files that decide, by name and content."""
    files = (path for path in knowledge.root.rglob("*") if path.suffix in (".yaml", ".md"))
    deciding = ((path.relative_to(knowledge.root), path) for path in files)
    mark = hashlib.sha256()
    for name, path in sorted(x for x in deciding if x[0].parts[0] not in _DRAWN):
        mark.update(f"{name.as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return mark.hexdigest()[:12]
