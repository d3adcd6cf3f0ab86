"""From the answers to the movement axes to the movement properties over which contraindications are written."""

from collections.abc import Iterator

from .model import Axis, Movement, Vocabulary


def problems(movement: Movement, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield what is wrong with a level's answers: an axis missing, a value unknown, two that exclude each other."""
    axes = {axis.id: axis for axis in vocabulary.axes}
    for name in movement:
        if name not in axes:
            yield f"no movement axis '{name}'; the axes are {', '.join(axes)}"
    for name, axis in axes.items():
        if name not in movement:
            values = ", ".join(value.id for value in axis.values)
            yield f"no movement axis '{name}': answer it with one of {values}"
        else:
            yield from _problems_of_axis(axis, movement[name])


def _problems_of_axis(axis: Axis, given: tuple[str, ...]) -> Iterator[str]:
    known = {value.id: value for value in axis.values}
    for value in given:
        if value not in known:
            yield f"movement axis '{axis.id}' has no value '{value}'; it has {', '.join(known)}"
    if axis.takes == "one" and len(given) != 1:
        yield f"movement axis '{axis.id}' takes one value"
    if len(given) > 1 and any(value in known and not known[value].implies for value in given):
        alone = next(value for value in given if value in known and not known[value].implies)
        yield f"movement axis '{axis.id}': '{alone}' implies nothing and cannot stand beside another value"


def properties(movement: Movement, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the movement properties that a full set of axis answers implies."""
    implied = {
        prop
        for axis in vocabulary.axes
        for value in axis.values
        if value.id in movement.get(axis.id, ())
        for prop in value.implies
    }
    derived = {
        rule.property
        for rule in vocabulary.derived_properties
        if all(_meets(movement.get(axis, ()), wanted) for axis, wanted in rule.when.items())
    }
    return frozenset(implied | derived)


def _meets(given: tuple[str, ...], wanted: str | tuple[str, ...]) -> bool:
    return bool({wanted} & set(given)) if isinstance(wanted, str) else bool(set(wanted) & set(given))
