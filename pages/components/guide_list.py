"""The list of guides: a search that says where it found what, filters that combine, and shelves to look round."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import streamlit as st

import engine
from engine import Knowledge, SearchHit, SearchIndex

from . import article_list, articles, guide_page, links, picture, session, words
from .plain import plain
from .sheet import Act, Sheet

FILTERS = ("search", "kind", "pattern", "equipment", "position")
FIRST = 10  # hits shown before she asks for more
FEW = 12  # guides that are shown without opening a shelf
ALL = "All of them"
NAMED = 6  # titles on the front of a shelf
SHELVES = {"pattern": "Shapes and habits", "condition": "Pain, conditions and life stages", "safety": "When to stop"}
NOTHING = (
    "No guide fits **all** of this. Try a plainer word, such as a part of the body or a thing you have at home, "
    "or take a filter away."
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What she is looking for; None or an empty text is anything."""

    search: str
    kind: str | None
    pattern: str | None
    equipment: str | None
    position: str | None


@st.cache_resource(show_spinner=False)
def _index() -> SearchIndex:
    """The index, made once a process."""
    return SearchIndex(session.knowledge())


def show(sheet: Sheet, knowledge: Knowledge) -> None:
    """Add the search and the filters, and what fits them: the hits in order, or every guide on its shelf."""
    wish = _wish()
    _filters(sheet, wish, knowledge)
    fitting = [slug for slug in knowledge.guides if _fits(slug, wish, knowledge)]
    if wish.search.strip():
        found = [hit for hit in engine.search(wish.search, _index()) if hit.guide in set(fitting)]
        _say(sheet, len(found), wish, "the best match first")
        _hits(sheet, found, wish.search, knowledge)
    else:
        _say(sheet, len(fitting), wish, "by kind")
        _shelves(sheet, fitting, knowledge)
    if (shelf := articles.shelf()) is not None and not _narrowed(wish):
        if wish.search.strip():
            article_list.show_hits(sheet, wish.search, shelf)
        else:
            article_list.show_shelves(sheet, shelf)


def _narrowed(wish: _Wish) -> bool:
    """Return whether she filters by what only our guides say."""
    return wish.kind is not None or _narrowed_further(wish)


def _say(sheet: Sheet, count: int, wish: _Wish, how: str) -> None:
    if count:
        sheet.caption(f"{count} {'guide' if count == 1 else 'guides'}, {how}")
    else:
        sheet.callout("info", NOTHING)
    if wish.search or _narrowed(wish):
        sheet.button(_key("clear"), "Clear the filters", _clear)


# ------------------------------------------------------------------ filters
def _key(name: str) -> str:
    return f"guides:{name}"


def _clear() -> None:
    for name in FILTERS:
        session.set_view(_key(name), None)


def _wish() -> _Wish:
    search, *others = (session.view(_key(name)) or None for name in FILTERS)
    return _Wish(search or "", *others)


def _filters(sheet: Sheet, wish: _Wish, knowledge: Knowledge) -> None:
    hint = "A pain, a place, an exercise, a thing"
    sheet.search(_key("search"), "Search the guides", hint, wish.search, _set("search"))
    sheet.pills(_key("kind"), "Kind", {"": ALL, **words.KINDS}, wish.kind or "", _set("kind"))
    patterns = {x: knowledge.patterns[x].name for x in _patterns(knowledge)}
    things = knowledge.questions["equipment"].choices
    with sheet.folded("More filters: pattern, equipment, position", is_open=_narrowed_further(wish)):
        _choice(sheet, "pattern", "Pattern it speaks about", patterns, wish.pattern)
        _choice(sheet, "equipment", "Has a level with", {x: things[x] for x in _equipment(knowledge)}, wish.equipment)
        _choice(sheet, "position", "Has a level you do", words.PLACES, wish.position)


def _narrowed_further(wish: _Wish) -> bool:
    return any((wish.pattern, wish.equipment, wish.position))


def _set(name: str) -> Act:
    return partial(session.set_view, _key(name))


def _choice(sheet: Sheet, name: str, label: str, options: Mapping[str, str], chosen: str | None) -> None:
    sheet.select(_key(name), label, options, chosen, "Any", _set(name))


def _patterns(knowledge: Knowledge) -> list[str]:
    used = {pattern for slug in knowledge.guides for pattern in _patterns_of(slug, knowledge)}
    return sorted(used, key=lambda x: knowledge.patterns[x].name)


def _equipment(knowledge: Knowledge) -> list[str]:
    used = {x for exercise in knowledge.exercises.values() for level in exercise.levels for x in level.needs}
    return [x for x in knowledge.questions["equipment"].choices if x in used or x == "none"]


# ----------------------------------------------------------------- matching
def _fits(slug: str, wish: _Wish, knowledge: Knowledge) -> bool:
    guide = knowledge.guides[slug]
    tests: tuple[Callable[[], bool], ...] = (
        lambda: wish.kind in (None, guide.kind),
        lambda: wish.pattern is None or wish.pattern in _patterns_of(slug, knowledge),
        lambda: wish.equipment is None or _uses(slug, wish.equipment, knowledge),
        lambda: wish.position is None or _done(slug, wish.position, knowledge),
    )
    return all(test() for test in tests)


