"""Hostile articles: each is refused or made harmless, with the reason, in under a second of work.

The good one beside it is read all the same.
"""

import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from engine.articles import Article, Reading, as_json, problems, read_folder
from engine.articles.addresses import is_remote, unsafe

GOOD = "---\ntitle: Wall Lean\n---\n# Wall Lean\n\nLean on a wall.\n"
HEAD = "---\ntitle: T\n---\n# T\n\n"
BIDI, ZERO_WIDTH = "\u202e", "\u200b"

# What is written, and words of the reason that must be given.
TEXTS: dict[str, tuple[str, str]] = {
    "script block": ("<script>alert(1)</script>\n", "<script>"),
    "script in a line": ("Stand <script>alert(1)</script> tall.\n", "<script>"),
    "script that does not end": ("Stand tall. <script>alert(1)\n", "<script>"),
    "script in capitals with an attribute": ("<ScRiPt SRC='//evil.example/x.js'></sCrIpT>\n", "<script>"),
    "script in a quotation": ("> <script>alert(1)</script>\n", "<script>"),
    "script in a list": ("- <script>alert(1)</script>\n- b\n", "<script>"),
    "script in a table": ("| a | <script>alert(1)</script> |\n|---|---|\n| b | c |\n", "<script>"),
    "script in a heading": ("## Stand <script>alert(1)</script>\n\ntall\n", "<script>"),
    "script as entities in html": ("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n", ""),
    "script within a script": ("<scr<script>ipt>alert(1)</scr</script>ipt>\n", "was taken out"),
    "event handler": ("<img src=x onerror=alert(1)>\n", "'onerror'"),
    "event handler in a line": ("Stand <b onclick='alert(1)'>tall</b>.\n", "'onclick'"),
    "svg onload": ("<svg onload=alert(1)><circle/></svg>\n", "<svg>"),
    "svg in a line": ("Stand <svg/onload=alert(1)> tall.\n", "the beginning of a tag"),
    "iframe": ("<iframe src='https://evil.example'></iframe>\n", "<iframe>"),
    "iframe with a document": ("<iframe srcdoc='<script>alert(1)</script>'></iframe>\n", "<iframe>"),
    "object": ("<object data='x.swf'></object>\n", "<object>"),
    "meta refresh": ("<meta http-equiv=refresh content='0;url=https://evil.example'>\n", "<meta>"),
    "base": ("<base href='https://evil.example/'>\n", "<base>"),
    "form": ("<form action='https://evil.example'><input name=p></form>\n", "<form>"),
    "style element": ("<style>body{display:none}</style>\n", "<style>"),
    "style attribute": ("<div style='position:fixed'>over all</div>\n", "'style'"),
    "link element": ("<link rel=stylesheet href='//evil.example/x.css'>\n", "<link>"),
    "javascript link": ("[go](javascript:alert(1))\n", "javascript:"),
    "javascript link in capitals": ("[go](JaVaScRiPt:alert(1))\n", "javascript:"),
    "javascript link in entities": ("[go](&#106;avascript&colon;alert(1))\n", "javascript:"),
    "javascript link in hexadecimal entities": ("[go](&#x6A;avascript:alert(1))\n", "javascript:"),
    "javascript link in percent signs": ("[go](javascript%3Aalert(1))\n", "javascript:"),
    "javascript link with a tab in it": ("[go](<java\tscript:alert(1)>)\n", "javascript:"),
    "javascript link with blanks before": ("[go](<  javascript:alert(1)>)\n", "javascript:"),
    "javascript by reference": ("[go][x]\n\n[x]: javascript:alert(1)\n", "javascript:"),
    "javascript by a reference of several lines": ("[x]:\n  javascript:alert(1)\n  'title'\n\n[x]\n", "javascript:"),
    "javascript in angle brackets": ("<javascript:alert(1)>\n", "javascript:"),
    "javascript in a picture": ("![x](javascript:alert(1))\n", "javascript:"),
    "javascript in html": ("<a href='javascript:alert(1)'>go</a>\n", "javascript:"),
    "javascript across lines of a list": ("- a\n  [go\n  on](javascript:alert(1))\n", "javascript:"),
    "vbscript link": ("[go](vbscript:msgbox(1))\n", "vbscript:"),
    "file link": ("[go](file:///etc/passwd)\n", "file:"),
    "data link": ("[go](data:text/html;base64,PHNjcmlwdD4=)\n", "data:"),
    "data picture": ("![x](data:image/svg+xml;base64,PHN2Zz4=)\n", "data:"),
    "remote picture": ("![x](https://evil.example/pixel.gif)\n", "a picture from elsewhere"),
    "remote picture without a scheme": ("![x](//evil.example/pixel.gif)\n", "a picture from elsewhere"),
    "remote picture with backslashes": ("![x](\\\\\\\\evil.example/pixel.gif)\n", "a picture from elsewhere"),
    "remote picture in html": ("<img src='https://evil.example/pixel.gif'>\n", "from elsewhere"),
    "remote picture inside a link": ("[![x](https://evil.example/p.gif)](/exercises/a/)\n", "a picture from elsewhere"),
    "attribute list with a program": ("Stand tall.\n{: onclick='alert(1)'}\n", "an attribute list with a program"),
    "link that leads out of the folder": ("[go](../../../../etc/passwd)\n", "leads out of the folder"),
    "link out of the folder in percent signs": ("[go](/%2e%2e/%2e%2e/etc/passwd)\n", "leads out of the folder"),
    "link out of the folder with backslashes": ("[go](..\\\\..\\\\..\\\\passwd)\n", "leads out of the folder"),
    "writing turned round": (f"Take {BIDI}llip{BIDI} now.\n", "U+202E"),
    "words that do not show": (f"Stop{ZERO_WIDTH}ping{ZERO_WIDTH}.\n", "U+200B"),
    "a thicket of brackets": ("[" * 50_000 + "\n", "a thicket"),
    "a thicket of stars": ("*a **a" * 20_000 + "\n", "a thicket"),
    "a thicket of links": ("[a](b" * 20_000 + "\n", "a thicket"),
    "a thicket of pictures": ("![" * 40_000 + "\n", "a thicket"),
    "a thicket of backticks": ("".join("`" * i + " " for i in range(600)) + "\n", "a thicket"),
    "a thicket of tags": ("<a" * 40_000 + "\n", "a thicket"),
    "quotations in quotations": (">" * 20_000 + " deep\n", "nested deeper"),
    "lists in lists": ("- " * 20_000 + "deep\n", "nested deeper"),
    "lists further and further in": ("".join(f"{'  ' * i}- a\n" for i in range(300)), "nested deeper"),
    "a block of html without end": ("<div>" * 30_000 + "\n", "a block of HTML"),
}  # fmt: skip

