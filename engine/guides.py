"""Reading a guide's Markdown body into its sections."""

from collections.abc import Iterator

from markdown_it import MarkdownIt

from .model import GuideSection

# Only what tells a heading from text: a hundred guides are read before the first visitor sees anything.
_BLOCKS = MarkdownIt("zero").enable(["fence", "code", "heading", "lheading", "html_block"])
_BLOCKS.core.ruler.disable(["inline"])


class Heading:
    """A heading of a Markdown text: its level, title and lines (from 0)."""

    __slots__ = ("end", "level", "line", "title")

    def __init__(self, level: int, title: str, line: int, end: int) -> None:
        self.level, self.title, self.line, self.end = level, title, line, end


def headings(body: str) -> list[Heading]:
    """Return the headings of a Markdown text in order."""
    tokens = _BLOCKS.parse(body)
    return [
        Heading(int(token.tag[1]), tokens[i + 1].content.strip(), token.map[0], token.map[1])
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.map
    ]


def split(body: str) -> tuple[str, str, tuple[GuideSection, ...], str]:
    """Return a guide's title, its at-a-glance text, its sections, and the line that says when it was last reviewed."""
    heads = headings(body)
    lines = body.split("\n")
    title = next((head.title for head in heads if head.level == 1), "")
    before = lines[heads[0].end : heads[1].line] if len(heads) > 1 else []
    glance = " ".join(line.lstrip("> ").strip() for line in before if line.startswith(">"))
    reviewed = next((line.strip("* ") for line in lines if line.startswith("*Last reviewed")), "")
    return title, glance.replace("**At a Glance:**", "").strip(), tuple(_sections(heads, lines)), reviewed


def _sections(heads: list[Heading], lines: list[str]) -> Iterator[GuideSection]:
    for i, head in enumerate(heads):
        if head.level == 2:
            inner = _until_next_section(heads, i)
            stop = inner[0].line if inner else _end(heads, i, lines)
            parts = tuple(_part(heads, heads.index(sub), lines) for sub in inner)
            yield GuideSection(title=head.title, level=2, markdown=_text(lines, head.end, stop), parts=parts)


def _until_next_section(heads: list[Heading], i: int) -> list[Heading]:
    inner = []
    for head in heads[i + 1 :]:
        if head.level <= 2:
            break
        inner.append(head)
    return inner


def _part(heads: list[Heading], i: int, lines: list[str]) -> GuideSection:
    head = heads[i]
    return GuideSection(title=head.title, level=head.level, markdown=_text(lines, head.end, _end(heads, i, lines)))


def _end(heads: list[Heading], i: int, lines: list[str]) -> int:
    return heads[i + 1].line if i + 1 < len(heads) else len(lines)


def _text(lines: list[str], start: int, stop: int) -> str:
    kept = [line for line in lines[start:stop] if not line.startswith("*Last reviewed")]
    return "\n".join(kept).strip().removesuffix("---").strip()
