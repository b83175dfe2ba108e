"""The JSON API answers with the same objects as the commands."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from tests.conftest import Pincite
from tests.web.conftest import Server


def fetch(server: Server, path: str, **values: str) -> Any:
    with urlopen(f"{server.address}{path}?{urlencode(values)}", timeout=60) as answer:
        return json.load(answer)


@pytest.mark.parametrize(
    ("path", "values", "command"),
    [
        ("timeline", {"q": "oath"}, ["timeline", "oath"]),
        ("locate", {"quotation": "sworn to uphold the law"}, ["locate", "sworn to uphold the law"]),
        ("pages", {"item": "nlc-2008"}, ["pages", "nlc-2008"]),
        ("minutes", {"item": "phpsb-2012-08-15"}, ["minutes", "phpsb-2012-08-15"]),
        ("list", {}, ["list"]),
        (
            "show",
            {"name": "nlc-2008", "page": "5", "style": "apa"},
            ["show", "nlc-2008", "--page", "5", "--style", "apa"],
        ),
    ],
)
def test_an_operation_answers_as_its_command(
    path: str,
    values: dict[str, str],
    command: list[str],
    served: Server,
    whole_sample: Path,
    pincite: Pincite,
) -> None:
    printed = pincite(*command, "--json", cwd=whole_sample).json
    assert fetch(served, f"/api/{path}", **values) == printed


def test_a_search_answers_as_the_command_and_says_where_the_pages_are(
    served: Server, whole_sample: Path, pincite: Pincite
) -> None:
    answer = fetch(served, "/api/search", q="oath", kind="brief", style="mla")
    spread = answer.pop("distribution")
    asked = ("search", "oath", "--kind", "brief", "--style", "mla", "--json")
    assert answer == pincite(*asked, cwd=whole_sample).json
    assert sum(spread["items"].values()) == answer["pages_found"] == spread["kinds"]["brief"]


def test_where_no_page_has_all_words_those_with_most_are_counted(served: Server) -> None:
    answer = fetch(served, "/api/search", q="what did the zoologist say of the oath of office?")
    assert answer["words"]["held"] < answer["words"]["asked"]
    shown = {result["item"] for result in answer["results"] if len(result["without"]) == 1}
    assert shown and shown <= answer["distribution"]["items"].keys()


def test_a_citation_is_that_of_the_command(
    served: Server, whole_sample: Path, pincite: Pincite
) -> None:
    answer = fetch(served, "/api/cite", item="nlc-2008", page="5", style="mcgill")
    asked = ("cite", "nlc-2008", "--page", "5", "--style", "mcgill")
    assert answer["text"] == pincite(*asked, cwd=whole_sample).stdout.strip()


def test_the_api_describes_itself(served: Server) -> None:
    described = fetch(served, "/api/openapi.json")
    assert described["openapi"].startswith("3.1")
    for path, operations in described["paths"].items():
        required = [one["name"] for one in operations["get"]["parameters"] if one["required"]]
        if required:
            with pytest.raises(HTTPError) as refused:
                fetch(served, path)
            with refused.value as answer:
                assert answer.code == 400 and required[0] in json.load(answer)["error"]
        else:
            assert isinstance(fetch(served, path), dict | list)
