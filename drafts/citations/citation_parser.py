"""Finds citations in running text and notes, and reads each one as a claim.

A citation in running text is a pandoc citation (`[@key, p. 45]`, `@key`) or a parenthesis that
names a source in one of the usual ways, which a mere comment ("(emphasis added)") does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafts.citations.claim import YEAR, Claim, Form
from drafts.citations.pinpoint_parser import CitationContext, PinpointReading, read_pinpoint

_KEY = r"-?@(?:\{(?P<braced>[^{}\s]+)\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]*\w)?))"
_PANDOC = re.compile(
    rf"\[(?P<inside>[^\[\]]*?(?<![\w.]){_KEY}[^\[\]]*)\]"
    rf"|(?<![\w.@]){_KEY.replace('braced', 'braced2').replace('<key>', '<key2>')}"
    r"(?:\s*\[(?P<locator>[^\[\]@]*\d[^\[\]@]*)\])?"
)
_KEYED = re.compile(_KEY)
_PARENTHESIS = re.compile(
    r"\((?:[^()]|\([^()]*\)){1,400}\)|\[(?:pp?\.|pages?|at|paras?)\s[^\[\]]{1,40}\]"
)
_IN_PARENTHESES = re.compile(r"\s*\((?:[^()]|\([^()]*\))+\)[\s.]*")
_DATED_BY = re.compile(
    r"\b(?:in|since|of|until|till|by|from|during|before|after|circa|c|between|and|to|on|early|late)"
    r"\s+(?:\d{1,2}\s+)?(?:[A-Z][a-z]+\.?\s+)?(?:\d{1,2},?\s+)?$"
)
_NAME_BEFORE = re.compile(
    r"[A-Z][\w.’'&-]*"
    r"(?:,?\s+(?:of|the|for|and|&|on|de|du|la|van|von|et al\.?|[A-Z][\w.’'&-]*)){0,14}\s*$"
)
_ASIDE = re.compile(
    r"\s*(?:(?:but\s+)?see\s+(?:also|generally|contra)|cf\b\.?|but\s+see|but\s+cf\b|contra\b"
    r"|compare\b|see,?\s+for\s+(?:example|instance)|see,?\s+e\.g\.)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"[,;]?\s*[\[(]?(?:\b(?:my|our|the)\s+)?(?:emphas[ei]s|italics|underlining|footnotes?|citations?"
    r"|internal quotation marks)\s+(?:is\s+|are\s+)?(?:added|mine|ours|in (?:the )?original|omitted"
    r"|removed)[\])]?",
    re.IGNORECASE,
)
_PLACE_IN_FILE = r"\s*\[(?P<in_file>PDF\s+pp?\.?\s*\d{1,5}(?:\s?[–-]\s?\d{1,5})?)\b[^\[\]]{0,60}\]"
"""As pincite writes it behind a citation: [PDF p 7, no printed number]."""
_FOLLOWING_PLACE = re.compile(
    r"\s*,?\s*(?P<place>(?:at\s+|on\s+)?(?:(?:pp?\b\.?|pages?\b|pgs?\b\.?|paras?\b\.?|paragraphs?\b|¶+)\s*"
    r"|(?<=at\s))\d{1,4}[\d.,\s–-]*\d?)(?=[\s,.;:)]|$)"
    rf"|{_PLACE_IN_FILE}"
)
_IN_FILE = re.compile(_PLACE_IN_FILE)
_REPEATS = re.compile(
    r",?\s*\(?\b(?:as\s+)?(?:quoted|cited|reproduced|reprinted|qtd\.?)\s+(?:in|by)\b\s*",
    re.IGNORECASE,
)
"""Between a work and the one in which its words were read."""
_LABELLED = re.compile(r"\A\s*(?:source|from|quoted from)\s*:\s*", re.IGNORECASE)
_NEW_SENTENCE = re.compile(
    r"(?<=[.)”\]>])\s+"
    r"(?=(?:See|Cf|But see|Contra|Compare|Ibid)\b|Id\.|[A-Z][^.;()]{1,80}?,?\s+(?:supra|infra)\b)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|<[^<>]*>|\([^()]*\)")
_IN_MARKS = re.compile(r"“[^”]*”|\"[^\"]*\"")
_SMALL = frozenset("and of the et al v vs in for on to re ex rel".split())
_LONGEST_TITLE = 25
"""Words: anything longer between quotation marks is not a title."""
_LONGEST = 500
"""Characters: a longer passage between semicolons in a parenthesis is not a citation."""
_PLACE_AT_END = re.compile(r"(?:\bat|\bpp?\.|\bpages?|\bparas?\.?|¶)\s*[\[\d][\d\s,.\[\]–-]*\.?$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|says?|said|writes?|wrote|states?|stated|found|held|met|did)\b"
)
_ENDING_DASH = re.compile(r"[.!?…][”\"’'»]?\s+(?P<dash>[—–―]|--+)\s")
_DASHED = re.compile(r"\s*(?:[—–―~]|--+|-\s)\s*")
_CONTEXTS: dict[Form, CitationContext] = {
    "parenthesis": "parenthesis",
    "note": "note",
    "sentence": "note",
    "lead-in": "prose",
}


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """The citations that stand together in one pair of brackets (or one bare key)."""

    start: int
    """0-based offset in the text."""
    end: int
    claims: tuple[Claim, ...]


def find_citations(text: str) -> list[FoundCitation]:
    """The citations in running text, in order; their claims still lack `where` and `block`."""
    citations: list[FoundCitation] = []
    done = 0
    for pandoc in _PANDOC.finditer(text):
        citations += _find_parenthetical_citations(text, done, pandoc.start())
        claims = tuple(_read_pandoc_claims(pandoc))
        citations.append(FoundCitation(pandoc.start(), pandoc.end(), claims))
        done = pandoc.end()
    return citations + _find_parenthetical_citations(text, done, len(text))


def read_note_claims(text: str) -> list[Claim]:
    """The citations of one paragraph of a note, which still lack `where`, `block` and `note`.

    A passage that cites nothing is one too: its `source_text` will match nothing.
    """
    claims: list[Claim] = []
    for start, end in _split_citations(text):
        part = text[start:end]
        cited = [c for citation in find_citations(part) for c in citation.claims]
        # a note that is nothing but a parenthesis cites as running text does
        read = cited if _IN_PARENTHESES.fullmatch(part) else [c for c in cited if c.key]
        if read:
            claims += [replace(c, start=c.start + start, end=c.end + start) for c in read]
        elif any(letter.isalnum() for letter in _blank_remarks(part)):
            claims.append(read_claim(part, "note", start))
    return claims


def find_citation_tail(text: str) -> int:
    """Offset at which the citation at the end of a block quotation begins; without one, the length
    of the text without trailing white space."""
    end = len(text.rstrip())
    for citation in reversed(find_citations(text)):
        if text[citation.end : end].strip(" .,;"):
            break
        end = len(text[: citation.start].rstrip())
    dashed = max(text.rfind(f"\n{dash}", 0, end) for dash in "—–―")
    within = [m.start("dash") for m in _ENDING_DASH.finditer(text, 0, end)]
    for at in filter(lambda at: at > 0, (dashed, *within[-1:])):
        if is_citation_line(text[at:end]):
            return len(text[:at].rstrip())
    return end


def is_citation_line(text: str) -> bool:
    """Whether a whole paragraph is nothing but the citation of the quotation above it."""
    stripped = text.strip()
    if len(stripped) > 400:
        return False
    rest = stripped
    for citation in reversed(find_citations(stripped)):
        rest = rest[: citation.start] + rest[citation.end :]
    if rest != stripped and not rest.strip(" .,;:—–-"):
        return True
    dash = _DASHED.match(stripped) or _LABELLED.match(stripped)
    claim = read_claim(stripped[dash.end() :] if dash else stripped, "sentence")
    words = len(stripped.split())
    if dash:
        return words <= 25 and (claim.pinned or bool(YEAR.search(stripped)) or words <= 8)
    if words <= 25 and (claim.ibid or claim.supra):
        return claim.pinned or words <= 6
    return words <= 40 and bool(_PLACE_AT_END.search(stripped)) and _is_dated_work(stripped, claim)


def _is_dated_work(text: str, claim: Claim) -> bool:
    """Whether a line with a place at its end names a work by its date and nothing else."""
    year = YEAR.search(text)
    return bool(
        claim.pinned
        and year
        and text[:1] in '“"*_' + text[:1].upper()
        and not re.search(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]", text[: year.start()])
        and not _FINITE.search(text)
    )


def is_citing_sentence(text: str) -> bool:
    """Whether a sentence that follows a quotation does nothing but cite: "Ibid at 46.", "Tulloch,
    supra note 4 at 45."."""
    if len(text.split()) > 40:
        return False
    claim = read_claim(text, "sentence")
    if not (claim.ibid or claim.supra or claim.pages):
        return False
    names = re.sub(r"[^\w\s]", "", claim.source_text).split()
    named = bool(names) or claim.ibid or claim.supra
    return named and all(word[:1].isupper() or word.isdigit() or word in _SMALL for word in names)


