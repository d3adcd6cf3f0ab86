"""Tables of answers that somebody brings: good rows are counted, bad ones named, and no file does harm."""

import io
import random
from functools import cache
from time import process_time
from typing import Any

import numpy as np
import pandas as pd
import pytest

import engine
from engine.columns.cells import as_table, in_list, read_cells, what_is_wrong
from engine.columns.people import People, answers_of
from engine.names import wrong_answer
from tests.draws import the_knowledge
from tests.test_columns import table

K = the_knowledge()


def read(content: bytes | str, at_most: int = 1_000_000) -> engine.TableRead:
    return engine.read_table(content.encode() if isinstance(content, str) else content, "f.csv", K, at_most)


def refused(content: bytes | str, at_most: int = 1_000_000) -> tuple[str, ...]:
    with pytest.raises(engine.AnswersError) as error:
        read(content, at_most)
    return error.value.messages


def answers(found: engine.TableRead) -> list[dict[str, Any]]:
    return [answers_of(found.people, row, K) for row in range(found.people.size)]


@cache
def as_text() -> pd.DataFrame:
    return as_table(table(), K)


def same(one: People, other: People) -> bool:
    for name, mine in one.columns.items():
        theirs = other.columns[name]
        for part in ("says", "unsure", "ticks", "first", "numbers"):
            here, there = getattr(mine, part), getattr(theirs, part)
            if here is not None and not np.array_equal(here, there, equal_nan=part == "numbers"):
                return False
    return True


def said_something() -> People:
    return table().rows(np.asarray((as_text() != "").any(axis=1)))


def test_a_csv_comes_back_as_the_people_who_were_written() -> None:
    found = read(as_text().to_csv(index=False))
    assert same(said_something(), found.people)
    assert (found.bad, found.blank, found.left_open) == (0, table().size - found.people.size, ())


def test_a_parquet_file_comes_back_as_the_people_who_were_written() -> None:
    out = io.BytesIO()
    as_text().to_parquet(out)
    assert same(said_something(), read(out.getvalue()).people)


def test_a_parquet_file_may_hold_numbers_lists_categories_and_truths() -> None:
    kinds = pd.DataFrame(
        {
            "age": [30, 41],
            "pregnant": pd.Categorical(["no", "yes"]),
            "pregnancy_week": [None, 20.0],
            "regions": [["knee", "hip"], ["none"]],
            "alcohol": [True, None],
        }
    )
    out = io.BytesIO()
    kinds.to_parquet(out)
    assert answers(read(out.getvalue())) == [
        {"age": 30, "pregnant": "no", "regions": ["knee", "hip"], "alcohol": "yes"},
        {"age": 41, "pregnant": "yes", "pregnancy_week": 20, "regions": ["none"]},
    ]


def test_a_list_may_stand_in_columns_of_its_own() -> None:
    found = read("age,regions.knee,regions.hip\n30,1,no\n31,,\n32,FALSE,0\n33,maybe,1\n")
    assert answers(found) == [
        {"age": 30, "regions": ["knee"]},
        {"age": 31},
        {"age": 32, "regions": ["none"]},
    ]
    assert [row.row for row in found.first_bad] == [5]
    assert "no option 'maybe'" in found.first_bad[0].messages[0]


def test_semicolons_or_tabs_may_stand_between_columns() -> None:
    assert answers(read("age;regions\r\n30;knee,hip\r\n")) == [{"age": 30, "regions": ["knee", "hip"]}]
    assert answers(read("\ufeffage\tregions\n30\tknee | hip\n")) == [{"age": 30, "regions": ["knee", "hip"]}]


def test_a_bad_row_is_named_and_left_out_as_a_whole_and_the_good_ones_are_counted() -> None:
    found = read(
        "age,regions,pain_now\n30,knee,4\n300,kneee,44\n31\n,,\n32,hip;hip,1\n33,none;hip,1\n34,hip,3.5\n35,hip,not_sure\n"
    )
    assert [x["age"] for x in answers(found)] == [30, 35]
    assert found.rows.tolist() == [2, 9]
    assert (found.bad, found.blank) == (5, 1)
    told = {row.row: row.messages for row in found.first_bad}
    assert list(told) == [3, 4, 6, 7, 8]
    assert told[3] == (
        "'age': 300.0 is not a number from 8 to 110",
        what_is_wrong(K.questions["regions"], "kneee"),
        "'pain_now': 44.0 is not a number from 0 to 10",
    )
    assert told[4] == ("1 cell where the head has 3",)
    assert "names an option twice" in told[6][0]
    assert "'none' excludes the others" in told[7][0]
    assert "is not a whole number" in told[8][0]


