"""Nested parts as SVG text: as a loop, or as they are at one step."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from .camera import Track, resting
from .clock import Clock, Row
from .colours import FAR
from .parts import Node, Shape

# What the eye does not see: a part that moves by less stays, and a step that a straight line tells as well is left out.
MOVED = 0.2  # centimetres
TURNED = 0.4  # degrees
STRETCHED = 0.03  # of its length
BENT = 0.7  # centimetres of an outline


class Emitter:
    """Writes nested parts: as a loop, or as they are at one step."""

    def __init__(self, when: Clock | int) -> None:
        self.loop = when if isinstance(when, Clock) else None
        self.step = when if isinstance(when, int) else 0

    def whole(self, node: Node) -> str:
        """Return a part that hangs on nothing, with all that hangs on it."""
        return self._node(node, resting(len(node.track.x)))

    def _node(self, node: Node, parent: Track) -> str:
        own = node.track.within(parent)
        inner = "".join(self._runs(node))
        places, turns = list(zip(own.x, own.y, strict=True)), [(angle,) for angle in _unwound(own.angle)]
        shifts = [f"{round(x * 10)} {round(y * 10)}" for x, y in places]
        angles = [_brief(angle, 1) for (angle,) in turns]
        moves, rotates = _varies(places, MOVED), _varies(turns, TURNED)
        if self.loop is None or not (moves or rotates):
            drawn = _placed(shifts[self.step if moves else 0], angles[self.step if rotates else 0], inner)
        elif not moves:
            turned = self._animated("rotate", angles, turns, TURNED, more=True)
            drawn = _placed(shifts[0], "0", turned + inner, needed=True)
        else:
            more = self._animated("rotate", angles, turns, TURNED, more=True) if rotates else ""
            inner = inner if rotates else _placed("0 0", angles[0], inner)
            drawn = f"<g>{self._animated('translate', shifts, places, MOVED)}{more}{inner}</g>"
        return f'<g class="{FAR}">{drawn}</g>' if node.far else drawn

    def _runs(self, node: Node) -> Iterator[str]:
        """Yield what hangs on a part, still neighbours as one group: it can then be shared as one."""
        for fixed, run in groupby(self._hung(node), key=lambda told: told[0]):
            drawn = [text for _, text in run]
            whole = fixed and 1 < len(drawn) < len(node.inner)
            yield f"<g>{''.join(drawn)}</g>" if whole else "".join(drawn)

    def _hung(self, node: Node) -> Iterator[tuple[bool, str]]:
        """Yield what hangs on a part, and whether it keeps still on it; shapes that stretch alike stretch as one."""
        for _, run in groupby(node.inner, key=lambda item: item.stretch if isinstance(item, Shape) else item):
            items = list(run)
            parts = [self._node(item, node.track) for item in items if isinstance(item, Node)]
            drawn = parts or [self._stretched([item for item in items if isinstance(item, Shape)])]
            yield all(_is_fixed(item, node.track) for item in items), "".join(drawn)

    def _animated(self, kind: str, told: list[str], rows: Sequence[Row], within: float, *, more: bool = False) -> str:
        assert self.loop is not None
        own = ' additive="sum"' if more else ""
        values = self.loop.loop(told, self.loop.needed(rows, within))
        return f'<animateTransform attributeName="transform" type="{kind}"{own} {values}/>'

    def _stretched(self, shapes: list[Shape]) -> str:
        stretch = shapes[0].stretch
        inner = "".join(self.path(shape.look, shape.paths, shape.outlines) for shape in shapes)
        told = [f"{_brief(x, 2)} {_brief(y, 2)}" for x, y in stretch]
        if len(set(told)) > 1 and self.loop:
            return f"<g>{self._animated('scale', told, stretch, STRETCHED)}{inner}</g>"
        own = told[self.step if len(told) > 1 else 0]
        return f'<g transform="scale({own})">{inner}</g>' if own != "1 1" else inner

    def path(self, look: str, paths: Sequence[str], outlines: Sequence[Row]) -> str:
        """Return an outline, told once or step by step."""
        if len(set(paths)) == 1 or self.loop is None:
            return f'<path class="{look}" d="{paths[self.step if len(paths) > 1 else 0]}"/>'
        bent = self.loop.loop(paths, self.loop.needed(outlines, BENT))
        return f'<path class="{look}"><animate attributeName="d" {bent}/></path>'


def _is_fixed(item: Node | Shape, parent: Track) -> bool:
    """Return whether a part keeps its place on the part that it hangs on, and everything on it does."""
    if isinstance(item, Shape):
        return len(set(item.paths)) == 1 and len(set(item.stretch)) == 1
    own = item.track.within(parent)
    still = not (_varies(list(zip(own.x, own.y, strict=True)), MOVED) or _varies([(a,) for a in own.angle], TURNED))
    return still and all(_is_fixed(inner, item.track) for inner in item.inner)


def _varies(rows: Sequence[Row], within: float) -> bool:
    return any(max(column) - min(column) > within for column in zip(*rows, strict=True))


def _placed(shift: str, angle: str, inner: str, *, needed: bool = False) -> str:
    moved = "" if shift == "0 0" else f"translate({shift})"
    turned = "" if angle == "0" else f"rotate({angle})"
    if not (moved or turned or needed):
        return inner
    return f'<g transform="{moved}{turned}">{inner}</g>' if moved or turned else f"<g>{inner}</g>"


def _brief(number: float, digits: int) -> str:
    """Return a number as briefly as SVG allows: -0.20 as -.2."""
    told = f"{abs(number):.{digits}f}".rstrip("0").rstrip(".").removeprefix("0")
    return ("-" if number < 0 and told else "") + (told or "0")


def _unwound(angles: tuple[float, ...]) -> list[float]:
    first = angles[0] - 360 * round(angles[0] / 360)
    return [angle - angles[0] + first for angle in angles]