# Front matter that counts as none; the text below it is read.
FRONTS: dict[str, tuple[str, str]] = {
    "anchors that explode": ("a: &a [x, x]\nb: &b [*a, *a]\n" + "c: [*b, *b, *b, *b]\n" * 9, "an anchor"),
    "merge keys": ("a: {x: 1}\n<<: {y: 2}\n", "merges keys"),
    "an alias without an anchor": ("a: *b\n", "an alias"),
    "a python object": ("title: !!python/object/apply:os.system ['id']\n", "a tag"),
    "a tag of its own": ("title: !evil x\n", "a tag"),
    "lists in lists": ("a: " + "[" * 5000 + "]" * 5000 + "\n", "lists in lists"),
    "maps in maps": ("".join(f"{'  ' * i}a:\n" for i in range(60)) + "\n", "nested deeper"),
    "dashes in dashes": ("a:\n  " + "- " * 3000 + "x\n", "lists in lists"),
    "more than front matter ever is": ("title: " + "x" * 50_000 + "\n", "more than"),
    "a key twice": ("title: a\ntitle: b\n", "stands twice"),
    "not yaml": ("title: a: b: c\n\t- x\n", "left out"),
    "no keys": ("- a\n- b\n", "no keys"),
    "a permalink out of the site": ("permalink: /../../etc/passwd\n", "the permalink leads out"),
    "a permalink that is a program": ("permalink: 'javascript:alert(1)'\n", "the permalink leads out"),
}  # fmt: skip

