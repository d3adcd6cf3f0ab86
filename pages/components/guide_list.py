"""The list of guides: filters that combine, a forgiving search, and a card for each guide."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

import streamlit as st

from engine import Knowledge

from . import links, session, words

CLOSE_ENOUGH = 0.8
SHORT = 3
FILTERS = ("search", "kind", "pattern", "equipment", "position")


@dataclass(frozen=True, slots=True)
class _Wish:
    """What she is looking for; None or an empty text is anything."""

    search: str
    kind: str | None
    pattern: str | None
    equipment: str | None
    position: str | None


def show(knowledge: Knowledge) -> None:
    """Show the filters and the cards of the guides that fit them."""
    wish = _filters(knowledge)
    found = [slug for slug in knowledge.guides if _fits(slug, wish, knowledge)]
    if not found:
        st.info("No guide fits all of this. Take one filter away, or try another word.")
    else:
        st.caption(f"Showing {len(found)} of {len(knowledge.guides)} guides")
    if any((wish.search, wish.kind, wish.pattern, wish.equipment, wish.position)):
        st.button("Clear the filters", on_click=_clear)
    for slug in found:
        _card(slug, knowledge)


# ------------------------------------------------------------------ filters
def _key(name: str) -> str:
    return f"guides:{name}"


def _clear() -> None:
    for name in FILTERS:
        session.set_view(_key(name), "" if name == "search" else None)


def _filters(knowledge: Knowledge) -> _Wish:
    search = st.text_input(
        "Search the guides",
        key=_key("search"),
        placeholder="hip, neck ache, sofa ...",
        persist_state="session",
    )
    kind = st.pills(
        "Kind",
        list(words.KINDS),
        format_func=words.KINDS.__getitem__,
        key=_key("kind"),
        persist_state="session",
    )
    narrowed = any(session.view(_key(name)) for name in ("pattern", "equipment", "position"))
    with st.expander("More filters: pattern, equipment, position", expanded=narrowed):
        patterns = {x: knowledge.patterns[x].name for x in _patterns(knowledge)}
        options = knowledge.questions["equipment"].choices
        return _Wish(
            search=search or "",
            kind=kind,
            pattern=_choice("pattern", "Pattern it speaks about", patterns),
            equipment=_choice("equipment", "Has a level with", {x: options[x] for x in _equipment(knowledge)}),
            position=_choice("position", "Has a level you do", words.PLACES),
        )


def _choice(name: str, label: str, options: dict[str, str]) -> str | None:
    picked: str | None = st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda x: options[x],
        key=_key(name),
        placeholder="Any",
        persist_state="session",
    )
    return picked


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
        lambda: _matches(wish.search, _haystack(slug, knowledge)),
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


def _haystack(slug: str, knowledge: Knowledge) -> list[str]:
    guide = knowledge.guides[slug]
    exercise = knowledge.exercises.get(slug)
    texts = [guide.title, guide.front.title, *guide.front.keywords]
    texts += [knowledge.patterns[x].name for x in _patterns_of(slug, knowledge)]
    if exercise:
        texts += [exercise.name, *exercise.also_called, *(x.name for x in exercise.muscles)]
        texts += [level.title for level in exercise.levels]
    return _tokens(" ".join(texts))


def _tokens(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _matches(search: str, haystack: list[str]) -> bool:
    """Whether every word she typed is in there, or something close to it is."""
    return all(any(_alike(word, token) for token in haystack) for word in _tokens(search))


def _alike(word: str, token: str) -> bool:
    if len(word) <= SHORT:
        return token.startswith(word)
    return word in token or SequenceMatcher(None, word, token).ratio() >= CLOSE_ENOUGH


# -------------------------------------------------------------------- cards
def _card(slug: str, knowledge: Knowledge) -> None:
    guide = knowledge.guides[slug]
    with st.container(border=True):
        st.subheader(guide.title, anchor=False)
        st.markdown(guide.front.description)
        st.caption(_size(slug, knowledge))
        st.page_link(
            links.GUIDES,
            label=f"Read {guide.title}",
            icon=":material/menu_book:",
            query_params={"guide": slug},
        )


def _size(slug: str, knowledge: Knowledge) -> str:
    guide, exercise = knowledge.guides[slug], knowledge.exercises.get(slug)
    parts = [words.ONE[guide.kind]]
    if exercise:
        low, high = exercise.levels[0].demand, exercise.levels[-1].demand
        parts.append(f"{words.steps(len(exercise.levels))}, demand {low} to {high} of 5")
    return " · ".join([*parts, f"{guide.front.reading_time} minutes to read"])
