"""Finding the articles of a folder, and reading their bytes: nothing outside the folder, nothing that is no plain file.

A link, a pipe or a device is refused unopened; a file is opened without following links and without waiting, and its
size is judged before it is read.
"""

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .article import Finding
from .characters import is_hidden, shown
from .words import ArticleWords, Limits


class RefusedError(Exception):
    """A file that cannot be read as an article; it says why."""

    def __init__(self, what: str, todo: str, line: int = 1) -> None:
        self.finding = Finding(line=line, what=what, todo=todo)
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the folder, relative to it; `refused` says why it is not opened, `article` whether it would be one."""

    name: str
    path: Path
    article: bool = True
    refused: Finding | None = None


def found_in(folder: Path, words: ArticleWords) -> list[Found]:
    """Return every article of a folder and of the folders in it, and what is refused, in the order of the paths."""
    found: list[Found] = []
    waiting = [(folder, "", 0)]
    while waiting:
        here, prefix, depth = waiting.pop()
        try:
            entries = list(os.scandir(here))
        except OSError as error:
            found.append(_no(prefix.rstrip("/"), here, _unreadable(error), False))
            continue
        for entry in entries:
            name = f"{prefix}{entry.name}"
            if _is_folder(entry) and depth < words.limits.folders_deep and not entry.name.startswith("."):
                waiting.append((Path(entry.path), f"{name}/", depth + 1))
            else:
                found += _entry(entry, name, words)
    return sorted(found, key=lambda x: x.name)


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    return entry.is_dir(follow_symlinks=False)


def _entry(entry: "os.DirEntry[str]", name: str, words: ArticleWords) -> Iterator[Found]:
    """Yield what stands at a place, if it is or pretends to be an article, or a folder that is not gone into."""
    path, article = Path(entry.path), entry.name.lower().endswith(words.extensions)
    if _is_folder(entry):
        yield _no(name, path, _FOLDER_HIDDEN if entry.name.startswith(".") else _FOLDER_DEEP, False)
    elif entry.is_symlink():
        if article or entry.is_dir():
            yield _no(name, path, _LINK, article)
    elif article:
        wrong = _wrong(entry, name)
        yield _no(name, path, wrong, True) if wrong else Found(shown(name), path)


def _wrong(entry: "os.DirEntry[str]", name: str) -> Finding | None:
    if any(is_hidden(c) or c in "\t\n" for c in name):
        return _NAME
    if entry.name.startswith("."):
        return _HIDDEN
    return None if entry.is_file(follow_symlinks=False) else _NO_FILE


def _no(name: str, path: Path, why: Finding, article: bool) -> Found:
    return Found(shown(name) or ".", path, article, why)


def _finding(what: str, todo: str) -> Finding:
    return Finding(line=1, what=what, todo=todo)


def _unreadable(error: OSError) -> Finding:
    return _finding(f"cannot be read: {error.strerror or error}", "let its owner give you the right to read it")


_LINK = _finding("a link to another place is not followed", "put the file or the folder itself here")
_NO_FILE = _finding("not a plain file but a pipe, a socket or a device", "take it out of the folder")
_HIDDEN = _finding("a hidden file is not read", "take the dot off its name if it is an article")
_FOLDER_HIDDEN = _finding("a hidden folder is not gone into", "take the dot off its name if there are articles in it")
_FOLDER_DEEP = _finding("too many folders within folders", "move its articles further up")
_NAME = _finding(
    "the name holds characters that do not show or that turn the writing round", "give it a name of plain letters"
)


# ------------------------------------------------------------------- reading
def read_text(path: Path, limits: Limits) -> str:
    """Return a file's text with plain line ends.

    Raises:
        RefusedError: too big, no plain file, not to be opened, not UTF-8, or not text at all.
    """
    try:
        return _decoded(_bytes(path, limits.file_bytes))
    except OSError as error:
        raise RefusedError(_unreadable(error).what, _unreadable(error).todo) from error


def _bytes(path: Path, most: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    with os.fdopen(handle, "rb") as file:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise RefusedError(_NO_FILE.what, _NO_FILE.todo)
        content = file.read(most + 1) if state.st_size <= most else b""
        if state.st_size > most or len(content) > most:
            raise RefusedError(
                f"{max(state.st_size, len(content)):,} bytes: an article has {most:,} at most",
                "make articles of its parts",
            )
        return content


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedError("UTF-16, not UTF-8", "save the file as UTF-8")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise RefusedError("not UTF-8", "save the file as UTF-8", line) from error
    if (at := text.find("\0")) >= 0:
        raise RefusedError(
            "holds a NUL, which no text does", "save the file as UTF-8 text", text.count("\n", 0, at) + 1
        )
    return text.replace("\r\n", "\n").replace("\r", "\n")
