"""The page in a real browser: saves come to it by themselves, words lead to their lines, and nobody is shut out.

Pictures are left in ``build/.judges/preview`` for a person to look at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from tests.cli.counter import lay_out
from tests.judges.bench import axe_source, surroundings
from tests.judges.bench import browser as chromium
from tests.judges.epubcheck import required
from tests.previewing.conftest import eventually

from handpress import press
from handpress.project import Workspace

NAME = "article-and-reply"
PICTURES = Path(__file__).parents[2] / "build" / ".judges" / "preview"
_SOON = 15_000  # ms
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

if TYPE_CHECKING or required():
    from playwright import sync_api
else:
    sync_api = pytest.importorskip(
        "playwright.sync_api", reason="the preview is looked at in no browser: no Playwright"
    )


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_out(tmp_path_factory.mktemp("preview"), NAME)


@pytest.fixture(scope="module")
def preview(root: Path) -> Iterator[press.Preview]:
    with press.preview(Workspace(root), NAME, editor="press-test:{path}#{line}.{column}") as standing:
        thread = threading.Thread(target=standing.serve, daemon=True)
        thread.start()
        yield standing
        standing.stop()
        thread.join()


@pytest.fixture(scope="module")
def chrome(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sync_api.Browser]:
    if not (path := chromium()):
        refuse = pytest.fail if required() else pytest.skip
        refuse("no browser looks at the preview: there is no Chromium")
    with sync_api.sync_playwright() as playwright:
        # As root, which most containers run tests as, it may have no sandbox; nothing is opened but our own page.
        own: dict[str, str | float | bool] = {**surroundings(tmp_path_factory.mktemp("browser"))}
        opened = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"], env=own)
        yield opened
        opened.close()


Open = Callable[..., "sync_api.Page"]


@pytest.fixture
def open_page(chrome: sync_api.Browser, preview: press.Preview) -> Iterator[Open]:
    """Opens the page, of some width, by day or by night; whatever the browser complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def one(width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light") -> sync_api.Page:
        context = chrome.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(_SOON)
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(preview.address)
        page.wait_for_selector("body.good")
        page.wait_for_selector(".leaf", state="attached")
        return page

    yield one
    for context in contexts:
        context.close()
    assert complaints == []


def keep(page: sync_api.Page, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")


def chosen(page: sync_api.Page) -> tuple[str, str]:
    """The line of the manuscript that is at hand, and the word in it."""
    line = page.wait_for_selector(".line[aria-selected=true] mark")
    assert line
    return page.inner_text(".line[aria-selected=true] .number"), line.inner_text()


def test_a_word_on_a_page_leads_to_its_line_and_into_the_editor(open_page: Open, root: Path) -> None:
    page = open_page()
    opened: list[str] = []
    page.expose_function("told", lambda address: opened.insert(0, address))
    # A program for such addresses is asked for by the browser; what it would be asked is looked at instead.
    page.evaluate("() => { HTMLAnchorElement.prototype.click = function () { told(this.href) } }")
    page.press("body", "ArrowRight")
    page.wait_for_selector("[data-page='3'] .word")
    word = page.locator("[data-page='3'] .word", has_text="carriers").first
    line = int(word.get_attribute("data-line") or 0)
    source = (root / "manuscripts" / NAME / "article.md").read_text().split("\n")

    word.click()

    assert "carriers" in source[line - 1]
    assert chosen(page) == (str(line), "carriers")
    column = source[line - 1].index("carriers") + 1
    path = root / "manuscripts" / NAME / "article.md"
    assert eventually(lambda: opened) == [f"press-test:{path}#{line}.{column}"]
    keep(page, "word")


def test_a_word_in_the_e_book_leads_to_its_line_and_to_its_page(open_page: Open) -> None:
    page = open_page()
    page.select_option("#chapter", label="Who Mends It?")
    frame = page.frame_locator("#reader iframe:not(.coming)")
    block = frame.locator("p[id=reply-p1]")

    block.click(position={"x": 6, "y": 8})

    number, word = chosen(page)
    assert page.input_value("#file").endswith("reply.md")
    assert block.inner_text().startswith(word)
    assert int(number) > 1
    page.wait_for_selector(".word.here")
    assert page.inner_text(".word.here") == word


def test_a_line_chosen_by_keys_is_shown_on_its_page(open_page: Open) -> None:
    page = open_page()
    page.press("body", "1")
    page.select_option("#file", label="reply.md")
    page.focus("#lines")
    page.locator(".line", has_text="Ben O'Ford").wait_for()
    for _ in range(8):
        page.press("#lines", "ArrowDown")

    page.wait_for_selector(".line[aria-selected=true]")
    assert page.get_attribute("#lines", "aria-activedescendant") == "line-8"
    assert page.get_attribute("#line-8", "aria-selected") == "true"
    page.wait_for_selector(".word.here")


def test_a_place_chosen_before_its_chapter_has_come_is_shown_when_it_has(open_page: Open) -> None:
    page = open_page()
    held: list[sync_api.Route] = []

    def hold(route: sync_api.Route) -> None:
        held.append(route)

    page.route("**/EPUB/*.xhtml", hold)
    page.reload(wait_until="commit")
    page.wait_for_selector("body.good")
    page.select_option("#file", label="reply.md")
    page.focus("#lines")
    page.locator(".line", has_text="Ben O'Ford").wait_for()

    for _ in range(8):
        page.press("#lines", "ArrowDown")

    assert page.locator("#reader iframe:not(.coming)").count() == 0
    assert held
    for route in held:
        route.continue_()
    page.unroute("**/EPUB/*.xhtml")
    eventually(lambda: marked(page))
    assert page.locator("#reader iframe[src$='/reply.xhtml']").count() == 1


def marked(page: sync_api.Page) -> int:
    """How many places of the e-book are marked as the one at hand."""
    here = "document.querySelector('#reader iframe:not(.coming)')?.contentWindow.CSS.highlights.get('here')"
    return int(page.evaluate(f"{here}?.size ?? 0"))


def test_a_link_leads_on_from_a_chapter_that_many_saves_have_left_as_it_was(open_page: Open, root: Path) -> None:
    page = open_page()
    page.select_option("#chapter", label="Who Mends It?")
    frame = page.frame_locator("#reader iframe:not(.coming)")
    link = frame.locator("a[href='article.xhtml#wheel']")
    link.wait_for()
    article = root / "manuscripts" / NAME / "article.md"
    text = article.read_text()

    for number in range(3):
        done = int(page.get_attribute("body", "data-done") or 0)
        article.write_text(f"{text.rstrip()}\n\nParagraph {number}, which goes again.\n")
        page.wait_for_function("done => Number(document.body.dataset.done) > done", arg=done)
    link.click()

    frame.get_by_text("Paragraph 2, which goes again.").wait_for()
    assert page.locator("#chapter option:checked").inner_text() == "Who Owns the Mill?"
    assert page.evaluate("document.querySelector('#reader iframe').contentWindow.location.hash") == "#wheel"
    done = int(page.get_attribute("body", "data-done") or 0)
    article.write_text(text)
    page.wait_for_function("done => Number(document.body.dataset.done) > done", arg=done)


def test_a_save_comes_to_the_page_without_a_reload(open_page: Open, root: Path) -> None:
    page = open_page()
    page.evaluate("window.stayed = true")
    article = root / "manuscripts" / NAME / "article.md"
    text = article.read_text()
    page.select_option("#chapter", label="Who Owns the Mill?")
    frame = page.frame_locator("#reader iframe:not(.coming)")

    article.write_text(text.rstrip("\n") + "\n\nA paragraph that was not there before.\n")

    frame.get_by_text("A paragraph that was not there before.").wait_for()
    page.wait_for_selector("#changed:not([hidden])")
    page.click("#changed")
    page.locator(".word", has_text="paragraph").first.wait_for()
    page.wait_for_selector("#lines :text('A paragraph that was not there before.')", state="attached")
    assert page.evaluate("window.stayed")
    article.write_text(text)
    page.wait_for_selector(".word:text-is('paragraph')", state="detached")


def test_findings_are_told_and_the_last_good_proof_stays(open_page: Open, root: Path) -> None:
    page = open_page()
    reply = root / "manuscripts" / NAME / "reply.md"
    text = reply.read_text()

    reply.write_text(text + "\nAn end.[^nobody]\n")

    page.wait_for_selector("body.broken")
    page.locator("#findings .error .code", has_text="note-undefined").click()
    assert chosen(page)[0] == str(text.count("\n") + 2)
    assert page.locator(".leaf").count() > 0
    assert "last good proof" in page.inner_text("#state-words")
    keep(page, "finding")
    reply.unlink()
    page.locator("#findings .error .code", has_text="part-missing").wait_for()
    assert page.locator(".leaf").count() > 0
    reply.write_text(text)
    page.wait_for_selector("body.good")
    assert page.locator("#findings li").count() == 0


@pytest.mark.parametrize(("width", "height", "scheme"), [(1440, 900, "dark"), (900, 700, "light"), (360, 740, "light")])
def test_nothing_sticks_out_and_axe_finds_nothing(open_page: Open, width: int, height: int, scheme: str) -> None:
    page = open_page(width, height, scheme)
    axe = axe_source()
    for name, tab in (("book", ""), ("manuscript", ""), ("paper", "pages"), ("paper", "sheets"), ("paper", "ledger")):
        if width < 760:
            page.click(f"[data-pane={name}]")
        if tab:
            page.click(f"#tab-{tab}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        keep(page, f"{width}-{scheme}-{tab or name}")
        if axe:
            page.evaluate(axe)
            options = {"runOnly": WCAG, "iframes": False}
            found = page.evaluate("options => axe.run(options)", options)
            assert found["passes"]
            assert [(rule["id"], [node["html"][:120] for node in rule["nodes"]]) for rule in found["violations"]] == []


def test_the_keys_are_told_and_can_be_turned_off(open_page: Open) -> None:
    page = open_page()
    page.press("body", "?")
    assert page.locator("#keys dt").count() > 8
    page.uncheck("#keys-on")
    page.press("body", "Escape")
    before = page.evaluate("document.documentElement.className")

    page.press("body", "d")

    assert page.evaluate("document.documentElement.className") == before
    page.press("body", "ArrowRight")
    page.wait_for_selector("[data-page='3']")


def test_a_page_of_another_origin_learns_nothing(chrome: sync_api.Browser, preview: press.Preview) -> None:
    """As a web page that is open beside it would ask: by a script, by a picture, by a frame."""
    page = chrome.new_page()
    page.set_content("<title>elsewhere</title>")
    address = preview.address
    asked = f"fetch('{address}state', {{mode: 'no-cors'}}).then(() => 'answered', () => 'refused')"
    assert page.evaluate(asked) == "refused"
    seen = "i.onload = () => done('seen'); i.onerror = () => done('refused')"
    icon = f"new Promise(done => {{ const i = new Image(); {seen}; i.src = '{address}icon.svg' }})"
    assert page.evaluate(icon) == "refused"
    page.close()
