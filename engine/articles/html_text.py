"""HTML in an article as Markdown: its words, its pictures and its links, and whatever of it is not safe."""

from html.parser import HTMLParser

from .addresses import is_remote, unsafe
from .words import HtmlWords

_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "figcaption", "summary", "dt", "dd", "hr"})
_VOID = frozenset({"embed"})  # goes whole, and has no end
_RUNS = ("on", "style", "srcdoc", "formaction", "action", "srcset", "background", "ping", "is", "nonce")
_ESCAPES = str.maketrans({c: f"\\{c}" for c in "[]*_`\\|#"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;", "{": "&#123;"})


class _Reader(HTMLParser):
    """Collects the words of a piece of HTML on one line, and what is unsafe in it."""

    def __init__(self, words: HtmlWords) -> None:
        super().__init__(convert_charrefs=True)
        self.words, self.made, self.found, self.within = words, [""], list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.words.whole:
            self.found.append(f"<{tag}>")
            self.within += [] if tag in _VOID else [tag]
        elif not self.within:
            self.found += [f"<{tag}>"] if tag not in (*self.words.plain, "a") else []
            self.found += _unsafe_in(tag, attrs)
            self._open(tag, {name: value or "" for name, value in attrs})

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.within:
            del self.within[self.within.index(tag) :]
        elif tag in _BREAKS and not self.within:
            self.made.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.within:
            self.made.append(data.translate(_ESCAPES))

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "img":
            alt = attributes.get("alt", "").translate(_ESCAPES)
            source = attributes.get("src", "")
            kept = source and not is_remote(source) and not unsafe(source) and not set(source) & set(" ()<>\\\n")
            self.made.append(f" ![{alt}]({source}) " if kept else f" {alt} ")
        elif tag in _BREAKS:
            self.made.append(" ")


def _unsafe_in(tag: str, attributes: list[tuple[str, str | None]]) -> list[str]:
    found = []
    for name, value in attributes:
        if name.startswith(_RUNS[0]) or name in _RUNS[1:]:
            found.append(f"'{name[:20]}' in <{tag}>")
        elif name in ("src", "href") and (why := unsafe(value or "")):
            found.append(why)
        elif name == "src" and is_remote(value or ""):
            found.append("a picture or a file from elsewhere")
        elif name == "href":
            found.append("a link in HTML")
    return found


def as_markdown(html: str, words: HtmlWords) -> tuple[str, list[str]]:
    """Return a piece of HTML as one line of safe Markdown, and what was unsafe in it, each once."""
    reader = _Reader(words)
    reader.feed(html)
    reader.close()
    return " ".join("".join(reader.made).split()), list(dict.fromkeys(reader.found))
