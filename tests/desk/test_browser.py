"""In a real browser: what an analyst does at the desk, from adding a report to taking a correction back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api")
from playwright.sync_api import Browser, Page, expect  # noqa: E402

from verbale.accounts.accounts import Accounts  # noqa: E402
from verbale.desk.state import Desk, Settings  # noqa: E402

from .browsing import chromium, served  # noqa: E402

OURS = (
    "Ruritania's foreign minister, Anna Holm, accused Norway on Monday of arming rebels. "
    "Norway denied it. Sweden sold Ruritania forty tanks last week."
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with playwright.sync_playwright() as program:
        found = program.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture(scope="module")
def address(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    where = tmp_path_factory.mktemp("browser") / "verbale.db"
    shutil.copy(filled, where)
    desk = Desk.open(str(where), Settings(reviewer="Ana"))
    with served(desk) as found:
        yield found
    desk.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen."""
    context = browser.new_context(base_url=address, locale="en-GB", viewport={"width": 1280, "height": 900})
    found = context.new_page()
    wrong: list[str] = []
    found.on("pageerror", lambda error: wrong.append(str(error)))
    found.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    yield found
    context.close()
    assert not wrong


def test_a_report_is_added_found_and_followed_to_its_sentence(page: Page) -> None:
    page.goto("/add")
    form = page.locator("form", has=page.locator("textarea"))
    form.get_by_label("Title").fill("Quarrel in the north")
    form.get_by_label("Published").fill("2003-03-05")
    form.locator("textarea").fill(OURS)
    form.get_by_role("button", name="Add").click()
    expect(page.locator(".standing", has_text="added")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="Quarrel in the north").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quarrel in the north")
    page.get_by_role("search").get_by_role("searchbox").fill("tanks")
    page.keyboard.press("Enter")
    row = page.locator(".row", has_text="forty").first
    expect(row.locator("mark").first).to_be_visible()
    row.locator(".row-foot a").first.click()
    lit = page.locator("#body .lit").first
    expect(lit).to_be_visible()
    expect(lit).to_contain_text("Sweden")


def test_tabbing_to_an_entry_lights_its_words_and_parties(page: Page) -> None:
    page.goto("/events")
    page.locator(".row .row-foot a[href*='/reports/']").first.click()
    entry = page.locator(".entry", has=page.locator("dl")).first
    entry.focus()
    expect(page.locator("#body .lit").first).to_be_visible()
    assert page.locator("#body [class*='part-']").count() > 0


def test_a_thread_leads_from_what_is_said_to_who_says_it(page: Page) -> None:
    page.goto("/events?type=ACCUSE")
    page.locator(".row .row-foot a[href*='/reports/']").first.click()
    page.locator(".entry", has=page.locator("em")).first.focus()
    expect(page.locator("svg.thread path")).to_have_count(1)
    assert page.locator("svg.thread path").bounding_box()["width"] > 0


def test_an_event_is_corrected_taken_back_and_its_history_kept(page: Page) -> None:
    page.goto("/events?type=ACCUSE")
    page.locator(".row .who-whom a").first.click()
    event = page.url.split("?")[0]
    page.get_by_role("link", name="Correct").click()
    page.locator("[name=type]").select_option("REJECT")
    page.get_by_role("button", name="Correct").or_(page.get_by_role("button", name="Keep")).first.click()
    page.goto(event)
    expect(page.locator("main .type").first).to_contain_text("REJECT")
    expect(page.locator("main")).to_contain_text("Ana")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("form.notice")).to_contain_text("Kept.")
    page.get_by_role("button", name="Undo").click()
    page.goto(event)
    history = page.locator("section", has=page.get_by_role("heading", name="History"))
    expect(history.locator("li", has_text="accept").locator(".standing")).to_have_text("taken back")
    expect(history.locator("li", has_text="type = REJECT")).to_be_visible()


def test_review_goes_by_keyboard(page: Page) -> None:
    page.goto("/review")
    first = page.locator("section.one .who-whom").inner_text()
    page.keyboard.press("s")
    expect(page.locator("section.one .who-whom")).not_to_have_text(first)
    page.goto("/review")
    page.keyboard.press("a")
    expect(page.locator("form.notice")).to_contain_text("Kept.")
    expect(page.locator("section.one .who-whom")).not_to_have_text(first)
    page.keyboard.press("u")
    expect(page.locator("section.one .who-whom")).to_have_text(first)


