"""What is shipped: the wheel's packages, its sample, its script, and the lock files."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest

from corpus import VERSION

ROOT = Path(__file__).parents[1]
NOT_SHIPPED = {"tests", "benchmarks", "tools"}
LOCKS = ("requirements.lock", "requirements-dev.lock")


def settings() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def packages() -> set[str]:
    """The top-level packages of the checkout that users get."""
    return {init.parent.name for init in ROOT.glob("*/__init__.py")} - NOT_SHIPPED


def canonical(name: str) -> str:
    """`name` as package indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(lock: str) -> dict[str, str]:
    """What a lock file installs: canonical name → version."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the source distribution as an installer would."""
    out = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(ROOT)]
    built = subprocess.run(command, cwd=out, capture_output=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (path,) = out.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def shipped(wheel: Path) -> set[str]:
    """The names of the files in the wheel, relative to site-packages."""
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_wheel_holds_exactly_the_packages_and_its_own_record(shipped: set[str]) -> None:
    tops = {name.split("/")[0] for name in shipped}
    assert tops == packages() | {f"pincite-{VERSION}.dist-info"}


def test_wheel_holds_every_module(shipped: set[str]) -> None:
    modules = {
        path.relative_to(ROOT).as_posix()
        for package in packages()
        for path in (ROOT / package).rglob("*.py")
    }
    assert modules == {name for name in shipped if name.endswith(".py")}


def test_wheel_holds_the_whole_sample_corpus(shipped: set[str]) -> None:
    sample = ROOT / "corpus" / "sample"
    documents = {path.relative_to(ROOT).as_posix() for path in sample.glob("*.pdf")}
    assert documents
    assert documents | {"corpus/sample/catalogue.json"} <= shipped


def test_wheel_leaves_out_what_pincite_derived(shipped: set[str]) -> None:
    assert not [name for name in shipped if ".pincite/" in name or "__pycache__" in name]


def test_wheel_installs_the_pincite_command(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(f"pincite-{VERSION}.dist-info/entry_points.txt").decode()
    scripts = ConfigParser()
    scripts.read_string(text)
    assert dict(scripts["console_scripts"]) == {"pincite": "cli.app:main"}


def test_no_installed_distribution_owns_the_name_of_a_package() -> None:
    owners = packages_distributions()
    taken = {name: set(owners.get(name, ())) - {"pincite"} for name in packages()}
    assert not {name: others for name, others in taken.items() if others}


def test_every_package_has_its_place_in_the_layers() -> None:
    linter = settings()["tool"]["importlinter"]
    layers = next(c["layers"] for c in linter["contracts"] if c["type"] == "layers")
    assert {name for layer in layers for name in layer.split(" | ")} == packages()
    assert set(linter["root_packages"]) == packages()


def test_runtime_lock_pins_every_dependency() -> None:
    names = {re.split(r"[<>=!~;\[ ]", d)[0] for d in settings()["project"]["dependencies"]}
    assert {canonical(name) for name in names} <= pins("requirements.lock").keys()


def test_dev_lock_holds_the_runtime_lock() -> None:
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_has_hashes_and_names_no_place(lock: str) -> None:
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    hashes = [line for line in lines if line.startswith("    --hash=sha256:")]
    heads = [line for line in lines if re.match(r"[a-z0-9-]+==", line)]
    assert heads and all(line.endswith("\\") for line in heads)
    assert len(hashes) + len(heads) == len(lines)
