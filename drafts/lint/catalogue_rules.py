"""All rules about a catalogue alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.items import Item
from drafts.lint.catalogue_bodies import check_body_names
from drafts.lint.catalogue_dates import check_record_dates
from drafts.lint.catalogue_fields import check_missing_fields, check_record_validity
from drafts.lint.catalogue_labels import check_item_labels
from drafts.lint.finding import Finding
from drafts.lint.proxy_addresses import check_proxy_address


def check_catalogue_records(items: Sequence[Item]) -> Iterator[Finding]:
    """What is wrong with the records, item by item, then what is wrong between them.

    A record that is no CSL-JSON is told so, and left out of the other rules.
    """
    sound: list[Item] = []
    for item in items:
        invalid = list(check_record_validity(item))
        yield from invalid
        if any(found.severity == "error" for found in invalid):
            continue
        sound.append(item)
        yield from check_record_dates(item)
        if found := check_proxy_address(item.get_text("URL"), item.id, "URL"):
            yield found
        yield from check_missing_fields(item)
    yield from check_item_labels(sound)
    yield from check_body_names(sound)
