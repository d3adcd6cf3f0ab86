"""What is wrong with a figure, worked out once for all that it is judged by: a changed file alone is judged again."""

from collections.abc import Callable, Iterable

from engine.figures.model import Figure
from engine.figures.read import Figures

_JUDGED: dict[tuple[str, ...], tuple[str, ...]] = {}


def judged(figure: Figure, figures: Figures, beside: str, judge: Callable[[], Iterable[str]]) -> tuple[str, ...]:
    """Return what a judge says of a figure (some 20 ms), kept for as long as the process runs.

    Args:
        figure: what is judged, wherever it stands in its file.
        figures: the body and the limits that it is judged by.
        beside: all else that the judge looks at, as text.
        judge: called when nothing was kept.
    """
    shared = (figures.body.model_dump_json(), figures.agreement.model_dump_json())
    key = (figure.model_dump_json(exclude={"at"}), *shared, beside)
    if key not in _JUDGED:
        _JUDGED[key] = tuple(judge())
    return _JUDGED[key]
