"""The figure of a woman: where each region lies on it, and a still picture of it with regions tinted."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Annotated, Literal

from pydantic import Field

from .model import Entry, Id, Prose, Region

Side = Literal["left", "right"]
OTHER: Mapping[Side, Side] = {"left": "right", "right": "left"}
Drawn = Annotated[str, Field(pattern=r"^M[MLCQZ0-9 .-]+$")]
"""SVG path data in absolute coordinates; nothing else gets into the page."""


# ------------------------------------------------------------------- the file
class BodyPart(Entry):
    """Where a region lies in one view; a mirrored part lies on both sides of the middle."""

    region: Id
    name: str = ""
    mirrored: bool = False
    path: Drawn


class BodyView(Entry):
    """The figure as it is seen from one side; `viewer_left` is the side of hers on the viewer's left.

    Of the hair the first piece lies behind the figure, the others before it.
    """

    id: Literal["front", "back"]
    name: Prose
    viewer_left: Side
    outline: Drawn
    hair: Annotated[tuple[Drawn, ...], Field(min_length=1)]
    lines: tuple[Drawn, ...] = ()
    parts: tuple[BodyPart, ...]


class Body(Entry):
    """The whole drawing, in a box of its own units, and the regions that have no place on a body."""

    width: Annotated[int, Field(ge=1)]
    height: Annotated[int, Field(ge=1)]
    no_place: tuple[Id, ...] = ()
    views: tuple[BodyView, ...]


# --------------------------------------------------------------------- shapes
@dataclass(frozen=True, slots=True)
class Shape:
    """One shape to tap: `mark` names region and side, and is the same from the front and from the back."""

    mark: str
    region: str
    side: Side | None
    label: str
    path: str
    flipped: bool


def shapes(view: BodyView, regions: Mapping[str, Region]) -> Iterator[Shape]:
    """Yield the shapes of a view from the head down, of a pair the one on the viewer's left first."""
    for part in view.parts:
        name = part.name or regions[part.region].label
        if not part.mirrored:
            yield Shape(part.region, part.region, None, f"{name}, {view.id}", part.path, False)
            continue
        for side in (view.viewer_left, OTHER[view.viewer_left]):
            label = f"{side.capitalize()} {name[0].lower()}{name[1:]}, {view.id}"
            flipped = side != view.viewer_left
            yield Shape(f"{part.region}-{side}", part.region, side, label, part.path, flipped)


def body_marks(body: Body, regions: Mapping[str, Region]) -> dict[str, str]:
    """Return every mark that can be made on the figure, and the region it stands for."""
    return {shape.mark: shape.region for view in body.views for shape in shapes(view, regions)}


# -------------------------------------------------------------------- pictures
def body_picture(body: Body, view: BodyView, regions: Mapping[str, Region], tinted: Collection[str], alt: str) -> str:
    """Return a view as a picture for the eye: shapes whose region or mark is among `tinted` have the class `on`."""
    drawn = [
        f'<path class="part{" on" * bool({x.mark, x.region} & set(tinted))}" {_place(x, body)}/>'
        for x in shapes(view, regions)
    ]
    return _svg(body, view, drawn, f'role="img" aria-label="{escape(alt)}"')


def body_to_tap(body: Body, view: BodyView, regions: Mapping[str, Region]) -> str:
    """Return a view as a group of checkboxes, one a shape, none of them ticked."""
    drawn = [
        f'<path class="part" role="checkbox" aria-checked="false" tabindex="-1" aria-label="{escape(x.label)}" '
        f'data-mark="{x.mark}" {_place(x, body)}/>'
        for x in shapes(view, regions)
    ]
    return _svg(body, view, drawn, f'role="group" aria-label="{escape(view.name)} of the body"')


def _place(shape: Shape, body: Body) -> str:
    turned = f' transform="matrix(-1 0 0 1 {body.width} 0)"' if shape.flipped else ""
    return f'd="{shape.path}"{turned}'


def _svg(body: Body, view: BodyView, drawn: list[str], what: str) -> str:
    """Return the figure: the hair that lies behind it, the outline, the shapes, and what lies over them."""
    behind, *before = (f'<path class="hair" d="{path}"/>' for path in view.hair)
    lines = (f'<path class="line" d="{path}"/>' for path in view.lines)
    inner = "".join((behind, f'<path class="skin" d="{view.outline}"/>', *drawn, *before, *lines))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {body.width} {body.height}" {what}>{inner}'
        '<path class="halo" d=""/><path class="ring" d=""/></svg>'
    )