def _patterns_of(slug: str, knowledge: Knowledge) -> tuple[str, ...]:
    front = knowledge.guides[slug].front
    if front.exercise is not None:
        return tuple(item.pattern for item in front.exercise.addresses)
    return front.condition.patterns if front.condition is not None else ()


def _uses(slug: str, equipment: str, knowledge: Knowledge) -> bool:
    exercise = knowledge.exercises.get(slug)
    levels = exercise.levels if exercise else ()
    return any(not level.needs if equipment == "none" else equipment in level.needs for level in levels)


def _done(slug: str, place: str, knowledge: Knowledge) -> bool:
    exercise = knowledge.exercises.get(slug)
    return any(place in level.movement["place"] for level in (exercise.levels if exercise else ()))


# --------------------------------------------------------------------- hits
def _hits(sheet: Sheet, found: list[SearchHit], search: str, knowledge: Knowledge) -> None:
    all_of_them = session.view(_key("all")) == search
    for hit in found if all_of_them else found[:FIRST]:
        _hit(sheet, hit, knowledge)
    if len(found) > FIRST and not all_of_them:
        show_all = partial(session.set_view, _key("all"), search)
        sheet.button(_key("more"), f"Show all {len(found)}", show_all)


def _hit(sheet: Sheet, hit: SearchHit, knowledge: Knowledge) -> None:
    anchor = {"section": guide_page.anchor(hit.section)} if hit.section else {}
    with sheet.box():
        _link(sheet, hit.guide, knowledge, **anchor)
        sheet.caption(_what(hit.guide, knowledge))
        sheet.markdown(f"*{plain(hit.where)}*  \n{_marked(hit)}")


def _marked(hit: SearchHit) -> str:
    """Return the snippet with the words that were found in bold."""
    return _WORD.sub(lambda word: f"**{word[0]}**" if word[0] in hit.matched else word[0], plain(hit.snippet))


def _what(slug: str, knowledge: Knowledge) -> str:
    guide, exercise = knowledge.guides[slug], knowledge.exercises.get(slug)
    parts = [words.ONE[guide.kind]]
    if exercise:
        low, high = exercise.levels[0].demand, exercise.levels[-1].demand
        parts += [knowledge.groups[exercise.group].name, f"{words.steps(len(exercise.levels))}, demand {low} to {high}"]
    return " · ".join(parts)


def _link(sheet: Sheet, slug: str, knowledge: Knowledge, **more: str) -> None:
    links.add(sheet, knowledge.guides[slug].title, links.GUIDES, "menu_book", guide=slug, **more)


# ------------------------------------------------------------------ shelves
def _shelves(sheet: Sheet, fitting: list[str], knowledge: Knowledge) -> None:
    """Add the guides by kind; a shelf opens at a tap, and by itself where few guides are left."""
    for kind in reversed(words.KINDS):
        shelves = dict(_of_kind(kind, fitting, knowledge))
        if shelves:
            sheet.header(words.KINDS[kind])
        for name, slugs in shelves.items():
            _shelf(sheet, name, slugs, len(fitting) <= FEW, knowledge)


def _label(name: str, slugs: list[str], knowledge: Knowledge) -> str:
    """Return the name of a shelf and what stands there: the titles of a few, the number of many."""
    titles = ", ".join(knowledge.guides[slug].title for slug in slugs)
    return f"**{name}** · {titles if len(slugs) <= NAMED else f'{len(slugs)} guides'}"


def _of_kind(kind: str, fitting: Iterable[str], knowledge: Knowledge) -> Iterator[tuple[str, list[str]]]:
    """Yield the shelves of a kind of guide and what stands on each; exercises in their usual order."""
    found = [slug for slug in fitting if knowledge.guides[slug].kind == kind]
    by_shelf: dict[str, list[str]] = defaultdict(list)
    for slug in sorted(found, key=lambda x: (knowledge.usual_order.get(x, 0), knowledge.guides[x].title)):
        by_shelf[_shelf_of(slug, knowledge)].append(slug)
    yield from by_shelf.items()


def _shelf_of(slug: str, knowledge: Knowledge) -> str:
    if (exercise := knowledge.exercises.get(slug)) is not None:
        return knowledge.groups[exercise.group].name
    patterns = _patterns_of(slug, knowledge)
    return SHELVES[knowledge.patterns[patterns[0]].kind if patterns else knowledge.guides[slug].kind]


def _shelf(sheet: Sheet, name: str, slugs: list[str], opened: bool, knowledge: Knowledge) -> None:
    """Add a shelf; what stands on it is made only while it is open."""
    key = _key(f"shelf:{name}:{'few' if opened else 'many'}")
    sheet.fold(key, _label(name, slugs, knowledge), lambda: _stands(sheet, slugs, knowledge), is_open=opened)


def _stands(sheet: Sheet, slugs: list[str], knowledge: Knowledge) -> None:
    for slug in slugs:
        if small := picture.small_of(slug, knowledge):
            with sheet.at_the_side():
                sheet.html(small)
                _named(sheet, slug, knowledge)
        else:
            _named(sheet, slug, knowledge)


def _named(sheet: Sheet, slug: str, knowledge: Knowledge) -> None:
    _link(sheet, slug, knowledge)
    sheet.caption(plain(knowledge.guides[slug].front.description))
