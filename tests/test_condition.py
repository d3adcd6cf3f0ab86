"""The condition tree: what may be written, what is refused, and which names it holds."""

from typing import Any

import pytest

from engine.condition import All, AnyOf, AtLeast, Between, Holds, Is, Not, children, names, parse, walk


@pytest.mark.parametrize(
    ("raw", "tree"),
    [
        ("has_pain", Holds("has_pain")),
        ({"regions": "neck"}, Is("regions", ("neck",))),
        ({"regions": ["neck", "head"]}, Is("regions", ("neck", "head"))),
        ({"age": {"at_least": 65}}, Between("age", 65, None)),
        ({"age": {"at_least": 14, "at_most": 27.5}}, Between("age", 14, 27.5)),
        ({"all": ["a", {"b": "yes"}]}, All((Holds("a"), Is("b", ("yes",))))),
        ({"any": ["a"]}, AnyOf((Holds("a"),))),
        ({"not": {"any": ["a", "b"]}}, Not(AnyOf((Holds("a"), Holds("b"))))),
        ({"at_least": 2, "of": ["a", "b", "c"]}, AtLeast(2, (Holds("a"), Holds("b"), Holds("c")))),
    ],
)
def test_every_form_is_read(raw: Any, tree: Any) -> None:
    assert parse(raw) == tree


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (None, "not a condition: None"),
        ({}, "not a condition"),
        ([], "not a condition"),
        (True, "not a condition: True"),
        ({"a": "x", "b": "y"}, "has one key, here a, b; join them with 'all: [...]'"),
        ({"all": "a"}, "'all' wants a list"),
        ({"any": []}, "'any' wants a list"),
        ({"at_least": 2, "of": []}, "'of' wants a list"),
        ({"at_least": 0, "of": ["a"]}, "whole number from 1, not 0"),
        ({"at_least": True, "of": ["a"]}, "whole number from 1, not True"),
        ({"pregnant": True}, "quote 'yes' and 'no'"),
        ({"age": 30}, "an option or a list of options as text, not 30"),
        ({"age": {"at_least": "old"}}, "at_least: number"),
        ({"age": {"more_than": 3}}, "at_least: number"),
        ({"age": {}}, "at_least: number"),
        ({"regions": []}, "an option or a list"),
        ({"not": {"all": [{"a": 1}]}}, "'a' wants an option"),
    ],
)
def test_anything_else_is_refused_with_the_part_that_is_wrong(raw: Any, words: str) -> None:
    with pytest.raises(ValueError, match=r".") as error:
        parse(raw)
    assert words in str(error.value)


def test_all_names_are_found_however_deep() -> None:
    tree = parse({"all": ["a", {"not": {"any": [{"b": "x"}, {"at_least": 1, "of": [{"c": {"at_most": 3}}, "d"]}]}}]})
    assert names(tree) == {"a", "b", "c", "d"}


def test_walk_yields_a_condition_and_everything_inside_it() -> None:
    tree = parse({"any": ["a", {"not": "b"}]})
    assert list(walk(tree)) == [tree, Holds("a"), Not(Holds("b")), Holds("b")]
    assert children(Holds("a")) == ()


@pytest.mark.parametrize(("x", "inside"), [(13, False), (14, True), (27, True), (27.5, False)])
def test_both_bounds_are_included(x: float, inside: bool) -> None:
    assert Between("week", 14, 27).includes(x) is inside


def test_a_missing_bound_bounds_nothing() -> None:
    assert Between("age", None, 15).includes(-1e9)
    assert Between("age", 65, None).includes(1e9)