def test_a_missed_event_is_marked_by_its_words(page: Page) -> None:
    page.goto("/events?type=ACCUSE")
    page.locator(".row .row-foot a[href*='/reports/']").first.click()
    words = page.evaluate("""() => {
        const text = document.querySelector('#body p').firstChild, range = document.createRange();
        range.selectNodeContents(document.querySelector('#body p'));
        getSelection().removeAllRanges(); getSelection().addRange(range);
        return String(getSelection()).trim();
    }""")
    page.get_by_role("button", name="Mark a missed event").click()
    assert page.locator("textarea[name=evidence]").input_value() == words
    page.locator("[name=type]").select_option("PROTEST")
    page.locator("input[name=actors]").fill("CHL")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator("main .standing").first).to_have_text("added by hand")


def test_a_dyads_points_lead_to_events_and_lists_are_taken_along(page: Page) -> None:
    page.goto("/dyads/USA")
    point = page.locator("svg a[href^='/events']").first
    page.goto(point.get_attribute("href"))
    assert page.locator("main .row").count() > 0
    with page.expect_download() as found:
        page.get_by_role("link", name="CSV", exact=True).click()
    lines = Path(found.value.path()).read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("id,")
    assert len(lines) > 1


def test_a_form_that_is_out_of_date_changes_nothing(browser: Browser, address: str) -> None:
    page = browser.new_context(base_url=address).new_page()
    page.goto("/events?type=ACCUSE")
    page.locator(".row .who-whom a").first.click()
    event = page.url
    page.evaluate("for (const one of document.querySelectorAll('[name=csrf_token]')) one.value = 'forged'")
    page.get_by_role("button", name="Accept").click()
    expect(page.locator("body")).to_contain_text("out of date")
    page.goto(event)
    assert page.locator("main .standing", has_text="accepted").count() == 0
    page.context.close()


@pytest.mark.parametrize(
    "given", ["http://169.254.169.254/latest/meta-data", "http://localhost/", "http://[::ffff:10.0.0.1]/"]
)
def test_a_private_address_is_refused(page: Page, given: str) -> None:
    page.goto("/add")
    page.locator("[name=address]").fill(given)
    page.get_by_role("button", name="Fetch and add").click()
    expect(page.locator(".failed")).to_contain_text("private network", timeout=30_000)


