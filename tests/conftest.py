"""What all tests share: the knowledge, the well woman with differences, and how hard Hypothesis looks."""

import gc
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import engine
from tests import once
from tests.draws import the_knowledge, whole

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]
# Repeatable by default; `--hypothesis-profile=wide` looks further, and elsewhere each time.
settings.register_profile(
    "make", max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=_SLOW
)
settings.register_profile("wide", max_examples=3000, deadline=None, database=None, suppress_health_check=_SLOW)
settings.load_profile("make")


@pytest.fixture(autouse=True, scope="session")
def _read_once() -> Iterator[None]:
    """Read once, and keep out of the way of the collector what stays: as the server does, and a fifth of the time."""
    with once.read_once():
        the_knowledge()
        gc.collect()
        gc.freeze()
        gc.set_threshold(100_000, 20, 100)
        yield


@pytest.fixture(scope="session")
def knowledge() -> engine.Knowledge:
    """The knowledge of data/, read once."""
    return the_knowledge()


@pytest.fixture(scope="session")
def assess(knowledge: engine.Knowledge) -> Callable[..., engine.Assessment]:
    """Assess the well woman with differences: assess(age=70, floor='easily')."""

    def run(leave_out: tuple[str, ...] = (), /, **differences: Any) -> engine.Assessment:
        return engine.assess(whole(knowledge, differences), knowledge, leave_out)

    return run
