"""A draft is dropped, and its report read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest
from playwright.sync_api import expect

from tests.web.conftest import Server, list_violations

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

RIGHT = "have sworn to uphold the laws of the federation"
NOTE = "Port Halden Police Services Board, Minutes, Min No P209/12 (15 August 2012) at 20"
DRAFT = rf"""Members “{RIGHT}” ({NOTE}).

Members “{RIGHT.replace("uphold", "obey")} and of the Province” ({NOTE}).

It says “nobody here ever saw a \<script>alert(1)\</script> of this sort” ({NOTE}).
"""
DROP = """async ([name, text]) => {
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  const kind = { dataTransfer: files, bubbles: true, cancelable: true };
  document.body.dispatchEvent(new DragEvent("drop", kind));
}"""


def send(page: Page, server: Server, path: Path) -> None:
    """Choose a file and wait for its report."""
    page.goto(f"{server.address}/check")
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Check it").click()
    page.locator("article.quotation").first.wait_for(timeout=60_000)


def list_verdicts(page: Page) -> list[tuple[str, ...]]:
    """Words, page and source of each quotation shown."""
    shown = page.locator("article.quotation").all()
    return [tuple(one.locator(".verdicts b").all_inner_texts()) for one in shown]


def test_a_dropped_draft_is_checked(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/check")
    assert not list_violations(page)
    page.evaluate(DROP, ["my draft.md", DRAFT])
    page.locator("article.quotation").first.wait_for(timeout=60_000)
    assert page.get_by_role("heading", level=1).inner_text() == "Report on my-draft.md"
    assert list_verdicts(page) == [
        ("not-found", "unverified", "unverified"),
        ("altered", "right", "right"),
        ("verbatim", "right", "right"),
    ]
    altered = page.locator("article.quotation").nth(1)
    expect(altered.locator("ins.changed")).to_contain_text("obey")
    expect(altered.locator("del.changed")).to_contain_text("uphold")
    picture = altered.locator("figure img")
    picture.scroll_into_view_if_needed()
    loaded = "one => one.complete && one.naturalWidth > 500"
    page.wait_for_function(loaded, arg=picture.element_handle())
    expect(page.locator("article.quotation").first).to_contain_text("<script>alert(1)")
    assert not list_violations(page)
    page.get_by_role("link", name="changed without a mark 1").click()
    assert list_verdicts(page) == [("altered", "right", "right")]
    page.reload()
    assert len(list_verdicts(page)) == 1


def test_what_is_taken_along_are_the_reports(served: Server, page: Page, tmp_path: Path) -> None:
    path = tmp_path / "factum.docx"
    document = docx.Document()
    for paragraph in DRAFT.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(str(path))
    send(page, served, path)
    files: dict[str, bytes] = {}
    for name in ("Word file with comments", "Report as one HTML file", "Table (CSV)"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=name).click()
        files[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    assert sorted(files) == ["factum-commented.docx", "factum-report.csv", "factum-report.html"]
    with zipfile.ZipFile(io.BytesIO(files["factum-commented.docx"])) as package:
        assert package.read("word/comments.xml").count(b"<w:comment ") == 3
    assert files["factum-report.html"].count(b"<article") == 3
    assert files["factum-report.csv"].count(b"\r\n") == 4


def test_a_file_that_is_not_what_it_is_called_is_told_to_be_none(
    served: Server, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "draft.pdf"
    path.write_bytes(b"this is none")
    page.goto(f"{served.address}/check")
    page.set_input_files("#file", path)
    page.get_by_role("button", name="Check it").click()
    page.locator(".said").wait_for()
    expect(page.locator(".said")).to_contain_text("draft.pdf")
    assert not list_violations(page)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("../../../etc/cron.d/evil.sh", b"x", "is of a kind that is not read here"),
        ("<script>alert(1)</script>", b"x", "is of a kind that is not read here"),
        ("empty.md", b"", "is empty"),
    ],
)
def test_what_is_no_draft_is_refused(
    served: Server, page: Page, name: str, content: bytes, said: str
) -> None:
    page.goto(f"{served.address}/check")
    token = page.locator("meta[name=pincite-token]").get_attribute("content")
    answer = page.request.post(
        f"{served.address}/check/send",
        multipart={
            "token": str(token),
            "file": {"name": name, "mimeType": "text/plain", "buffer": content},
        },
    )
    assert answer.status == 400
    assert said in answer.text()
    assert "<script>alert" not in answer.text()


def test_a_name_with_folders_stays_a_name(served: Server, page: Page) -> None:
    page.goto(f"{served.address}/check")
    token = page.locator("meta[name=pincite-token]").get_attribute("content")
    page.request.post(
        f"{served.address}/check/send",
        multipart={
            "token": str(token),
            "file": {"name": "../../CON.md", "mimeType": "text/plain", "buffer": DRAFT.encode()},
        },
    )
    page.goto(f"{served.address}/check")
    running = page.get_by_text("document-CON.md")
    expect(running).to_have_count(1)


@pytest.mark.parametrize(
    "address",
    ["nothing", "nothing/file/report.html", "nothing/picture/1-0-0.png", "..%2f..%2fetc%2fpasswd"],
)
def test_there_is_no_way_to_other_files(served: Server, page: Page, address: str) -> None:
    assert page.request.get(f"{served.address}/check/{address}").status in (400, 404)


def test_nothing_but_the_files_of_a_report_is_sent(
    served: Server, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "small.md"
    path.write_text(DRAFT, encoding="utf-8")
    send(page, served, path)
    for end in ("file/small.md", "file/..%2fsmall.md", "picture/small.md", "file/commented.docx"):
        assert page.request.get(f"{page.url}/{end}").status in (400, 404)
    answer = page.request.get(f"{page.url}/file/report.html")
    assert answer.headers["content-disposition"].startswith("attachment")


def test_an_entry_of_a_report_is_printed_on_one_page(
    served: Server, page: Page, tmp_path: Path
) -> None:
    path = tmp_path / "draft.md"
    path.write_text(DRAFT, encoding="utf-8")
    send(page, served, path)
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator(".quotation").first).to_have_css("break-inside", "avoid")
    expect(page.locator("body")).to_have_css("background-color", "rgb(255, 255, 255)")
    expect(page.locator("ins").first).to_have_css("print-color-adjust", "exact")