def _blank_remarks(text: str) -> str:
    """`text` with remarks such as "(emphasis added)" blanked out, its length unchanged."""
    return _REMARK.sub(lambda remark: " " * len(remark.group()), text)


def _find_parenthetical_citations(text: str, start: int, end: int) -> list[FoundCitation]:
    citations: list[FoundCitation] = []
    for match in _PARENTHESIS.finditer(text, start, end):
        claims: list[Claim] = []
        placed = _IN_FILE.match(text, match.end(), end)
        inside = match.group()[1:-1]
        spans = [s for semi in _split_at_semicolons(inside) for s in _split_repeated(inside, *semi)]
        for begin, stop in spans:
            at = match.start() + 1 + begin
            piece = text[at : match.start() + 1 + stop]
            if len(piece) > _LONGEST:
                continue
            claim = read_claim(piece, "parenthesis", at)
            if placed or _is_citation(piece, claim):
                claims.append(claim if claims else _add_preceding_name(text, match.start(), claim))
        if claims:
            stop = match.end()
            if len(claims) == 1 and not claims[0].pinned:
                claims[0], stop = _add_following_place(text, match.end(), end, claims[0])
            citations.append(FoundCitation(match.start(), stop, tuple(claims)))
    return citations


def _add_following_place(text: str, start: int, end: int, claim: Claim) -> tuple[Claim, int]:
    """The claim with the place that follows its parenthesis, and where that ends: "Tulloch (2018),
    p. 12, says"."""
    place = _FOLLOWING_PLACE.match(text, start, end)
    reading = read_pinpoint(place["place"] or place["in_file"], "prose") if place else None
    if place is None or reading is None:
        return claim, start
    if not (reading.pages or reading.paragraphs or reading.pdf_pages):
        return claim, start
    placed = replace(
        claim,
        raw=text[claim.start : place.end()],
        end=place.end(),
        pages=reading.pages,
        onward=reading.onward,
        pdf_pages=reading.pdf_pages,
        paragraphs=reading.paragraphs,
    )
    return placed, place.end()