Make = Callable[[Path], object]
FILES: dict[str, tuple[str, Make, str]] = {
    "utf-16": ("x.md", lambda p: p.write_bytes(GOOD.encode("utf-16")), "UTF-16"),
    "utf-16 without a mark": ("x.md", lambda p: p.write_bytes(GOOD.encode("utf-16-le")), "NUL"),
    "broken utf-8": ("x.md", lambda p: p.write_bytes(b"# T\n\xff\xfe\xfa\n"), "not UTF-8"),
    "a byte that begins and does not go on": ("x.md", lambda p: p.write_bytes(b"# T\n\nend \xe2\x82"), "not UTF-8"),
    "nul": ("x.md", lambda p: p.write_bytes(b"# T\n\na\0b\n"), "NUL"),
    "a hundred megabytes": ("x.md", lambda p: os.truncate(_touched(p), 100_000_000), "100,000,000 bytes"),
    "a little too much": ("x.md", lambda p: p.write_text("a" * 200_001), "200,001 bytes"),
    "a link to a file outside": ("x.md", lambda p: p.symlink_to("/etc/passwd"), "not followed"),
    "a link to a folder outside": ("x", lambda p: p.symlink_to("/etc"), "not followed"),
    "a link to itself": ("x.md", lambda p: p.symlink_to(p), "not followed"),
    "a link to a device": ("x.md", lambda p: p.symlink_to("/dev/zero"), "not followed"),
    "a pipe": ("x.md", os.mkfifo, "not a plain file"),
    "a socket": ("x.md", lambda p: _bound(p), "not a plain file"),
    "a folder called like an article": ("x.md/y.md", lambda p: p.write_text("# T"), ""),
    "a hidden file": (".x.md", lambda p: p.write_text(GOOD), "hidden"),
    "a hidden folder": (".git/x.md", lambda p: p.write_text(GOOD), "hidden"),
    "a name turned round": (f"x{BIDI}dm.md", lambda p: p.write_text(GOOD), "the name holds"),
    "a name with a line's end": ("x\ny.md", lambda p: p.write_text(GOOD), "the name holds"),
    "a name that is not utf-8": (os.fsdecode(b"x\xff.md"), lambda p: p.write_text(GOOD), "the name holds"),
    "folders without end": ("a/" * 40 + "x.md", lambda p: p.write_text(GOOD), "folders within folders"),
    "the same name but for capitals": ("GOOD.md", lambda p: p.write_text(GOOD), "but for capitals"),
    "the same address twice": ("y.md", lambda p: p.write_text("---\nurl: /good/\n---\n# T\n"), "has the address"),
    "a copy": ("copy.md", lambda p: p.write_text(_long("one")), ""),
}  # fmt: skip


def _long(title: str) -> str:
    return f"{HEAD}{' '.join(f'word{i}' for i in range(200))} {title}\n"


def _touched(path: Path) -> Path:
    path.touch()
    return path