def test_every_cell_is_judged_as_any_answer_is() -> None:
    rng = random.Random(3)
    words = [
        "not_sure",
        "not_sure;",
        "none",
        "none;knee",
        "knee,hip",
        "knee knee",
        "yes",
        "No",
        "5",
        "5.0",
        "5.5",
        "5.55",
    ]
    words += ["-1", "1e1", "inf", "nan", "NaN", "1_0", "0x1", "1,5", "٣", "True", ";", "=1+1", "a" * 300, "no", "500"]
    for question in K.questions.values():
        options = [*question.choices, "not_sure"]
        cells = [*words, *options, ";".join(rng.sample(options, min(2, len(options))))]
        column, wrong = read_cells(question, pd.Series(cells))
        for place, cell in enumerate(cells):
            said = what_is_wrong(question, cell) if cell not in ("nan", "NaN", "inf") or question.is_number else ""
            if question.type == "many_of" and cell != "not_sure":
                assert bool(wrong[place]) == bool(wrong_answer(question, in_list(cell))), (question.id, cell)
            elif said or question.is_number:
                assert bool(wrong[place]) == bool(said), (question.id, cell, said)
            assert not (wrong[place] and (column.says[place] or column.unsure[place]))


def test_wrong_columns_are_named_all_at_once_and_nothing_is_read() -> None:
    messages = refused("agee,age,age,regions.kneee,pain_now.x,regions,regions.knee\n1,30,30,1,1,knee,1\n")
    assert messages == (
        "f.csv: column 'agee' names no question; did you mean 'age'?; rename it, or take it out",
        "f.csv: column 'regions.kneee': 'regions' is no list with the option 'kneee'",
        "f.csv: column 'pain_now.x': 'pain_now' is no list with the option 'x'",
        "f.csv: column 'age' stands twice: keep one",
        "f.csv: 'regions' has a column of its own and one for 'kneee': keep one way",
    )


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "the file is empty"),
        (b" \n\n", "the file is empty"),
        (b"age,regions\n", "no row below the head"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither CSV as UTF-8 text nor Parquet"),
        (b"PK\x03\x04\x14\x00\x06\x00", "neither CSV nor Parquet"),
        (b"PAR1 and then nonsense", "not readable as Parquet"),
        (b'{"age": 30}', "names no question"),
        (b"age,regions\n30,\xff\xfe\n", "not readable as CSV"),
        (b"age," * 50_000 + b"x\n1\n", "the first line wants the names"),
        (bytes(range(256)) * 40, "neither CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_what_to_do(content: bytes, told: str) -> None:
    assert told in refused(content)[0]


def test_a_table_that_is_too_long_is_refused_before_it_is_unpacked() -> None:
    assert "more than 2" in refused("age\n30\n31\n32\n", at_most=2)[0]
    out = io.BytesIO()
    pd.DataFrame({"age": np.full(100_000, 30)}).to_parquet(out)
    assert len(out.getvalue()) < 5000
    assert "more than 2" in refused(out.getvalue(), at_most=2)[0]


def test_a_million_bad_rows_are_counted_quickly_and_do_not_flood() -> None:
    content = b"age,regions\n" + b"30,kneee\n" * 999_999 + b"31,knee\n30\n"
    began = process_time()
    found = read(content, at_most=2_000_000)
    assert process_time() - began < 10
    assert (found.people.size, found.bad, found.rows.tolist()) == (1, 1_000_000, [1_000_001])
    assert len(found.first_bad) == 20
    assert sum(len(message) for row in found.first_bad for message in row.messages) < 10_000


def test_an_unfinished_quotation_loses_only_its_own_rows_and_is_named() -> None:
    found = read('age,regions\n30,knee\n31,"hip\n32,knee\n')
    assert answers(found)[0] == {"age": 30, "regions": ["knee"]}
    assert found.bad == 1