def _is_citation(piece: str, claim: Claim) -> bool:
    """Whether a parenthesis is a citation at all."""
    if claim.ibid or claim.supra or claim.pinned:
        return True
    year = YEAR.search(piece)
    if year is None or _DATED_BY.search(piece[: year.start()]):
        return False
    before, after = piece[: year.start()].strip(" ,"), piece[year.end() :].strip()
    named = not before or before[:1].isupper() or before[:1] in '“"‘'
    return named and len(before.split()) <= 20 and (not after or after[0] in ",:;[(")


def _add_preceding_name(text: str, start: int, claim: Claim) -> Claim:
    """The claim, with the name right before its parenthesis if it names no author itself."""
    if re.search(r"[^\W\d_]{2}", YEAR.sub("", claim.source_text)) or claim.ibid:
        return claim
    before = text[max(0, start - 120) : start]
    name = _NAME_BEFORE.search(before)
    if name is None or before[: name.start()].endswith(("”", '"')):
        return claim
    source = f"{name.group().strip()} {claim.source_text}".strip()
    return replace(claim, source_text=source)


def _read_pandoc_claims(citation: re.Match[str]) -> Iterator[Claim]:
    inside = citation["inside"]
    if inside is None:
        key = citation["braced2"] or citation["key2"]
        yield _read_keyed_claim(citation.group(), key, citation["locator"] or "", citation.start())
        return
    for begin, end in _split_at_semicolons(inside):
        piece = inside[begin:end]
        keyed = _KEYED.search(piece)
        if keyed:
            key = keyed["braced"] or keyed["key"]
            start = citation.start("inside") + begin
            claim = _read_keyed_claim(piece, key, piece[keyed.end() :], start)
            yield replace(claim, aside=bool(_ASIDE.match(piece)))


