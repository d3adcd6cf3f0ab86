"""Setting a page: a template of data/handout/ with its data, by Typst, the same bytes on every machine."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from ..knowledge import Knowledge

FOLDER = "handout"
REMEMBERED = 10
STANDARD: Literal["ua-1"] = "ua-1"  # tagged, with a language, a title and words for every picture (ISO 14289-1)


def typeset(template: str, data: Mapping[str, Any], day: date, knowledge: Knowledge) -> bytes:
    """Return a PDF made of a template and its data, with the fonts that the typesetter brings and no others."""
    import typst

    folder, fonts = knowledge.root / FOLDER, typst.Fonts(include_system_fonts=False)
    found: bytes = typst.compile(
        str(folder / template),
        root=str(folder),
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False, sort_keys=True)},
        pdf_standards=[STANDARD],
        timestamp=datetime.combine(day, time(), UTC),
    )
    # What was laid out is remembered until ten more were set: 270 MB, and her words. Empty pages push it out.
    for _ in range(REMEMBERED + 1):
        typst.compile(b"", font_paths=fonts)
    return found
