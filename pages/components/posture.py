"""A posture pattern beside an even posture, each at a plumb line."""

from html import escape

from engine import Knowledge, drawings_of_pattern, pictures_of_pattern

from . import picture
from .sheet import Sheet

WIDE = 136  # pixels: two side by side on the narrowest phone


def add(sheet: Sheet, pattern: str, knowledge: Knowledge) -> None:
    """Draw a pattern, and say that both are normal; nothing, where there is nothing to be seen."""
    drawn = knowledge.patterns[pattern]
    captions = [escape(x.caption) for x in drawings_of_pattern(drawn, knowledge)]
    cells = [
        f'<figure style="width: {WIDE}px">{picture.plain(x, WIDE)}<figcaption>{caption}</figcaption></figure>'
        for x, caption in zip(pictures_of_pattern(knowledge, drawn), captions, strict=True)
    ]
    if cells:
        sheet.html(f'<div class="drawings">{"".join(cells)}</div>')
        sheet.caption(knowledge.wording["posture_shown"])
