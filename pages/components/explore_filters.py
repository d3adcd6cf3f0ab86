"""Finding an exercise, and the filters of the map: two at hand, the others a tap away; all kept in the address."""

from collections.abc import Callable, Mapping
from functools import partial

from engine import Knowledge

from . import explore_address
from .explore_address import View
from .sheet import Sheet

LABELS = {
    "muscle": "What it trains",
    "pattern": "What it may help with",
    "region": "Part of the body that works",
    "place": "Where you do it",
    "minutes": "Time for one go",
    "stage": "Safe at a time of life",
    "equipment": "What you have",
}
FURTHER = ("pattern", "region", "place", "minutes", "stage")
ANYTHING = "Anything"


def key(name: str) -> str:
    """Return the key of a filter."""
    return f"explore:{name}"


def add(sheet: Sheet, knowledge: Knowledge, view: View, *, hers: bool) -> None:
    """Add the box and the filters, set to what the address says; those about her only if she has answered."""
    choices = explore_address.choices()
    with sheet.row():
        _find(sheet, knowledge)
        _box(sheet, "muscle", choices["muscle"], view.wish.muscle)
        put = explore_address.put
        have = choices["equipment"]
        sheet.some(
            key("equipment"), LABELS["equipment"], have, view.wish.equipment, ANYTHING,
            lambda told: put("equipment", ",".join(told)),
        )  # fmt: skip
    used = any(getattr(view.wish, name) for name in FURTHER)
    sheet.fold(key("more"), "More filters", lambda: _more(sheet, view), is_open=used)
    if hers:
        label = "Only what is safe for me"
        sheet.toggle(key("safe"), label, view.wish.safe, lambda told: put("safe", "1" if told else ""))


def _find(sheet: Sheet, knowledge: Knowledge) -> None:
    """Offer every exercise by name; the box empties itself, for what is picked stands on the map."""
    names = {x: knowledge.exercises[x].name for x in sorted(knowledge.exercises, key=_name_in(knowledge))}
    sheet.select(key("exercise"), "Find an exercise", names, None, "Pick a name", _found)


def _name_in(knowledge: Knowledge) -> Callable[[str], str]:
    return lambda slug: knowledge.exercises[slug].name


def _found(slug: str) -> None:
    if slug:
        explore_address.pick(slug)


def _more(sheet: Sheet, view: View) -> None:
    choices = explore_address.choices()
    for name in FURTHER:
        _box(sheet, name, choices[name], str(getattr(view.wish, name) or ""))
    by = partial(explore_address.put, "by")
    sheet.pills(key("by"), "Rows grouped by", explore_address.BY, view.by, by)


def _box(sheet: Sheet, name: str, options: Mapping[str, str], chosen: str) -> None:
    sheet.select(key(name), LABELS[name], options, chosen or None, ANYTHING, partial(explore_address.put, name))
