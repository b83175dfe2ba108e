"""The library of a Zotero that runs on the same machine, read through its local interface.

Zotero answers on port 23119 as its web interface does (Zotero Web API 3: `/api/users/0/items/top`,
`format=csljson`, pages by `start` and `limit`, `Total-Results`), where "Allow other applications on
this computer to communicate with Zotero" is switched on.
"""

from __future__ import annotations

import json
from typing import Any

from corpus.fetching.fetch_errors import AddressDead, FetchError, ServerRefused, Setback
from corpus.fetching.limits import Limits
from corpus.fetching.public_addresses import parse
from corpus.fetching.transport import Transport

ZOTERO = "http://127.0.0.1:23119"
_PAGE = 100
_LARGEST = 50_000_000
_SWITCH = (
    "Start Zotero, and in its settings under Advanced allow other applications on this computer to"
    " communicate with it."
)


def read_zotero_library(service: str = ZOTERO) -> str:
    """All records of the library as CSL-JSON text; those without a citation key of the user's own
    have no `id`, since Zotero's are addresses.

    Raises FetchError where no Zotero answers, or its interface is switched off.
    """
    transport = Transport(Limits(allow_private=True, pace=0.0), proxies={})
    records: list[Any] = []
    total = 1
    start = 0
    while start < total:
        address = (
            f"{service}/api/users/0/items/top?format=csljson&limit={_PAGE}&start={start}"
            "&sort=dateAdded&direction=asc"
        )
        page, total = _ask(transport, address)
        records += page
        start += _PAGE
    return json.dumps([_strip_address(record) for record in records], ensure_ascii=False)


def _ask(transport: Transport, address: str) -> tuple[list[Any], int]:
    """The records on one page, and how many the library has."""
    headers = {"Zotero-API-Version": "3", "Accept": "application/json"}
    try:
        with transport.get(parse(address), headers) as answer:
            if answer.status == 403:
                raise ServerRefused("Zotero does not let other programs in.", _SWITCH)
            if answer.status != 200:
                raise ServerRefused(f"Zotero answered {answer.status}.", "Update Zotero to 7.")
            total = answer.headers.get("Total-Results", "")
            body = answer.read(_LARGEST)
    except Setback as setback:
        raise AddressDead("No Zotero answers on this computer.", _SWITCH) from setback
    try:
        found = json.loads(body)
    except ValueError as error:
        raise _make_unreadable_error() from error
    items = found.get("items") if isinstance(found, dict) else found
    if not isinstance(items, list):
        raise _make_unreadable_error()
    return items, int(total) if total.isdigit() else 0


def _make_unreadable_error() -> FetchError:
    return ServerRefused("Zotero's answer is not readable.", "Export the library, and import that.")


def _strip_address(record: Any) -> Any:
    if not isinstance(record, dict) or "/items/" not in str(record.get("id", "")):
        return record
    kept = {field: value for field, value in record.items() if field != "id"}
    return kept | ({"id": record["citation-key"]} if record.get("citation-key") else {})
