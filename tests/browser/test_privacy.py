"""Nothing that is answered leaves its visit: not to another visitor, the address, a cookie, the device or the log.

That no request leaves this machine is judged where `open_page` ends; here it is for the whole of a visit with answers.
"""

import base64
import re

from harness import App, Visitor, rerun, settle
from playwright.sync_api import Page, expect
from walk import KNOWLEDGE, NECK_ACHE, asked, go_on, label, option, spoken, title, walk

SHE = {**NECK_ACHE, "age": 97, "regions": ["tailbone", "wrist_hand"], "signs_chest": ["leg_swollen"]}
OTHER = {**NECK_ACHE, "age": 61}
KEPT = "plumbline"  # the one place of the tab where the visit is; test_keeping.py is about it
STORES = f"() => JSON.stringify([{{...localStorage}}, {{...sessionStorage, {KEPT}: ''}}, document.cookie])"


def told(answers: dict[str, object]) -> list[str]:
    """Her answers and what was asked, as ids and as words on the screen, but for words that stand for nothing."""
    ids = [x for name, given in answers.items() for x in (name, *(given if isinstance(given, list) else [given]))]
    words = [option for question in answers for option in KNOWLEDGE.questions[question].choices.values()]
    return [x for x in {*map(str, ids), *words} if len(x) > 5]


def in_it(text: str, answers: dict[str, object]) -> list[str]:
    """Which of her answers stand in a text."""
    return [x for x in told(answers) if re.search(rf"\b{re.escape(x)}\b", text, re.IGNORECASE)]


def begin(page: Page, answers: dict[str, object], until: str) -> None:
    go_on(page, page.get_by_role("button", name="Start the check"))
    walk(page, spoken(answers), until=until)


def go(page: Page, name: str) -> None:
    """Goes to a page by the navigation at the top, as the same visitor."""
    before = title(page)
    page.get_by_test_id("stHeader").get_by_role("link", name=name, exact=True).click()
    expect(page.locator("h1")).not_to_have_text(before)
    settle(page)


def test_two_visitors_at_once_never_meet_and_nothing_is_written_down(open_page: Visitor, app: App) -> None:
    log_before = len(app.says())
    asked_for: list[str] = []
    hers, other = open_page(size="desk"), open_page(size="desk")
    hers.on("request", lambda request: asked_for.append(request.url))
    begin(hers, SHE, until="signs_head")
    go_on(other, other.get_by_role("button", name="Start the check"))
    assert [x.id for x in asked(other)] == ["age"]
    expect(other.get_by_label(label(KNOWLEDGE.questions["age"]), exact=True)).to_have_value("")
    go(other, "Plan")
    expect(other.get_by_text("There is no plan yet")).to_be_visible()
    go(other, "Bench")
    expect(other.get_by_text("Nothing is answered yet")).to_be_visible()

    for name in ("Plan", "Bench", "Explore", "Home", "Check"):
        go(hers, name)
    assert title(hers) == next(x.title for x in KNOWLEDGE.vocabulary.topics if x.id == "head_signs")
    assert [url for url in asked_for if in_it(url, SHE)] == []
    pages = [url for url in asked_for if "/_stcore/" not in url and "/figures/" not in url]
    assert {url.partition("?")[2] for url in pages} == {""}
    assert all(re.fullmatch(r"(v=[0-9a-f]+)?", url.partition("?")[2]) for url in asked_for if "/figures/" in url)
    assert in_it(hers.evaluate(STORES), SHE) == []
    assert in_it(hers.evaluate(f"sessionStorage.{KEPT}"), SHE) != []
    assert other.evaluate(f"sessionStorage.{KEPT} ?? ''") == ""
    assert in_it(app.says(since=log_before), SHE) == []
    assert hers.context.cookies() == [] or all(in_it(str(x), SHE) == [] for x in hers.context.cookies())


def test_each_of_two_visitors_keeps_her_own_answers(open_page: Visitor) -> None:
    hers, other = open_page(), open_page()
    field = label(KNOWLEDGE.questions["age"])
    begin(hers, SHE, until="pregnant" if SHE["age"] < 60 else "regions")
    begin(other, OTHER, until="regions")
    for page, answers in ((hers, SHE), (other, OTHER)):
        page.get_by_role("button", name="Back", exact=True).click()
        expect(page.get_by_label(field, exact=True)).to_have_value(str(answers["age"]))


def sent_from(page: Page) -> list[str]:
    """Everything that a page sends to its server from now on, as it is sent."""
    sent: list[str] = []
    watch = page.context.new_cdp_session(page)
    watch.on("Network.webSocketFrameSent", lambda x: sent.append(str(base64.b64decode(x["response"]["payloadData"]))))
    watch.send("Network.enable")
    return sent


def test_what_is_ticked_about_safety_stays_in_the_browser_and_is_gone_with_the_screen(
    open_page: Visitor, app: App
) -> None:
    page = open_page("bench?person=desk-worker-29")
    sent = sent_from(page)
    support = KNOWLEDGE.support
    go_on(page, page.get_by_role("link", name="Change the answers"))
    while support.question not in [x.id for x in asked(page)]:
        go_on(page)
    safety = KNOWLEDGE.questions[support.question]
    none = option(page, safety, "none")
    with rerun(page):
        none.click()
    for private in support.options:
        option(page, safety, private).click()
        expect(option(page, safety, private)).to_be_checked()
        expect(page.get_by_text(support.title)).to_be_visible()
        expect(none).not_to_be_checked()
    settle(page)
    go_on(page)
    go_on(page, page.get_by_role("button", name="Back", exact=True))
    for private in support.options:
        expect(option(page, safety, private)).not_to_be_checked()
    expect(page.get_by_text(support.title)).to_be_hidden()
    assert any("none" in message for message in sent)  # the watch would have seen it
    assert not [private for private in support.options if any(private in message for message in sent)]
    stores = page.evaluate("() => JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert not [private for private in support.options if private in stores]
    assert support.question not in app.says()
