"""The shape of the code: who may import what, what is never named in Python, and where answers never go."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import engine
from tests.naive import HERE

ROOT = HERE.parent
ENGINE = sorted((ROOT / "engine").rglob("*.py"))
STAGES = sorted((ROOT / "engine" / "stages").glob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
APP = [ROOT / "app.py"]
CORE_MAY_IMPORT = {"pydantic", "ruamel", "markdown_it", "engine"}
ROUND_THE_CORE = {
    "proofs": {"z3"},
    "graph": {"networkx"},
    "columns": {"numpy", "pandas", "pyarrow", "sqlglot"},
    "handout": {"typst"},
    "sessions.py": {"icalendar"},
}  # a package round the core: what it is for
PAGES_MAY_IMPORT = {"streamlit", "pandas", "altair", "engine", "pages"}

# Questions whose answers shape a plan or a sentence without being a matter of health rules.
QUESTIONS_THE_CODE_KNOWS = {
    "regions",
    "main_region",
    "goals",
    "equipment",
    "place",
    "minutes",
    "days",
    "dislikes",
    "patterns_told",
    "age",
    "pregnant",
    "pregnancy_week",
    "weeks_since_birth",
}
# Words that are an option somewhere and mean something of their own in code; none is a health answer there.
WORDS_OF_THE_CODE = {
    "none": "nothing ticked, and the weight of a required finding",
    "yes": "an option of every yes_no question",
    "no": "an option of every yes_no question",
    "whole_body": "the region that stands for all of them",
    "possible": "a likelihood",
    "changes": "the list of changes in an overlay",
    "past": "the caps that an overlay sets aside",
    "low": "a confidence",
    "medium": "a confidence",
    "experience": "a kind of level rule",
    "both": "a view of the body: front and back",
    "one": "an axis takes one value or many",
    "level": "a level of an exercise",
    "step": "a step of the check",
    "moving": "the file of programme rules data/programme/moving.yaml",
    "screen": "a kind of fact, and a screen of the app",
    "home": "a screen of the app",
    "left": "an alignment on the page, and a side",
    "right": "a side, in the law of mirror images",
    "never": "a key of never.yaml",
    "other": "a kind of article",
    "team_agreed": "a column of contraindications.csv",
    "rising": "a number of which more is graver",
    "done": "a level that is easier than hers",
    "floor": "a place of the movement axes",
    "bed": "a place of the movement axes",
    "chair": "a place of the movement axes",
}
# A body is drawn of parts, with things: in engine/figures/ these words are shapes and no answers.
WORDS_OF_FIGURES = {"neck", "elbow", "knee", "lower_leg", "foot", "skin", "fist", "mat", "sofa", "band"}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    """Yield the full dotted names a module imports, relative ones resolved."""
    package = list(path.relative_to(ROOT).with_suffix("").parts[:-1])
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{module}.{alias.name}" for alias in node.names)


def outside(path: Path) -> set[str]:
    """Return the top-level packages a module imports beyond the standard library."""
    return {name.partition(".")[0] for name in imports(path)} - set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", ENGINE, ids=name_of)
def test_the_engine_imports_only_its_own_readers(path: Path) -> None:
    own = {name for package, names in ROUND_THE_CORE.items() if package in path.parts for name in names}
    assert outside(path) <= CORE_MAY_IMPORT | own


@pytest.mark.parametrize("path", STAGES, ids=name_of)
def test_stages_do_not_import_one_another(path: Path) -> None:
    assert [name for name in imports(path) if name.startswith("engine.stages")] == []


@pytest.mark.parametrize("path", [*PAGES, *APP], ids=name_of)
def test_pages_use_only_the_public_face_of_the_engine(path: Path) -> None:
    assert outside(path) <= PAGES_MAY_IMPORT
    used = [name for name in imports(path) if name.partition(".")[0] == "engine"]
    assert [name for name in used if name != "engine" and name.removeprefix("engine.") not in engine.__all__] == []


@pytest.mark.parametrize("path", [*PAGES, *APP], ids=name_of)
def test_what_pages_take_from_the_engine_is_public(path: Path) -> None:
    taken = [
        node.attr
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "engine"
    ]
    assert [name for name in taken if name not in engine.__all__] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_components_do_not_know_screens_and_screens_not_one_another(path: Path) -> None:
    assert [name for name in imports(path) if name.startswith("pages.screens")] == []


def test_the_public_face_is_sorted_and_complete() -> None:
    """In the order of the formatter: constants, classes, functions; each by name."""
    face = engine.__all__
    assert face == sorted(face, key=lambda name: (not name.isupper(), not name[0].isupper(), name))
    here = next(node for node in ENGINE if node.name == "__init__.py" and node.parent.name == "engine")
    brought = {name.rpartition(".")[2] for name in imports(here)}
    assert set(face) == brought
    assert all(hasattr(engine, name) for name in face)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def named_in_data(knowledge: engine.Knowledge) -> set[str]:
    """Return every id that belongs to data/ alone."""
    exercises = knowledge.exercises.values()
    return {
        *knowledge.guides,
        *knowledge.patterns,
        *knowledge.regions,
        *knowledge.questions,
        *knowledge.facts,
        *knowledge.rules,
        *knowledge.properties,
        *knowledge.sources,
        *(level.id for exercise in exercises for level in exercise.levels),
        *(option for question in knowledge.questions.values() for option in question.choices),
    }


@pytest.mark.parametrize("path", [*ENGINE, *PAGES, *APP], ids=name_of)
def test_nothing_of_data_is_named_in_python(path: Path, knowledge: engine.Knowledge) -> None:
    forbidden = named_in_data(knowledge) - QUESTIONS_THE_CODE_KNOWS - set(WORDS_OF_THE_CODE)
    forbidden -= WORDS_OF_FIGURES if path.parent.name == "figures" else set()
    assert [f"{name_of(path)}:{line}: {text!r}" for line, text in strings(path) if text in forbidden] == []


def test_no_exception_is_kept_longer_than_it_is_needed() -> None:
    used = {text for path in [*ENGINE, *PAGES, *APP] for _, text in strings(path)}
    assert (QUESTIONS_THE_CODE_KNOWS | set(WORDS_OF_THE_CODE) | WORDS_OF_FIGURES) - used == set()


# ------------------------------------------------------- where answers never go
LEAKS = {"logging", "pickle", "shelve", "marshal", "dill", "joblib", "sqlite3", "requests", "socket", "syslog"}


@pytest.mark.parametrize("path", [*ENGINE, *PAGES, *APP], ids=name_of)
def test_nothing_that_could_keep_or_send_answers_is_imported(path: Path) -> None:
    assert {name.partition(".")[0] for name in imports(path)} & LEAKS == set()
    assert not [name for name in imports(path) if name.startswith(("urllib.request", "http.client"))]


@pytest.mark.parametrize("path", [*PAGES, *APP], ids=name_of)
def test_pages_print_nothing_write_no_file_and_cache_no_answers(path: Path) -> None:
    calls = {ast.unparse(node.func) for node in ast.walk(tree(path)) if isinstance(node, ast.Call)}
    assert not calls & {"print", "st.cache_data", "open"}


@pytest.mark.parametrize("path", [*PAGES, *APP], ids=name_of)
def test_answers_are_never_put_into_the_address(path: Path) -> None:
    """What goes into the address is a slug, a level or a persona: never what session.answers() gives."""
    for node in ast.walk(tree(path)):
        if writes_address(node):
            words = {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}
            words |= {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
            assert not words & {"answers", "assessment", "left_out", "values"}, f"{name_of(path)}:{node.lineno}"  # type: ignore[attr-defined]


def writes_address(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        return any("query_params" in ast.unparse(target) for target in node.targets)
    if isinstance(node, ast.keyword):
        return node.arg == "query_params"
    writers = ("query_params.from_dict", "query_params.update", "query_params.__setitem__")
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith(writers)


def test_session_state_has_one_door() -> None:
    doors = [
        name_of(path)
        for path in [*PAGES, *APP]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "session_state"
    ]
    assert set(doors) == {"pages/components/session.py"}


def test_the_engine_has_no_clock_and_no_chance() -> None:
    """`assess` is pure: the same answers give the same result, whenever and wherever."""
    for path in [*STAGES, *(ROOT / "engine" / f"{name}.py" for name in ("pipeline", "person", "condition", "truth"))]:
        assert not {name.partition(".")[0] for name in imports(path)} & {"random", "time", "datetime", "os", "secrets"}
