"""An encrypted cluster that asks for a password, which is never shown or kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cluster.corpora import make_address
from tests.cluster.running import get_addresses
from tests.cluster.secured import PASSWORD, USER, make_certificate, run_proxy
from tests.conftest import MakePdf, Pincite, Ran

pytestmark = pytest.mark.cluster
NAMES = {"USER": "PINCITE_OPENSEARCH_USER", "PASSWORD": "PINCITE_OPENSEARCH_PASSWORD"}
KNOWN = {NAMES["USER"]: USER, NAMES["PASSWORD"]: PASSWORD}


class Secured:
    """A folder with a document, and an encrypted way to where it is to be put."""

    def __init__(self, pincite: Pincite, folder: Path, host: str) -> None:
        self._pincite, self.folder = pincite, folder
        self.host = host
        self.corpus = folder / "corpus"
        self.address = f"opensearch+https://{host}/secured"
        self._own = {name: str(folder / name) for name in ("PINCITE_CACHE", "XDG_STATE_HOME")}
        self._own |= {"HOME": str(folder), "USERPROFILE": str(folder)}
        self.trusting = {"PINCITE_OPENSEARCH_CA": str(folder / "certificate.pem")}

    def run(self, *arguments: str | Path, env: dict[str, str]) -> Ran:
        return self._pincite(*arguments, cwd=self.corpus, env=self._own | env)


@pytest.fixture
def secured(pincite: Pincite, make_pdf: MakePdf, tmp_path: Path) -> Iterator[Secured]:
    make_address("secured")
    (tmp_path / "corpus").mkdir()
    make_pdf(tmp_path / "corpus" / "walrus.pdf", ["The walrus and the carpenter."])
    with run_proxy(get_addresses().split(",")[0], *make_certificate(tmp_path)) as host:
        yield Secured(pincite, tmp_path, host)


def search(secured: Secured, env: dict[str, str]) -> Ran:
    return secured.run("search", "carpenter", "--json", env=env)


def test_user_and_password_come_from_the_environment_or_netrc(secured: Secured) -> None:
    known = secured.trusting | KNOWN
    ran = [secured.run("index", ".", "--engine", secured.address, env=known)]
    ran.append(search(secured, known))
    netrc = secured.folder / ".netrc"
    netrc.write_text(f"machine 127.0.0.1 login {USER} password {PASSWORD}\n", "utf-8")
    netrc.chmod(0o600)
    ran.append(search(secured, secured.trusting))
    ran.append(secured.run("cluster", "status", "--json", env=secured.trusting))
    netrc.unlink()
    assert [one.code for one in ran] == [0, 0, 0, 0]
    assert len(ran[2].json["results"]) == 1
    for one in ran:
        assert PASSWORD not in one.stdout + one.stderr
    for path in secured.folder.rglob("*"):
        if path.is_file():
            assert PASSWORD.encode() not in path.read_bytes(), path


def test_a_wrong_password_is_one_sentence_without_it(secured: Secured, process: Pincite) -> None:
    wrong = {NAMES["USER"]: USER, NAMES["PASSWORD"]: "anothers-secret"} | secured.trusting
    asked = ("index", ".", "--engine", secured.address)
    failed = secured.run(*asked, env=wrong)
    assert failed.code == 2
    assert "does not know this user" in failed.stderr
    traced = process("--debug", *asked, cwd=secured.corpus, env=wrong)
    assert "Traceback" in traced.stderr
    for one in (failed, traced):
        assert "anothers-secret" not in one.stdout + one.stderr


def test_a_certificate_that_nobody_trusts_is_one_sentence(secured: Secured) -> None:
    failed = secured.run("index", ".", "--engine", secured.address, env=KNOWN)
    assert failed.code == 2
    said = " ".join(failed.stderr.split())
    assert f"The certificate of {secured.host} is not trusted" in said
    assert "PINCITE_OPENSEARCH_CA" in said
    assert "Traceback" not in said


def test_a_file_of_certificates_that_is_not_there_is_named(secured: Secured) -> None:
    missing = {"PINCITE_OPENSEARCH_CA": str(secured.folder / "nowhere.pem")}
    failed = secured.run("index", ".", "--engine", secured.address, env=KNOWN | missing)
    assert failed.code == 2
    assert "nowhere.pem" in "".join(failed.stderr.split())


def test_no_encryption_where_it_is_asked_for_is_one_sentence(secured: Secured) -> None:
    node = get_addresses().split(",")[0]
    failed = secured.run("index", ".", "--engine", f"opensearch+https://{node}/secured", env=KNOWN)
    assert failed.code == 2
    assert "does not encrypt" in " ".join(failed.stderr.split())