def test_pages_fit_a_phone_and_show_no_sideways_scroll(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, viewport={"width": 390, "height": 844}, color_scheme="dark")
    page = context.new_page()
    for path in (
        "/",
        "/events",
        "/people",
        "/episodes",
        "/reports",
        "/dyads/USA",
        "/add",
        "/pictures/timeline",
        "/review",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    context.close()


def test_reading_and_search_need_no_script(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/events")
    page.locator("input[name=q]").last.fill("troops")
    page.keyboard.press("Enter")
    expect(page.locator("blockquote mark").first).to_be_visible()
    page.locator(".row .row-foot a[href*='/reports/']").first.click()
    expect(page.locator("#body a.words").first).to_be_visible()
    context.close()


def test_a_hostile_report_runs_nothing(page: Page) -> None:
    page.goto("/add")
    hostile = "<script>window.ran = 1</script><img src=x onerror='window.ran = 1'> Chad accused Libya on Monday."
    form = page.locator("form", has=page.locator("textarea"))
    form.get_by_label("Title").fill("<script>window.ran = 1</script>")
    form.locator("textarea").fill(hostile)
    form.get_by_role("button", name="Add").click()
    page.locator(".row a").first.click(timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>")
    assert page.evaluate("window.ran") is None


def test_hostile_files_run_nothing_and_large_ones_are_refused(page: Page) -> None:
    page.goto("/add")
    field = page.locator("input[type=file]")
    form = page.locator("form", has=field)
    field.set_input_files({
        "name": "<img src=x onerror='window.ran = 1'>.txt", "mimeType": "text/plain",
        "buffer": b"Chad accused Libya of spying on Friday. <script>window.ran = 1</script>",
    })  # fmt: skip
    form.get_by_role("button", name="Add").click()
    page.locator(".row a").first.click(timeout=30_000)
    expect(page.get_by_role("heading", level=1)).to_contain_text("onerror")
    assert page.evaluate("window.ran") is None
    answer = page.request.post(
        f"/add?csrf_token={token_of(page)}",
        multipart={"files": {"name": "large.txt", "mimeType": "text/plain", "buffer": b"Chad. " * 1_700_000}},
    )
    assert answer.status == 413


def token_of(page: Page) -> str:
    """What the forms of this browser carry."""
    page.goto("/add")
    return page.locator("input[name=csrf_token]").first.get_attribute("value") or ""


def test_logging_in_and_out(browser: Browser, filled: Path, tmp_path: Path) -> None:
    where = tmp_path / "verbale.db"
    shutil.copy(filled, where)
    accounts = Accounts.open(tmp_path / "verbale.accounts.db", create=True)
    accounts.add("Ana", "oats under a blue tram", "administrator", by="test")
    accounts.add("Leo", "lamps in the orchard", "reader", by="test")
    desk = Desk.open(str(where), Settings(), accounts)
    with served(desk) as address:
        page = browser.new_context(base_url=address, bypass_csp=True).new_page()  # for axe alone
        page.goto("/events?type=ACCUSE")
        page.get_by_label("Name").fill("Leo")
        page.get_by_label("Password").fill("not this one at all")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("wrong")
        page.get_by_label("Password").fill("lamps in the orchard")
        page.get_by_role("button", name="Log in").click()
        expect(page).to_have_url(f"{address}/events?type=ACCUSE")
        assert page.get_by_role("link", name="Correct").count() == 0
        refused = page.goto("/accounts")
        assert refused is not None
        assert refused.status == 403
        page.goto("/account")
        page.get_by_label("What it is for").fill("export")
        page.get_by_role("button", name="Make it").click()
        expect(page.locator("code.secret")).to_contain_text("verbale_")
        assert not serious_faults(page)
        page.get_by_role("button", name="Log out", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
        page.goto("/events")
        expect(page.get_by_role("heading", level=1)).to_have_text("Log in")
        page.get_by_label("Name").fill("Ana")
        page.get_by_label("Password").fill("oats under a blue tram")
        page.get_by_role("button", name="Log in").click()
        for path in ("/accounts", "/audit"):
            page.goto(path)
            assert not serious_faults(page)
        page.context.close()
    desk.close()


def serious_faults(page: Page) -> list[tuple[str, str]]:
    """What axe-core finds against WCAG 2.2 AA on a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = axe.run(page, options=rules).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, address: str, scheme: str) -> None:
    context = browser.new_context(base_url=address, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto("/events?type=ACCUSE")
    report = page.locator(".row .row-foot a[href*='/reports/']").first.get_attribute("href").partition("#")[0]
    event = page.locator(".row .who-whom a").first.get_attribute("href")
    for path in (
        "/",
        "/events?q=troops&type=ACCUSE",
        "/people",
        "/episodes",
        "/dyads/USA/RUS",
        "/add",
        "/review",
        "/review/conflicts",
        "/review/agreement",
        "/pictures/timeline",
        "/pictures/map",
        report,
        event,
        f"{event}/edit",
    ):
        page.goto(path)
        assert not serious_faults(page), path
    context.close()


@pytest.mark.parametrize("kind", ["timeline", "matrix", "network", "map"])
def test_each_picture_is_drawn_and_its_marks_lead_to_events(page: Page, kind: str) -> None:
    page.goto(f"/pictures/{kind}")
    marks = page.locator("svg#picture a[href^='/events']")
    assert marks.count() > 3
    boxes = [box for box in (mark.bounding_box() for mark in marks.all()[:60]) if box is not None]
    assert max(box["height"] for box in boxes) > 3
    page.goto(marks.first.get_attribute("href"))
    assert page.locator("main .row").count() > 0


def test_a_picture_comes_as_png_svg_and_numbers(page: Page) -> None:
    page.goto("/pictures/timeline")
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    data = Path(found.value.path()).read_bytes()
    assert data.startswith(b"\x89PNG")
    assert len(data) > 5_000
    for ending in ("SVG", "JSON", "CSV"):
        link = page.get_by_role("link", name=ending, exact=True).get_attribute("href")
        assert page.request.get(link).ok