def _read_keyed_claim(raw: str, key: str, locator: str, start: int) -> Claim:
    """A claim by citation key; a locator without a word means pages, as in pandoc."""
    locator = locator.strip(" ,{}")
    reading = read_pinpoint(locator, "parenthesis")
    if not reading.says_something:
        reading = read_pinpoint(re.split(r"[,;]\s*(?=\D)", locator)[0], "parenthesis")
    return replace(_make_claim(raw, "key", start, reading), key=key)


def read_claim(text: str, form: Form, start: int = 0) -> Claim:
    """`text`, which begins at `start` of its block, as one citation without a key; the claim still
    lacks `where` and `block`."""
    context = _CONTEXTS[form]
    plain = re.sub(r"<?https?://\S+", " ", _blank_remarks(text))
    quoted = _IN_MARKS.findall(plain) if context == "note" else []
    reading = read_pinpoint(_IN_MARKS.sub("“”", plain) if quoted else plain, context)
    titles = [words for words in quoted if len(words.split()) <= _LONGEST_TITLE]
    rest = _strip_punctuation(reading.rest.replace("“”", " "))
    return replace(
        _make_claim(text, form, start, reading),
        source_text=" ".join([rest, *titles]).strip(),
        ibid=reading.ibid,
        supra=reading.supra,
        supra_note=reading.supra_note,
        aside=bool(_ASIDE.match(text)),
    )


def _make_claim(text: str, form: Form, start: int, reading: PinpointReading) -> Claim:
    """The claim with its place in the draft and in the source, and nothing more."""
    return Claim(
        text.strip(),
        form,
        start,
        start + len(text),
        pages=reading.pages,
        onward=reading.onward,
        passim=reading.passim,
        pdf_pages=reading.pdf_pages,
        volume=reading.volume,
        paragraphs=reading.paragraphs,
        sections=reading.sections,
        minute=reading.minute,
    )


def _strip_punctuation(text: str) -> str:
    """`text` without punctuation around it; "n.d." keeps its final full stop."""
    kept = " ".join(text.split()).strip(" ,;:.()[]")
    return f"{kept}." if kept.endswith("n.d") else kept


def _split_repeated(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The stretches between "quoted in" and the like."""
    for repeats in _REPEATS.finditer(text, start, end):
        if repeats.start() > start:
            yield start, repeats.start()
        start = repeats.end()
    yield start, end


def _split_citations(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each citation of a note; a semicolon or a new citing sentence parts two."""
    for start, end in _split_at_semicolons(text):
        at = start
        for gap in _NEW_SENTENCE.finditer(text, start, end):
            yield from _split_repeated(text, at, gap.start())
            at = gap.end()
        yield from _split_repeated(text, at, end)


def _split_at_semicolons(text: str) -> list[tuple[int, int]]:
    """The stretches between semicolons, ignoring those in quotation marks or brackets."""
    masked = _QUOTED.sub(lambda quoted: "x" * len(quoted.group()), text)
    spans: list[tuple[int, int]] = []
    at = 0
    for semicolon in re.finditer(r";\s*|$", masked):
        if masked[at : semicolon.start()].strip():
            spans.append((at, semicolon.start()))
        at = semicolon.end()
    return spans
