"""Rule `several-names`: one body stands in the catalogue under several names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from corpus.items import Item
from drafts.lint.bodies import compare_bodies
from drafts.lint.finding import Finding

_NAMES = ("author", "editor", "container-author", "collection-editor")


def list_body_names(item: Item) -> Iterator[tuple[str, str]]:
    """Field and name of each body in a record."""
    for field in _NAMES:
        for name in item.get_names(field):
            if name.literal:
                yield field, name.literal
    if publisher := item.get_text("publisher"):
        yield "publisher", publisher
    for own in ("body", "submitted_to"):
        if body := str(item.own.get(own) or ""):
            yield f"custom.pincite.{own}", body


def check_body_names(items: Sequence[Item]) -> Iterator[Finding]:
    """One finding for each name that another, more frequent one is nearly the same as."""
    uses: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for item in items:
        for field, name in list_body_names(item):
            uses[name].append((item.id, field))
    for rare, usual in find_name_variants(Counter({name: len(at) for name, at in uses.items()})):
        place, field = uses[rare][0]
        others = tuple(dict.fromkeys(key for key, _ in uses[rare] if key != place))
        yield Finding(
            "several-names",
            place,
            f"“{rare}” is “{usual}” elsewhere in the catalogue ({uses[usual][0][0]}).",
            "See how the body writes its name, and write it so everywhere.",
            "warning",
            field,
            others,
        )


def find_name_variants(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Each name with the better-established one (more frequent, else without article, else first)
    that names the same body."""
    order = {name: at for at, name in enumerate(counts)}
    ranked = sorted(
        counts,
        key=lambda name: (-counts[name], name.lower().startswith("the "), order[name]),
    )
    for at, name in enumerate(ranked):
        usual = next((other for other in ranked[:at] if compare_bodies(name, other)), None)
        if usual is not None:
            yield name, usual
