"""The OpenSearch that the tests start: got through Maven, unpacked once, run by a Java here."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from functools import cache
from pathlib import Path

VERSION = "3.8.0"
_OLDEST_JAVA = 21
_ARTIFACT = f"org.opensearch.distribution.integ-test-zip:opensearch:{VERSION}:zip"
_IN_REPOSITORY = f"org/opensearch/distribution/integ-test-zip/opensearch/{VERSION}"
_JAVA_FOLDERS = ("/usr/lib/jvm", "/opt/java", "/Library/Java/JavaVirtualMachines")
_MODULES = frozenset(("analysis-common", "lang-painless", "reindex", "transport-netty4"))
"""Those that pincite needs; the others make every start longer."""
_SECONDS = 600
"""For Maven, which has 161 MB to get the first time."""


class NoServer(Exception):
    """OpenSearch cannot be run here, for the reason given."""


@cache
def find_java() -> Path:
    """The home of a Java that is new enough. Raises NoServer."""
    named = [
        Path(os.environ[name])
        for name in ("OPENSEARCH_JAVA_HOME", "JAVA_HOME")
        if os.environ.get(name)
    ]
    if program := shutil.which("java"):
        named.append(Path(program).resolve().parents[1])
    known = [home for folder in _JAVA_FOLDERS for home in sorted(Path(folder).glob("*"))]
    macos = [home / "Contents" / "Home" for home in known]
    for home in (*named, *known, *macos):
        if _read_java_version(home) >= _OLDEST_JAVA:
            return home
    raise NoServer(f"no Java {_OLDEST_JAVA} or newer is installed")


def _read_java_version(home: Path) -> int:
    """Its first number, 0 where there is none."""
    try:
        found = re.search(r'JAVA_VERSION="(\d+)', (home / "release").read_text("utf-8"))
    except OSError:
        return 0
    return int(found.group(1)) if found else 0


@cache
def unpack_distribution() -> Path:
    """The folder of OpenSearch, which every user of this computer may read. Raises NoServer."""
    folder = Path(tempfile.gettempdir()) / f"pincite-opensearch-{VERSION}-few-{_get_user()}"
    home = folder / f"opensearch-{VERSION}"
    if not (folder / "whole").exists():
        shutil.rmtree(folder, ignore_errors=True)
        with zipfile.ZipFile(_get_archive()) as archive:
            archive.extractall(folder, [name for name in archive.namelist() if _is_needed(name)])
        for program in (home / "bin").iterdir():
            program.chmod(0o755)
        (folder / "whole").touch()
    return home


def _is_needed(member: str) -> bool:
    _, *inside = member.split("/")
    return inside[:1] != ["modules"] or not any(inside[1:2]) or inside[1] in _MODULES


def _get_user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _get_archive() -> Path:
    archive = Path.home() / ".m2" / "repository" / _IN_REPOSITORY / f"opensearch-{VERSION}.zip"
    if archive.exists():
        return archive
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServer("Maven is not installed")
    command = [maven, "-q", "-B", "dependency:get", f"-Dartifact={_ARTIFACT}", "-Dtransitive=false"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)
    except (subprocess.SubprocessError, OSError) as error:
        raise NoServer(f"Maven could not get OpenSearch {VERSION}") from error
    return archive