def _bound(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may not be long
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


@pytest.fixture
def read(tmp_path: Path) -> Callable[[], Reading]:
    """Read the folder within a second, find the good article in it, and nothing unsafe in what was read."""
    (tmp_path / "good.md").write_text(GOOD)

    def run() -> Reading:
        start = time.process_time()
        reading = read_folder(tmp_path)
        assert time.process_time() - start < 1
        assert next(x for x in reading.read if x.path == "good.md").title == "Wall Lean"
        json.loads(as_json(reading).encode("utf-8"))
        for article in reading.articles:
            assert_harmless(article)
        return reading

    return run


def assert_harmless(article: Article) -> None:
    """Every Markdown of an article, read by a parser that lets all through, holds no HTML and no unsafe address."""
    lax = MarkdownIt("commonmark").enable("table")
    lax.validateLink = lambda url: True  # type: ignore[method-assign]
    for markdown in [*(x.markdown for x in article.sections), *(x.answer for x in article.faq)]:
        tokens = lax.parse(markdown) if len(markdown) < 20_000 else []
        for token in [*tokens, *(child for x in tokens for child in x.children or [])]:
            assert not token.type.startswith("html"), token.content
            assert not unsafe(str(token.attrs.get("href", "")))
            source = str(token.attrs.get("src", ""))
            assert not unsafe(source)
            assert not is_remote(source)
    for text in (article.title, article.summary, article.path, *article.steps):
        assert not text or not set(text) & {BIDI, ZERO_WIDTH, "\n", "\0"}


def reasons(reading: Reading) -> str:
    return "\n".join(map(str, problems(reading)))


@pytest.mark.parametrize("case", TEXTS)
def test_unsafe_text_is_taken_out_with_the_reason_and_the_rest_stays(
    case: str, tmp_path: Path, read: Callable[[], Reading]
) -> None:
    text, why = TEXTS[case]
    (tmp_path / "x.md").write_text(f"{HEAD}{text}\nThe end.\n", encoding="utf-8")
    reading = read()
    assert why in reasons(reading)
    [article] = [x for x in reading.articles if x.path == "x.md"]
    assert article.title == "T"
    if not {"without end", "nested deeper", "script that does not end"} & {why, case} and "html without" not in case:
        assert "The end." in article.sections[-1].markdown


@pytest.mark.parametrize("case", FRONTS)
def test_unsafe_front_matter_counts_as_none_and_the_text_is_read(
    case: str, tmp_path: Path, read: Callable[[], Reading]
) -> None:
    front, why = FRONTS[case]
    (tmp_path / "x.md").write_text(f"---\n{front}---\n# The title\n\nThe text.\n", encoding="utf-8")
    reading = read()
    assert why in reasons(reading)
    [article] = [x for x in reading.articles if x.path == "x.md"]
    assert (article.title, article.sections[-1].markdown) == ("The title", "\nThe text.".strip())


@pytest.mark.parametrize("case", FILES)
def test_unsafe_files_are_refused_with_the_reason_and_the_others_are_read(
    case: str, tmp_path: Path, read: Callable[[], Reading]
) -> None:
    name, make, why = FILES[case]
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)
    assert why in reasons(read())


def test_what_may_not_be_read_is_refused_by_name(
    tmp_path: Path, read: Callable[[], Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_text(GOOD)
    really = os.open

    def refusing(path: object, *rest: int) -> int:
        if str(path).endswith("x.md"):
            raise PermissionError(13, "Permission denied")
        return really(str(path), *rest)

    monkeypatch.setattr(os, "open", refusing)
    assert "x.md:1: cannot be read: Permission denied" in reasons(read())


def test_a_file_that_becomes_a_link_after_it_was_seen_is_still_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path.parent / "secret.md"
    secret.write_text("# Secret\n")
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "x.md").write_text(GOOD)
    really = os.open

    def swapping(path: object, *rest: int) -> int:
        Path(str(path)).unlink()
        Path(str(path)).symlink_to(secret)
        return really(str(path), *rest)

    monkeypatch.setattr(os, "open", swapping)
    reading = read_folder(folder)
    assert "Secret" not in as_json(reading)
    assert reading.read == ()


def test_whatever_goes_wrong_with_one_article_the_others_are_read(
    tmp_path: Path, read: Callable[[], Reading], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "x.md").write_text(GOOD.replace("Lean", "Sit"))

    def failing(parts: object, words: object) -> None:
        if "Sit" in str(parts):
            raise RecursionError

    monkeypatch.setattr("engine.articles.fields.last_reviewed", failing)
    assert "x.md:1: cannot be read (RecursionError)" in reasons(read())


def test_a_table_as_big_as_a_file_may_be_is_read_in_time(tmp_path: Path, read: Callable[[], Reading]) -> None:
    rows = "| a | b | c | d |\n" * 2000
    (tmp_path / "x.md").write_text(f"{HEAD}| a | b | c | d |\n|---|---|---|---|\n{rows}")
    (tmp_path / "y.md").write_text(f"{HEAD}{'|' * 1000}\n{'|-' * 1000}|\n" + "|a\n" * 1000)
    read()


def test_the_corpus_holds_more_than_forty_cases() -> None:
    assert len(TEXTS) + len(FRONTS) + len(FILES) > 90
