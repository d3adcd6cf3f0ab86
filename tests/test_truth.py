"""Three-valued truth: Kleene's strong tables."""

from itertools import product

import pytest

from engine.truth import Truth, k_all, k_any, k_at_least, k_not, word

VALUES: tuple[Truth, ...] = (True, None, False)
ORDER = {False: 0, None: 1, True: 2}


def test_not_turns_round_and_unknown_stays_unknown() -> None:
    assert [k_not(x) for x in VALUES] == [False, None, True]


@pytest.mark.parametrize("pair", list(product(VALUES, repeat=2)))
def test_all_is_the_least_and_any_the_greatest(pair: tuple[Truth, Truth]) -> None:
    assert k_all(pair) is min(pair, key=lambda x: ORDER[x])
    assert k_any(pair) is max(pair, key=lambda x: ORDER[x])


@pytest.mark.parametrize("pair", list(product(VALUES, repeat=2)))
def test_de_morgan_holds(pair: tuple[Truth, Truth]) -> None:
    assert k_not(k_all(pair)) is k_any(map(k_not, pair))


def test_nothing_to_meet_is_met_and_nothing_to_choose_is_not() -> None:
    assert k_all([]) is True
    assert k_any([]) is False


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
def test_at_least_agrees_with_all_and_any_at_its_ends(values: tuple[Truth, ...]) -> None:
    assert k_at_least(1, values) is k_any(values)
    assert k_at_least(3, values) is k_all(values)
    assert k_at_least(4, values) is False


@pytest.mark.parametrize("values", list(product(VALUES, repeat=3)))
@pytest.mark.parametrize("n", [1, 2, 3])
def test_at_least_is_known_when_every_reading_agrees(n: int, values: tuple[Truth, ...]) -> None:
    readings = {sum(reading) >= n for reading in product(*((x,) if x is not None else (True, False) for x in values))}
    assert k_at_least(n, values) is (readings.pop() if len(readings) == 1 else None)


def test_each_truth_has_a_word() -> None:
    assert [word(x) for x in VALUES] == ["true", "unknown", "false"]
