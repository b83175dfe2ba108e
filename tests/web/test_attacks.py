"""What comes from elsewhere is refused, and what strangers wrote is only shown."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from starlette.routing import Route

from indexer.updating.update import update_corpus
from tests.conftest import MakePdf, Pincite
from tests.web.conftest import Server, list_violations, run_server
from web.access import make_access
from web.guard import HEADERS
from web.operations import OPERATIONS
from web.views import ROUTES

if TYPE_CHECKING:
    from playwright.sync_api import Page

SECRET = "what nobody may read"
NAMES = ("q", "item", "passage", "page", "label", "minute", "para", "kind", "from", "to", "limit",
         "style", "name", "quotation", "width", "id", "v", "back", "notes", "only")  # fmt: skip
"""Whatever a view may read from an address."""
TARGETS = ("../secret.txt", "../secret.pdf", "../secret.csl", "/etc/passwd", "..\\secret.txt",
           "..%2fsecret.txt", "\0", "catalogue.json", ".pincite/store.db")  # fmt: skip


def ask(
    server: Server,
    path: str,
    method: str = "GET",
    headers: dict[str, str] | None = None,
    body: bytes | None = None,
) -> tuple[int, str, dict[str, str]]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return answer.status, text, {name.lower(): value for name, value in answer.getheaders()}
    finally:
        connection.close()


def post_form(server: Server, path: str, headers: dict[str, str], **fields: str) -> int:
    body = "&".join(f"{name}={quote(value)}" for name, value in fields.items()).encode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    return ask(server, path, "POST", form | headers, body)[0]


def get_token(server: Server) -> str:
    found = re.search(r'name="pincite-token" content="([^"]+)"', ask(server, "/")[1])
    assert found
    return found[1]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:{port}", "127.0.0.1", "", "[::1"])
def test_a_foreign_host_is_refused(host: str, served: Server) -> None:
    status, text, _ = ask(served, "/", headers={"Host": host.format(port=served.port)})
    assert status in (400, 403) and "token" not in text


def test_localhost_is_another_name_of_this_computer(served: Server) -> None:
    assert ask(served, "/", headers={"Host": f"localhost:{served.port}"})[0] == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_origin_is_refused(origin: str, method: str, served: Server) -> None:
    status, text, _ = ask(served, "/style", method, {"Origin": origin})
    assert status == 403 and "other sites" in text


def test_another_site_may_link_here_but_embed_nothing(served: Server) -> None:
    link = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert ask(served, "/", headers=link)[0] == 200
    assert ask(served, "/", headers=link | {"Sec-Fetch-Mode": "no-cors"})[0] == 403
    assert ask(served, "/style", "POST", link, b"")[0] == 403


@pytest.mark.parametrize(
    "path", [r.path for r in ROUTES if isinstance(r, Route) and "POST" in (r.methods or ())]
)
def test_what_changes_something_needs_the_token(path: str, served: Server) -> None:
    address = path.replace("{id}", "x").replace("{", "").replace("}", "")
    assert post_form(served, address, {}) == 403
    assert post_form(served, address, {}, token="guessed") == 403
    assert post_form(served, address, {"X-Pincite-Token": "guessed"}) == 403
    assert ask(served, address, "GET")[0] in (200, 303, 400, 404, 405)


def test_with_the_token_it_is_done(served: Server) -> None:
    assert post_form(served, "/style", {}, token=get_token(served), style="apa") == 303
    headers = {"X-Pincite-Token": get_token(served)}
    assert post_form(served, "/style", headers, style="apa") == 303


def test_one_goes_back_only_to_a_page_of_this_server(served: Server) -> None:
    for back in ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"):
        body = f"token={get_token(served)}&style=apa&back={quote(back)}".encode()
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        _, _, headers = ask(served, "/style", "POST", form, body)
        assert headers["location"] == "/"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?q=oath",
        "/read?item=nlc-2008",
        "/nothing",
        "/api/list",
        "/static/main.js",
        "/page-image?item=nlc-2008&page=1&width=90",
    ],
)
def test_every_answer_is_protected(path: str, served: Server) -> None:
    _, _, headers = ask(served, path)
    assert HEADERS.items() <= headers.items()
    assert "unsafe" not in headers["content-security-policy"]
    assert "access-control-allow-origin" not in headers


def test_no_page_holds_inline_scripts_or_styles(served: Server) -> None:
    for path in ("/", "/?q=oath", "/read?passage=nlc-2008@5:1006-1165", "/nothing", "/?q=zzyzx"):
        text = ask(served, path)[1]
        assert not re.search(r"<script(?![^>]* src=)|<style|\son\w+=|\sstyle=|javascript:", text)


@pytest.fixture(scope="module")
def beside(
    program: tuple[list[str], dict[str, str]],
    whole_sample: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """A corpus beside which something lies that is not for it."""
    folder = tmp_path_factory.mktemp("beside")
    for name in ("secret.txt", "secret.pdf", "secret.csl"):
        (folder / name).write_text(SECRET, encoding="utf-8")
    shutil.copytree(whole_sample, folder / "corpus")
    with run_server(program, folder / "corpus") as server:
        yield server


@pytest.mark.parametrize("path", sorted({r.path for r in ROUTES if isinstance(r, Route)} |
                                        {one.path for one in OPERATIONS}))  # fmt: skip
def test_no_address_leads_to_a_file(path: str, beside: Server) -> None:
    for target in TARGETS:
        values = "&".join(f"{name}={quote(target, safe='')}" for name in NAMES)
        filled = re.sub(r"\{[^}]*\}", quote(target, safe=""), path)
        status, text, _ = ask(beside, f"{filled}?{values}")
        assert SECRET not in text and "root:" not in text
        assert status < 500
        # one at a time: the first that is wrong may hide the others
        for name in NAMES if target in ("../secret.pdf", "\0") else ():
            status, text, _ = ask(beside, f"{filled}?{name}={quote(target, safe='')}")
            assert SECRET not in text and "root:" not in text
            assert status < 500


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/../../etc/passwd",
    ],
)
def test_only_static_files_are_sent(path: str, served: Server) -> None:
    status, text, _ = ask(served, path)
    assert status == 404 and "def create_app" not in text and "root:" not in text


def test_an_upload_of_two_gigabytes_is_refused_before_it_comes(served: Server) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as line:
        line.sendall(
            b"POST /style HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"Content-Length: 2147483648\r\n\r\n" % served.port
        )
        assert line.recv(1000).startswith(b"HTTP/1.1 413")


def test_an_upload_without_a_length_is_refused_once_it_is_too_large(served: Server) -> None:
    sent = 0
    with socket.create_connection(("127.0.0.1", served.port), timeout=30) as line:
        line.sendall(
            b"POST /style HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
            b"Content-Type: application/x-www-form-urlencoded\r\n"
            b"X-Pincite-Token: %s\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n" % (served.port, get_token(served).encode())
        )
        line.settimeout(30)
        try:
            for _ in range(2048):
                line.sendall(b"100000\r\n" + b"a" * 0x100000 + b"\r\n")
                sent += 0x100000
        except OSError:  # the server has hung up
            pass
        assert sent < 100_000_000
    assert ask(served, "/")[0] == 200


def test_other_computers_are_not_served_without_a_token(
    whole_sample: Path, pincite: Pincite
) -> None:
    ran = pincite("serve", "--no-browser", "--host", "0.0.0.0", cwd=whole_sample)
    assert ran.code == 2
    assert "can be reached from other computers" in ran.stderr


def test_with_a_token_visitors_show_it_once(
    program: tuple[list[str], dict[str, str]], whole_sample: Path
) -> None:
    command, environment = program
    token = "a-token-for-the-office"
    with run_server((command, environment | {"PINCITE_TOKEN": token}), whole_sample) as server:
        assert "?visitor=" in server.address
        server.address = server.address.partition("/?")[0]
        assert ask(server, "/")[0] == 401
        assert ask(server, "/?visitor=guessed")[0] == 401
        status, _, headers = ask(server, f"/?visitor={token}&q=oath")
        assert status == 303 and headers["location"] == "/?q=oath"
        cookie = headers["set-cookie"].partition(";")[0]
        assert ask(server, "/?q=oath", headers={"Cookie": cookie})[0] == 200


def test_loopback_is_told_from_other_addresses() -> None:
    assert "127.0.0.1:80" in make_access("127.0.0.1", 80).names
    assert "[::1]:9" in make_access("::1", 9).names


BAIT = "<script>document.title='caught'</script><img src=x onerror=\"document.title='caught'\">"


@pytest.fixture(scope="module")
def baited(
    program: tuple[list[str], dict[str, str]],
    make_pdf: MakePdf,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Server]:
    """A corpus whose file name, title and text hold markup."""
    folder = tmp_path_factory.mktemp("baited")
    name = "plain.pdf" if sys.platform == "win32" else "<script>alert(1)<‧script>.pdf"
    make_pdf(folder / name, [f"An oath. {BAIT} More words of an oath follow here."], title=BAIT)
    (folder / "note.txt").write_text(f"An oath in a text. {BAIT}\n\n{BAIT}", encoding="utf-8")
    update_corpus(folder)
    catalogue = json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))
    for item in catalogue:
        item["title"] = f"An oath: &lt;script>{BAIT}"
        item["author"] = [{"literal": BAIT}]
    (folder / "catalogue.json").write_text(json.dumps(catalogue), encoding="utf-8")
    with run_server(program, folder) as server:
        yield server


@pytest.mark.browser
def test_markup_of_strangers_is_shown_and_never_run(baited: Server, page: Page) -> None:
    page.goto(f"{baited.address}/?q={quote('oath ' + BAIT)}")
    page.goto(f"{baited.address}/?q=oath")
    assert BAIT[:30] in page.locator(".result blockquote").first.inner_text()
    assert not list_violations(page)
    for result in page.locator(".result h2 a").all():
        tab = page.context.new_page()
        tab.goto(f"{baited.address}{result.get_attribute('href')}")
        tab.wait_for_load_state("networkidle")
        assert "caught" not in tab.title().split(" · ")[-1] and "document.title" in tab.content()
        assert not tab.locator("main script, main img[onerror]").count()
        tab.close()
    page.keyboard.press("c")
    page.get_by_text("Copied.").wait_for()
    kinds = page.evaluate("navigator.clipboard.read().then(all => all[0].types)")
    assert "text/html" in kinds
    html = page.evaluate(
        "navigator.clipboard.read().then(all => all[0].getType('text/html')).then(b => b.text())"
    )
    assert "<script" not in html and "<img" not in html
