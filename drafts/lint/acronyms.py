"""Rules `acronym-unexplained` and `acronym-misspelt`: short names in citations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from drafts.claims.naming import make_acronyms
from drafts.lint.author_date_labels import AuthorDateLabel
from drafts.lint.body_names import strip_article
from drafts.lint.finding import Finding, make_finding
from drafts.lint.prepared_draft import PreparedDraft

_ACRONYM = re.compile(r"[A-Z]{3,}")
_SHORTEST_TO_MISSPELL = 4
_SMALL = frozenset("of the and for on in".split())


def check_unexplained_acronyms(draft: PreparedDraft) -> Iterator[Finding]:
    """Acronyms that citations use and the draft never explains."""
    used: defaultdict[str, list[str]] = defaultdict(list)
    for label in draft.labels:
        if _ACRONYM.fullmatch(label.name) and not _is_explained(draft, label.name):
            used[label.name].append(label.claim.where)
    bodies = _collect_bodies(draft) if used else {}
    for acronym, places in used.items():
        names = sorted(bodies.get(acronym, ()))
        if names:
            yield make_finding(
                "acronym-unexplained",
                places,
                f"The draft never says that “{acronym}” is short for {' or '.join(names)}.",
                f"Write “{names[0]} ({acronym})” where the name first appears.",
            )


def check_misspelt_acronyms(draft: PreparedDraft) -> Iterator[Finding]:
    """Acronyms in citations that match no work, but would if one letter were another."""
    used: defaultdict[tuple[str, str], list[AuthorDateLabel]] = defaultdict(list)
    for label in draft.labels:
        meant = guess_meant_acronym(draft, label)
        if meant is not None:
            used[label.name, meant].append(label)
    for (written, meant), labels in used.items():
        name = sorted(_collect_bodies(draft)[meant])[0]
        yield make_finding(
            "acronym-misspelt",
            (label.claim.where for label in labels),
            f"“{labels[0].written}”: “{written}” is not known; it may be meant for {meant}"
            f" ({name}).",
            f"If {name} is meant, write {meant}.",
            "error",
        )


def guess_meant_acronym(draft: PreparedDraft, label: AuthorDateLabel) -> str | None:
    """The acronym of a known body that has a work of the label's date, one letter away from the
    unknown one in the label; None unless there is exactly one."""
    written = label.name
    if not _ACRONYM.fullmatch(written) or len(written) < _SHORTEST_TO_MISSPELL:
        return None
    known = _collect_bodies(draft)
    if written in known or _is_explained(draft, written) or draft.works.find_named(label):
        return None
    near = [
        acronym
        for acronym in known
        if len(acronym) == len(written)
        and sum(a != b for a, b in zip(acronym, written, strict=True)) == 1
        and draft.works.find_fitting(replace(label, name=acronym))
    ]
    return near[0] if len(near) == 1 else None


def _is_explained(draft: PreparedDraft, acronym: str) -> bool:
    """Whether the draft or its list says anywhere what an acronym stands for."""
    short = re.escape(acronym)
    forms = re.compile(
        rf"[^\W\d_]{{2,}}[”\"]?[,;]?\s*[(\[]\s*(?:[Tt]he\s+|hereafter\s+|hereinafter\s+)?"
        rf"[“\"'‘*]*{short}[”\"'’*]*\s*(?:[)\]]|[,;](?!\s*\d))"
        rf"|\b{short}\s*[(\[](?!\s*(?:\d|n\.d))\s*(?:[Tt]he\s+)?[A-Z][^\W\d_]+\s"
        rf"|\b{short}\s*(?:=|:|,?\s+(?:is|stands|short)\s+(?:short\s+)?for\b)"
        rf"|\b(?:known|referred to) as (?:the )?[“\"]?{short}\b"
    )
    if any(name.literal == acronym for w in draft.works.all for name in w.item.authors[:1]):
        return True
    texts = (_remove_dated_citations(block.text, acronym) for block in draft.blocks)
    return any(forms.search(text) for text in texts)


def _remove_dated_citations(text: str, acronym: str) -> str:
    """`text` without citations that begin with the acronym: "(TPSB, 2006)" explains nothing."""
    return re.sub(rf"[(\[]\s*{re.escape(acronym)},?\s+[^()\[\]]*\d[^()\[\]]*[)\]]", " ", text)


def _collect_bodies(draft: PreparedDraft) -> dict[str, set[str]]:
    """Names of bodies in the list and the catalogue, by acronym."""
    bodies: defaultdict[str, set[str]] = defaultdict(set)
    for work in (*draft.works.all, *draft.catalogue.all):
        for author in work.item.authors:
            for acronym in make_acronyms(strip_article(author.literal), _SMALL):
                bodies[acronym].add(re.sub(r"^[Tt]he\s+", "", author.literal))
    return dict(bodies)
