"""What stands before Streamlit: headers, compression, keeping, closed doors and the first screen, without a network."""

import asyncio
import base64
import dataclasses
import gzip
import hashlib
import re
from typing import Any

import brotli
import pytest
from starlette.types import Message, Receive, Scope, Send
from streamlit import config
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.testing.v1 import AppTest

import engine
import server
from app import OFF_THE_NAVIGATION, SCREENS
from pages.components import first_screen, session, welcome
from tests.naive import HERE

SCRIPT = next(path for path in server.STATIC.glob("static/js/index.*.js")).relative_to(server.STATIC).as_posix()
SENT = [b"the first part, ", b"and the rest"]


async def streamlit_in_its_place(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with everything that was sent, as Streamlit would read an upload."""
    body, more = b"", True
    while more:
        message = await receive()
        body, more = body + message.get("body", b""), message.get("more_body", False)
    headers = [(b"content-type", b"text/plain"), (b"referrer-policy", b"its-own")]
    await send({"type": "http.response.start", "status": 201, "headers": headers})
    await send({"type": "http.response.body", "body": body})


@pytest.fixture(scope="module")
def door() -> server.Door:
    made: dict[str, Any] = server.door().kwargs
    return server.Door(streamlit_in_its_place, **made)


def ask(
    door: server.Door, path: str, method: str = "GET", query: str = "", **asked: str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body of one request; names of headers have _ for -."""
    parts = [{"type": "http.request", "body": part, "more_body": part != SENT[-1]} for part in SENT]
    answer: list[Message] = []

    async def receive() -> Message:
        return parts.pop(0)

    async def send(message: Message) -> None:
        answer.append(message)

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in asked.items()]
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": raw}
    asyncio.run(door(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in answer[0]["headers"]}
    return answer[0]["status"], headers, b"".join(part["body"] for part in answer[1:])


@pytest.mark.parametrize("path", ["/", f"/{SCRIPT}", "/_stcore/health", "/_stcore/metrics", "/nosuch"])
def test_every_answer_has_the_security_headers(door: server.Door, path: str) -> None:
    _, headers, _ = ask(door, path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "camera=()" in headers["permissions-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


def test_a_header_that_streamlit_sets_itself_is_left_alone(door: server.Door) -> None:
    assert ask(door, "/_stcore/health")[1]["referrer-policy"] == "its-own"


def test_the_policy_lets_the_scripts_of_the_page_run_and_no_other(door: server.Door) -> None:
    _, headers, body = ask(door, "/")
    allowed = re.findall(r"script-src ([^;]*)", headers["content-security-policy"])[0].split()
    scripts = re.findall(r"<script>(.*?)</script>", body.decode(), re.DOTALL)
    hashes = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in scripts]
    assert len(hashes) == 3  # Streamlit's own, the one that takes the first screen away, and the guard of single keys
    assert allowed == ["'self'", *(f"'sha256-{x}'" for x in hashes), "'wasm-unsafe-eval'", "blob:"]


def test_all_pages_have_the_same_scripts_for_they_have_the_same_policy() -> None:
    assert len({server.policy(page) for page in server.html_pages().values()}) == 1


@pytest.mark.parametrize(
    ("accepts", "gets"),
    [("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip;q=0.5", "gzip"), ("identity", None), ("", None)],
)
def test_the_best_encoding_that_the_browser_takes_is_sent(door: server.Door, accepts: str, gets: str | None) -> None:
    open_it: dict[str | None, Any] = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    _, headers, body = ask(door, f"/{SCRIPT}", accept_encoding=accepts)
    assert headers.get("content-encoding") == gets
    assert headers["vary"] == "accept-encoding"
    assert int(headers["content-length"]) == len(body)
    assert open_it[gets](body) == (server.STATIC / SCRIPT).read_bytes()


def test_a_font_is_not_compressed_again(door: server.Door) -> None:
    path = next(path for path in door.files if path.endswith(".woff2"))
    assert "content-encoding" not in ask(door, path, accept_encoding="br, gzip")[1]


def test_what_has_its_version_in_its_name_is_kept_for_good_and_a_page_is_asked_for_again(door: server.Door) -> None:
    assert ask(door, f"/{SCRIPT}")[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert ask(door, "/plan")[1]["cache-control"] == "no-cache"


def test_a_page_that_the_browser_has_is_not_sent_again(door: server.Door) -> None:
    mark = ask(door, "/", accept_encoding="br")[1]["etag"]
    status, headers, body = ask(door, "/", accept_encoding="br", if_none_match=f'"older", {mark}')
    assert (status, body, headers["etag"]) == (304, b"", mark)
    assert ask(door, "/", accept_encoding="gzip", if_none_match=mark)[0] == 200


def test_head_is_answered_like_get_without_the_body(door: server.Door) -> None:
    _, headers, body = ask(door, "/", "HEAD")
    assert body == b""
    assert int(headers["content-length"]) == len(ask(door, "/")[2])


@pytest.mark.parametrize("path", ["/_stcore/upload_file/x/y", "/", f"/{SCRIPT}"])
def test_what_is_sent_reaches_streamlit_untouched(door: server.Door, path: str) -> None:
    status, _, body = ask(door, path, "POST")
    assert (status, body) == (201, b"".join(SENT))


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "/_stcore/agent/openapi.json"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_metrics_and_the_door_for_programs_are_closed(door: server.Door, path: str, method: str) -> None:
    assert ask(door, path, method)[0] == 404


@pytest.fixture
def shown(knowledge: engine.Knowledge, monkeypatch: pytest.MonkeyPatch) -> engine.Picture:
    monkeypatch.setattr(session, "_load", lambda: knowledge)
    exercise = next(iter(knowledge.exercises.values()))
    found = engine.picture(knowledge, exercise.slug, exercise.levels[0].id)
    assert found is not None
    return found


def test_a_picture_is_served_compressed_and_can_run_nothing(door: server.Door, shown: engine.Picture) -> None:
    status, headers, body = ask(door, f"/figures/{shown.name}", accept_encoding="br")
    assert (status, headers["content-type"]) == (200, "image/svg+xml; charset=utf-8")
    assert brotli.decompress(body).decode() == shown.svg()
    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert headers["x-content-type-options"] == "nosniff"
    assert len(body) < 6000


def test_a_picture_is_kept_for_good_under_the_mark_that_it_has_now(door: server.Door, shown: engine.Picture) -> None:
    path = f"/figures/{shown.name}"
    assert ask(door, path, query=f"v={shown.mark}")[1]["cache-control"] == server.FOR_A_YEAR
    for query in ("", "v=older", "v=%00&v"):
        _, headers, _ = ask(door, path, query=query)
        assert headers["cache-control"] == server.ASK_AGAIN
        assert ask(door, path, query=query, if_none_match=headers["etag"])[0] == 304


@pytest.mark.parametrize("path", ["/figures/", "/figures/x.svg", "/figures/a/b.svg", "/figures/../body.yaml"])
def test_a_picture_that_there_is_not_is_not_found(door: server.Door, path: str) -> None:
    assert ask(door, path)[0] == 404


def test_a_picture_that_cannot_be_drawn_is_not_found(
    door: server.Door, shown: engine.Picture, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = dataclasses.replace(shown, _draw=lambda: str(1 / 0))
    monkeypatch.setattr(engine, "picture_named", lambda *_: broken)
    monkeypatch.setattr(server, "_drawn", {})
    assert ask(door, f"/figures/{shown.name}")[0] == 404


def test_robots_and_the_icon_are_our_own(door: server.Door) -> None:
    assert ask(door, "/robots.txt")[2].startswith(b"User-agent: *\n")
    for path in ("/favicon.ico", "/favicon.svg"):
        assert ask(door, path)[1]["content-type"].startswith("image/svg+xml")


@pytest.mark.parametrize("path", ["", *SCREENS])
def test_a_deep_link_gets_a_page_with_language_title_and_description(door: server.Door, path: str) -> None:
    status, headers, body = ask(door, f"/{path}")
    name = {"": "Plumbline", "home": "Plumbline"}.get(path) or f"{SCREENS[path][0]} · Plumbline"
    assert (status, headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert '<html lang="en">' in body.decode()
    assert f"<title>{name}</title>" in body.decode()
    assert f'<meta name="description" content="{first_screen.DESCRIPTION}" />' in body.decode()


def test_a_screen_off_the_navigation_is_served_and_listed_nowhere(door: server.Door) -> None:
    for path in SCREENS:
        body = ask(door, f"/{path}")[2].decode()
        assert [name for name in OFF_THE_NAVIGATION if f'href="./{name}"' in body] == []
    assert [ask(door, f"/{name}")[0] for name in OFF_THE_NAVIGATION] == [200]


def test_an_address_that_is_no_screen_is_not_found_and_the_app_says_so(door: server.Door) -> None:
    status, _, body = ask(door, "/nosuch")
    assert status == 404
    assert b'<div id="root">' in body


def test_the_first_screen_says_what_the_first_page_says_and_asks_for_scripts(door: server.Door) -> None:
    text = ask(door, "/")[2].decode()
    page = AppTest.from_file(str(HERE.parent / "app.py"), default_timeout=30).run()
    assert f"<h1>{page.title[0].value}</h1>" in text
    assert page.markdown[0].value.replace("**", "") == re.sub("<.*?>", "", re.findall("</h1><p>(.*?)</p>", text)[0])
    assert all(words in text for words in (page.button[0].label, page.caption[0].value, *welcome.PROMISES))
    assert "<noscript>" in text
    assert "Streamlit app can also offer" not in text


def test_the_other_screens_do_not_begin_like_the_first(door: server.Door) -> None:
    assert welcome.TITLE not in ask(door, "/plan")[2].decode()


def test_a_changed_page_of_streamlit_is_noticed_at_the_start() -> None:
    with pytest.raises(ValueError, match=r"0 places like '<title>"):
        first_screen.page("<html></html>", {"home": "Home"}, "home", [])


def test_every_part_of_streamlit_that_is_fetched_ahead_exists() -> None:
    for part in server.ON_EVERY_SCREEN:
        found = server.scripts_for([part])
        assert found, part
        assert all((server.STATIC / path).is_file() for path in found)


def test_health_is_bad_while_the_knowledge_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "knowledge_problems", lambda: ())
    assert asyncio.run(server.health(None)).status_code == 200  # type: ignore[arg-type]
    monkeypatch.setattr(session, "knowledge_problems", lambda: ("a mistake",))
    assert asyncio.run(server.health(None)).status_code == 503  # type: ignore[arg-type]


def test_it_listens_to_this_machine_alone_unless_told_otherwise() -> None:
    assert config.get_option("server.address") == "127.0.0.1"


# ------------------------------------------------------------ what a run sends
def sent(kind: str = "delta") -> Message:
    message = ForwardMsg()
    if kind == "script_finished":
        message.script_finished = ForwardMsg.FINISHED_SUCCESSFULLY
    else:
        getattr(message, kind).SetInParent()
    return {"type": "websocket.send", "bytes": message.SerializeToString()}


def handed_on(*steps: Message | float, gone: bool = False) -> list[list[Message]]:
    """What had gone on after each step: a message, or waiting so many times as long as a run is held at most."""
    went: list[Message] = []

    async def send(message: Message) -> None:
        if gone:
            raise OSError
        went.append(message)

    async def run() -> list[list[Message]]:
        together, seen = server.Together(send), []
        for step in steps:
            await (asyncio.sleep(step * server.LONGEST_HELD) if isinstance(step, float) else together(step))
            seen.append(list(went))
        return seen

    return asyncio.run(run())


def test_what_a_run_draws_goes_on_together_and_in_order_when_it_is_over() -> None:
    run = [sent("new_session"), sent("delta"), sent("delta"), sent("script_finished")]
    assert handed_on(*run) == [[], [], [], run]


def test_a_long_run_is_shown_in_parts() -> None:
    first, second = sent("delta"), sent("page_info_changed")
    assert handed_on(first, 2.0, second, 2.0) == [[], [first], [first], [first, second]]


def test_nothing_is_held_back_when_the_visit_ends() -> None:
    last, end = sent("delta"), {"type": "websocket.close"}
    assert handed_on({"type": "websocket.accept"}, last, end)[-1] == [{"type": "websocket.accept"}, last, end]


def test_who_has_gone_while_a_run_was_held_disturbs_nobody(caplog: pytest.LogCaptureFixture) -> None:
    assert handed_on(sent("delta"), 2.0, gone=True) == [[], []]
    assert not caplog.records
