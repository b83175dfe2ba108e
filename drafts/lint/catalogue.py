"""All rules about a catalogue alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.items import Item
from drafts.lint.addresses import proxy_finding
from drafts.lint.catalogue_bodies import bodies_of_several_names
from drafts.lint.catalogue_dates import dates_that_differ
from drafts.lint.catalogue_fields import fields_missing, records_invalid
from drafts.lint.catalogue_labels import labels_alike
from drafts.lint.finding import Finding


def catalogue_findings(items: Sequence[Item]) -> Iterator[Finding]:
    """What is wrong with the records, item by item, then what is wrong between them.

    A record that is no CSL-JSON is told so, and left out of the other rules.
    """
    sound: list[Item] = []
    for item in items:
        invalid = list(records_invalid(item))
        yield from invalid
        if any(found.severity == "error" for found in invalid):
            continue
        sound.append(item)
        yield from dates_that_differ(item)
        if found := proxy_finding(item.text("URL"), item.id, "URL"):
            yield found
        yield from fields_missing(item)
    yield from labels_alike(sound)
    yield from bodies_of_several_names(sound)
