"""Documents are added, their records edited, records of others joined."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from indexer.updating.update import update_corpus
from tests.conftest import MakePdf, Pincite
from tests.web.conftest import Server, list_violations, make_sample, run_server

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Program = tuple[list[str], dict[str, str]]


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sample(tmp_path_factory.mktemp("documents"))


@pytest.fixture(scope="module")
def own(program: Program, corpus: Path) -> Iterator[Server]:
    """The sample corpus, served; it may be changed."""
    with run_server(program, corpus) as server:
        yield server


def read_record(corpus: Path, key: str) -> dict[str, object]:
    records = json.loads((corpus / "catalogue.json").read_text(encoding="utf-8"))
    return next(record for record in records if record["id"] == key)


def test_the_documents_are_listed_with_what_to_know(own: Server, page: Page) -> None:
    page.goto(f"{own.address}/documents")
    row = page.locator("#d-marlowe-2018")
    expect(row.locator("th")).to_contain_text("Street Checks")
    assert row.locator("td").all_inner_texts()[:3] == ["review", "2018-12", "27"]
    expect(row).to_contain_text("2 pages without text")
    expect(page.locator(".problems")).to_contain_text("PDF page 11 is a picture, not read yet")
    assert not list_violations(page)
    page.get_by_role("link", name="newest first").click()
    dates = page.locator("tbody td:nth-child(3)").all_inner_texts()
    assert dates == sorted(dates, reverse=True)


def test_dropped_files_are_indexed_and_found(
    own: Server, page: Page, corpus: Path, make_pdf: MakePdf, tmp_path: Path, pincite: Pincite
) -> None:
    path = make_pdf(tmp_path / "Lighthouse Report.pdf", ["The lighthouse keeper was paid late."])
    note = tmp_path / "note.txt"
    note.write_text("A zephyr blew over the quarantine station.", encoding="utf-8")
    page.goto(f"{own.address}/documents")
    page.set_input_files("#file", [path, note])
    page.get_by_role("button", name="Add and index").click()
    page.wait_for_url("**/jobs/*")
    page.reload()
    page.wait_for_url("**/documents?indexed=*", timeout=60_000)
    done = page.locator(".done")
    expect(done).to_contain_text("2 new files")
    expect(done).to_contain_text("2 records were made from the files and are incomplete")
    expect(done).not_to_contain_text("pincite")
    expect(done).not_to_contain_text(".json")
    assert not list_violations(page)
    assert (corpus / "Lighthouse-Report.pdf").read_bytes() == path.read_bytes()
    expect(page.locator("#d-lighthouse-report")).to_have_count(1)
    for words in ("lighthouse keeper", "zephyr quarantine"):
        assert pincite("search", words, "--json", cwd=corpus).json["results"]
    again = tmp_path / "again"
    again.mkdir()
    (again / "Lighthouse Report.pdf").write_bytes(path.read_bytes())
    page.set_input_files("#file", again / "Lighthouse Report.pdf")
    page.get_by_role("button", name="Add and index").click()
    page.wait_for_url("**/documents?indexed=*", timeout=60_000)
    assert not list(corpus.glob("Lighthouse-Report-*"))


def test_a_record_is_edited_and_its_citation_is_seen_at_once(
    own: Server, page: Page, corpus: Path
) -> None:
    page.goto(f"{own.address}/documents/hwp-2015/record")
    before = read_record(corpus, "hwp-2015")
    assert not list_violations(page)
    page.fill("#f-title", "A <b>new</b> title")
    entry = page.locator('[data-form="bibliography"] dd')
    entry.get_by_text("New").wait_for()
    page.fill("#f-issued", "soon")
    page.locator("[data-problem]").get_by_text("not a date").wait_for()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Not saved.")
    assert page.input_value("#f-title") == "A <b>new</b> title"
    assert read_record(corpus, "hwp-2015") == before
    page.fill("#f-issued", "2015-12")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url("**/documents#d-hwp-2015")
    after = read_record(corpus, "hwp-2015")
    assert after["issued"] == {"date-parts": [[2015, 12]]}
    assert after == before | {"issued": after["issued"], "title": "A <b>new</b> title"}
    expect(page.locator("#d-hwp-2015 td").nth(1)).to_have_text("2015-12")


def test_a_record_changed_meanwhile_is_not_overwritten(
    own: Server, page: Page, corpus: Path, pincite: Pincite
) -> None:
    page.goto(f"{own.address}/documents/nlc-2008/record")
    assert pincite("edit", "nlc-2008", "--title", "From a terminal", cwd=corpus).code == 0
    page.fill("#f-title", "From the browser")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("changed by somebody else")
    assert read_record(corpus, "nlc-2008")["title"] == "From a terminal"


def test_records_of_a_reference_manager_are_joined(
    own: Server, page: Page, corpus: Path, tmp_path: Path
) -> None:
    path = tmp_path / "export.bib"
    path.write_text("@book{roe2001, title={Harbours}, author={Roe, Jane}, date={2001}}")
    page.goto(f"{own.address}/documents")
    page.set_input_files("#records-file", path)
    page.get_by_role("button", name="Join records").click()
    expect(page.locator("main")).to_contain_text("1 added")
    assert read_record(corpus, "roe2001")["title"] == "Harbours"
    assert not list_violations(page)


@pytest.mark.parametrize(
    ("address", "name", "content", "said"),
    [
        ("/documents/add", "../../evil.sh", b"x", "is of a kind that is not read here"),
        ("/documents/add", "catalogue.json", b"[]", "is of a kind that is not read here"),
        ("/documents/records", "a.pdf", b"x", "is of a kind that is not read here"),
        ("/documents/add", "empty.pdf", b"", "is empty"),
    ],
)
def test_what_does_not_belong_here_is_refused(
    own: Server, page: Page, corpus: Path, address: str, name: str, content: bytes, said: str
) -> None:
    page.goto(f"{own.address}/documents")
    before = sorted(path.name for path in corpus.iterdir())
    token = page.locator("meta[name=pincite-token]").get_attribute("content")
    answer = page.request.post(
        f"{own.address}{address}",
        multipart={
            "token": str(token),
            "file": {"name": name, "mimeType": "text/plain", "buffer": content},
        },
    )
    assert (answer.status, said in answer.text()) == (400, True)
    assert sorted(path.name for path in corpus.iterdir()) == before


@pytest.mark.parametrize("key", ["nobody", "..%2fx", "%3Cscript%3E"])
def test_there_is_no_record_of_nothing(own: Server, page: Page, key: str) -> None:
    answer = page.request.get(f"{own.address}/documents/{key}/record")
    assert answer.status in (400, 404)
    assert "<script>" not in answer.text().replace('<script type="module"', "")


def test_documents_with_one_title_are_told_apart_everywhere(
    program: Program, tmp_path: Path, make_pdf: MakePdf, page: Page, pincite: Pincite
) -> None:
    for name in ("first", "second"):
        make_pdf(tmp_path / f"{name}.pdf", [f"The harbour is closed, says the {name}."])
    records = [
        {
            "id": name,
            "type": "report",
            "title": "Harbour Report",
            "custom": {"pincite": {"file": f"{name}.pdf"}},
        }
        for name in ("first", "second")
    ]
    (tmp_path / "catalogue.json").write_text(json.dumps(records), encoding="utf-8")
    update_corpus(tmp_path)
    pincite("search", "harbour", cwd=tmp_path)
    pincite("keep", "1", "2", cwd=tmp_path)
    titles = {"Harbour Report (first.pdf)", "Harbour Report (second.pdf)"}
    with run_server(program, tmp_path) as server:
        page.goto(f"{server.address}/?q=harbour")
        assert set(page.locator(".result h2").all_inner_texts()) == titles
        narrow = page.locator(".narrow .counts").last  # which cuts long titles off at their end
        expect(narrow.get_by_role("link", name="first.pdf: Harbour Report")).to_be_visible()
        page.locator(".result h2 a").first.click()
        assert page.locator("h1").inner_text() in titles
        page.goto(f"{server.address}/basket")
        assert set(page.locator(".entries .title a").all_inner_texts()) == titles
        page.goto(f"{server.address}/documents")
        edit = page.get_by_role("link", name="Edit the record of Harbour Report (first.pdf)")
        expect(edit).to_be_visible()
        page.goto(f"{server.address}/deputation")
        expect(page.locator(".stock")).to_contain_text("Harbour Report (first.pdf)")
