"""What the map shows, as a plain list; and what a life stage changes on it, in words."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial

from engine import Knowledge, LevelChange

from . import explore_map, session, words
from .explore_address import View
from .explore_map import LevelKey
from .sheet import Sheet

OPEN = "explore:list"


def add(
    sheet: Sheet, knowledge: Knowledge, view: View, standing: Mapping[LevelKey, str], fitting: frozenset[LevelKey]
) -> None:
    """Add the list once she asks for it: every row of the map, level by level, with its state."""
    is_open = bool(session.view(OPEN))
    sheet.toggle(OPEN, "Show the map as a list", is_open, partial(session.set_view, OPEN))
    if is_open:
        sheet.markdown("\n".join(lines(knowledge, view, standing, fitting)))


def lines(
    knowledge: Knowledge, view: View, standing: Mapping[LevelKey, str], fitting: frozenset[LevelKey]
) -> Iterator[str]:
    """Yield the map as Markdown: a heading a group, a line an exercise."""
    layout = explore_map.layout()
    for group, name in layout["groups"][view.by]:
        rows = [row for row in layout["rows"] if row["groups"][view.by] == group]
        told = [line for line in (_row(row["slug"], knowledge, standing, fitting) for row in rows) if line]
        if told:
            yield from (f"\n**{name}**\n", *told)


def _row(slug: str, knowledge: Knowledge, standing: Mapping[LevelKey, str], fitting: frozenset[LevelKey]) -> str:
    exercise = knowledge.exercises[slug]
    if not any((slug, level.id) in fitting for level in exercise.levels):
        return ""
    told = (_level(x.title, x.demand, standing[slug, x.id], (slug, x.id) in fitting) for x in exercise.levels)
    return f"- {exercise.name}: {'; '.join(told)}."


def _level(title: str, demand: int, state: str, fits: bool) -> str:
    said = [str(demand), *([words.STATES[state].lower()] if state in words.STATES else [])]
    return f"{title} ({', '.join(said)}{'' if fits else ', does not fit the filter'})"


# ------------------------------------------------------------------- changes
def changes(sheet: Sheet, knowledge: Knowledge, name: str, found: tuple[LevelChange, ...]) -> None:
    """Add what a life stage changes, in words: what goes out and why, and what is done differently and how."""
    out = [x for x in found if x.what == "out"]
    sheet.subheader(f"What changes for {name[0].lower()}{name[1:]}")
    sheet.markdown(
        f"**{len(out)} of {len(explore_map.order())} levels go out, {len(found) - len(out)} are done differently.** "
        "Two model women are compared here, with nothing else to report; your own answers are not used."
    )
    with sheet.folded("Left out, and why", is_open=0 < len(out) <= 10):
        sheet.markdown("\n".join(_told(knowledge, out)) or "None.")
    with sheet.folded("Done differently, and how"):
        sheet.markdown("\n".join(_told(knowledge, [x for x in found if x.what != "out"])) or "None.")


def _told(knowledge: Knowledge, found: list[LevelChange]) -> Iterator[str]:
    """Yield a line for each reason, with all the levels that it concerns."""
    by_reason: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for item in found:
        levels = {level.id: level.title for level in knowledge.exercises[item.exercise].levels}
        by_reason[item.why].append(f"{levels[item.level]} ({knowledge.exercises[item.exercise].name.lower()})")
    for why, named in sorted(by_reason.items(), key=lambda pair: -len(pair[1])):
        yield f"- **{' '.join(why)}** {', '.join(named)}."
