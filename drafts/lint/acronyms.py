"""Rules `acronym-unexplained` and `acronym-misspelt`: short names in citations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.bodies import make_acronyms
from drafts.lint.finding import Finding, split_places
from drafts.lint.prepared_draft import PreparedDraft

_ACRONYM = re.compile(r"[A-Z]{3,}")
_SHORTEST_TO_MISSPELL = 4


def check_unexplained_acronyms(text: PreparedDraft) -> Iterator[Finding]:
    """Acronyms that citations use and nothing in the draft explains."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    for label in text.labels:
        if _ACRONYM.fullmatch(label.name) and not is_explained(text, label.name):
            used[label.name].append(label.claim.where)
    for acronym, where in used.items():
        names = sorted(_collect_bodies(text).get(acronym, ()))
        if not names:
            continue
        place, also = split_places(where)
        yield Finding(
            "acronym-unexplained",
            place,
            f"“{acronym}” is nowhere said to be short for {' or '.join(names)}.",
            f"Write “{names[0]} ({acronym})” where the name first stands.",
            "warning",
            also=also,
        )


def check_misspelt_acronyms(text: PreparedDraft) -> Iterator[Finding]:
    """Acronyms in citations that answer to no work, but would with one other letter."""
    used: defaultdict[tuple[str, str], list[AuthorDateLabel]] = defaultdict(list)
    for label in text.labels:
        meant = guess_meant_acronym(text, label)
        if meant is not None:
            used[label.name, meant].append(label)
    for (written, meant), labels in used.items():
        place, also = split_places(label.claim.where for label in labels)
        name = sorted(_collect_bodies(text)[meant])[0]
        yield Finding(
            "acronym-misspelt",
            place,
            f"“{labels[0].said}”: “{written}” is not known, and may be meant for {meant} ({name}).",
            f"If {name} is meant, write {meant}.",
            "error",
            also=also,
        )


def guess_meant_acronym(text: PreparedDraft, label: AuthorDateLabel) -> str | None:
    """The acronym of a known body that has a work of the label's date, one letter away from the
    unknown one in the label; None where there is no or more than one such acronym."""
    known = _collect_bodies(text)
    written = label.name
    plain = _ACRONYM.fullmatch(written) and len(written) >= _SHORTEST_TO_MISSPELL
    if not plain or written in known or is_explained(text, written) or text.works.find_named(label):
        return None
    near = [
        other
        for other in known
        if len(other) == len(written)
        and sum(a != b for a, b in zip(other, written, strict=True)) == 1
        and _has_work(text, label, other)
    ]
    return near[0] if len(near) == 1 else None


def is_explained(text: PreparedDraft, acronym: str) -> bool:
    """Whether the draft or its list says anywhere what an acronym stands for."""
    short = re.escape(acronym)
    forms = re.compile(
        rf"[^\W\d_]{{2,}}[”\"]?[,;]?\s*[(\[]\s*(?:[Tt]he\s+|hereafter\s+|hereinafter\s+)?"
        rf"[“\"'‘*]*{short}[”\"'’*]*\s*(?:[)\]]|[,;](?!\s*\d))"
        rf"|\b{short}\s*[(\[](?!\s*(?:\d|n\.d))\s*(?:[Tt]he\s+)?[A-Z][^\W\d_]+\s"
        rf"|\b{short}\s*(?:=|:|,?\s+(?:is|stands|short)\s+(?:short\s+)?for\b)"
        rf"|\b(?:known|referred to) as (?:the )?[“\"]?{short}\b"
    )
    blocks = (block.text for block in text.draft.blocks)
    literal = any(name.literal == acronym for w in text.works.all for name in w.item.authors[:1])
    return literal or any(forms.search(_remove_dated_citations(block, acronym)) for block in blocks)


def _remove_dated_citations(block: str, acronym: str) -> str:
    """Without the citations that begin with the acronym: "(TPSB, 2006)" explains nothing."""
    return re.sub(rf"[(\[]\s*{re.escape(acronym)},?\s+[^()\[\]]*\d[^()\[\]]*[)\]]", " ", block)


def _has_work(text: PreparedDraft, label: AuthorDateLabel, acronym: str) -> bool:
    from dataclasses import replace

    return bool(text.works.find_fitting(replace(label, name=acronym)))


def _collect_bodies(text: PreparedDraft) -> dict[str, set[str]]:
    """Acronym → names of bodies in the list and the catalogue."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for works in (text.works, text.catalogue):
        for work in works.all:
            for name in work.item.authors:
                for short in make_acronyms(name.literal):
                    found[short].add(re.sub(r"^[Tt]he\s+", "", name.literal))
    return dict(found)
