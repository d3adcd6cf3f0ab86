"""The rules as SQL, run on DuckDB, come to what the columns come to."""

from dataclasses import replace
from functools import cache
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from engine.columns.cells import as_table
from engine.columns.pairs import Bools
from engine.columns.reader import Reader
from engine.columns.sql import sql
from engine.condition import names
from engine.model import Vocabulary
from tests.draws import the_knowledge
from tests.test_columns import found, table

K = the_knowledge()


@cache
def answered() -> pd.DataFrame:
    """What DuckDB makes of everybody; planning without its optimiser is several times quicker, the result the same."""
    people = as_table(table(), K).replace({"": None})
    people.insert(0, "who", range(table().size))
    database = duckdb.connect()
    database.execute("PRAGMA disable_optimizer")
    database.register("everybody", people)
    return database.execute(sql(K, "everybody", "who")).df().sort_values("who", ignore_index=True)


def is_true(column: str) -> Bools:
    return np.array([value is not pd.NA and value is not None and bool(value == True) for value in answered()[column]])  # noqa: E712


def is_false(column: str) -> Bools:
    return np.array([value is not pd.NA and value is not None and bool(value == False) for value in answered()[column]])  # noqa: E712


def test_every_fact_and_rule_is_true_false_or_null_as_in_the_columns() -> None:
    reader = Reader(table(), K)
    pairs = {f"fact {name}": reader.fact(name) for name, fact in K.facts.items() if not fact.has_value}
    pairs |= {f"rule {name}": reader.truth(rule.when) for name, rule in K.rules.items()}
    for column, pair in pairs.items():
        assert np.array_equal(is_true(column), pair.true), column
        assert np.array_equal(is_false(column), pair.false), column


def test_triage_and_what_is_out_are_the_same() -> None:
    words = [word.id for word in K.vocabulary.dispositions]
    assert answered()["disposition"].tolist() == [words[place] for place in found().disposition]
    assert is_true("closed").tolist() == [gist.closed for gist in map(found().gist, range(found().size))]
    for prop, out in found().out.items():
        assert np.array_equal(is_true(f"out {prop}"), out), prop
    for place, region in enumerate(K.regions):
        closed = (found().closed_regions >> np.uint64(place) & np.uint64(1)).astype(bool)
        assert np.array_equal(is_true(f"closed {region}"), closed), region


def no_stages() -> Vocabulary:
    return K.vocabulary.model_copy(update={"strict_stages": ()})


def test_it_is_written_in_other_dialects_and_refuses_one_that_it_does_not_know() -> None:
    plain = [x for x in K.triage if names(x.when) <= {"signs_chest", "signs_head", "age", "pain_now"}]
    assert len(plain) > 3
    nothing: dict[str, Any] = dict.fromkeys(("exclusions", "levels", "ranking", "findings", "dose_rules"), ())
    small = replace(K, triage=tuple(plain), facts={}, vocabulary=no_stages(), contradictions=(), **nothing)
    spark = sql(small, dialect="spark")
    assert "`rule " in spark
    assert "TRY_CAST" in spark
    assert "STRPOS" not in spark
    with pytest.raises(ValueError, match="klingon"):
        sql(small, dialect="klingon")
