"""The body to tap: front and back, beside the pills and always in agreement with them."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from engine import BodyView, Knowledge, body_marks, body_to_tap

HINT = "Tap a place. Tap it again to take it back."


def known(knowledge: Knowledge) -> Mapping[str, str]:
    """Return every mark on the figure with its region."""
    return body_marks(knowledge.body, knowledge.regions)


def marks_of(ticked: Sequence[str], before: Sequence[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """Return the marks on the figure: of each ticked region the sides that were tapped, or all if none was."""
    tapped = {known[mark] for mark in before}
    return tuple(x for x, region in known.items() if region in ticked and (x in before or region not in tapped))


def regions(marks: Iterable[str], ticked: Sequence[str], knowledge: Knowledge) -> list[str]:
    """Return what is ticked once these places are marked: their regions, and what has no place on the figure."""
    places = known(knowledge)
    found = list(dict.fromkeys(places[mark] for mark in marks))
    stay = [option for option in ticked if option in found or option not in places.values()]
    return [*stay, *(region for region in found if region not in stay)]


def html(knowledge: Knowledge) -> str:
    """Return the figure, front and back."""
    views = knowledge.body.views
    turns = "".join(f'<button type="button" data-view="{view.id}">{escape(view.name)} view</button>' for view in views)
    drawn = "".join(_view(view, knowledge) for view in views)
    return (
        '<div class="body-map"><button type="button" class="fold" aria-expanded="false">Or show it on a body</button>'
        f'<div class="figure"><div class="turn" role="group" aria-label="Turn the body">{turns}</div>'
        f'<div class="views">{drawn}</div><p class="name" aria-hidden="true" data-hint="{HINT}"></p></div></div>'
    )


def _view(view: BodyView, knowledge: Knowledge) -> str:
    here, there = ("right", "left") if view.viewer_left == "right" else ("left", "right")
    head = f"<span>Your {here}</span><strong>{escape(view.name)}</strong><span>Your {there}</span>"
    svg = body_to_tap(knowledge.body, view, knowledge.regions)
    return f'<div class="view" data-view="{view.id}"><p class="sides">{head}</p>{svg}</div>'
