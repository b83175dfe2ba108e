"""Finds citations in running text and takes them apart into claims that still lack their place.

A citation in running text is a pandoc citation (`[@key, p. 45]`, `@key`) or a parenthesis that
names a source in one of the usual ways. Parentheses that only comment ("(emphasis added)") are
none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from drafts.citations.claim import YEAR, Claim, Form
from drafts.citations.pinpoint_parser import CitationContext, read_pinpoint

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
_NEW_SENTENCE = re.compile(
    r"(?<=[.)”\]>])\s+"
    r"(?=(?:See|Cf|But see|Contra|Compare|Ibid)\b|Id\.|[A-Z][^.;()]{1,80}?,?\s+(?:supra|infra)\b)"
)
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|<[^<>]*>|\([^()]*\)")
_IN_MARKS = re.compile(r"“[^”]*”|\"[^\"]*\"")
_LONGEST_TITLE = 25
"""Words: what is longer between quotation marks is no title."""
_LONGEST = 500
"""Characters: a longer passage between semicolons in a parenthesis is no citation."""
_DASHED = re.compile(r"\s*(?:[—–―~]|--+|-\s)\s*")


@dataclass(frozen=True, slots=True)
class FoundCitation:
    """The citations that stand together in one pair of brackets (or one bare key)."""

    start: int
    """0-based offset in the text."""
    end: int
    claims: tuple[Claim, ...]


def find_citations(text: str, *, where: str = "", block: int = 0) -> list[FoundCitation]:
    """The citations in running text, in order."""
    found: list[FoundCitation] = []
    done = 0
    for pandoc in _PANDOC.finditer(text):
        found += _find_parenthetical_citations(text, done, pandoc.start(), where, block)
        claims = tuple(_read_pandoc_claims(pandoc, where, block))
        found.append(FoundCitation(pandoc.start(), pandoc.end(), claims))
        done = pandoc.end()
    return found + _find_parenthetical_citations(text, done, len(text), where, block)


def read_note_claims(text: str, *, where: str, block: int, note: int) -> list[Claim]:
    """The citations of one paragraph of a note; a passage that cites nothing is one too, and its
    `source_text` will be found to name nothing."""
    claims: list[Claim] = []
    for start, end in _split_citations(text):
        part = text[start:end]
        pandoc = [c for found in find_citations(part) for c in found.claims if c.key]
        if pandoc:
            moved = (replace(c, start=c.start + start, end=c.end + start) for c in pandoc)
            claims += [replace(c, where=where, block=block, note=note) for c in moved]
        elif any(letter.isalnum() for letter in part):
            claim = _read_claim(part, "note", "note", where, block, start)
            claims.append(replace(claim, note=note))
    return claims


def read_sentence_claim(text: str, start: int, form: Form, *, where: str, block: int) -> Claim:
    """`text`, which begins at `start` of its block, read as a citation in prose or of its own."""
    return _read_claim(text, form, "prose" if form == "lead-in" else "note", where, block, start)


def find_citation_tail(text: str) -> int:
    """Where the citation at the end of a block quotation begins; the length of the text, without
    white space at its end, where it has none."""
    end = len(text.rstrip())
    for found in reversed(find_citations(text)):
        if text[found.end : end].strip(" .,;"):
            break
        end = len(text[: found.start].rstrip())
    dashed = max(text.rfind(f"\n{dash}", 0, end) for dash in "—–―")
    if dashed > 0 and is_citation_line(text[dashed:end]):
        end = len(text[:dashed].rstrip())
    return end


def is_citation_line(text: str) -> bool:
    """Whether a whole paragraph is but the citation of the quotation above it."""
    stripped = text.strip()
    if len(stripped) > 400:
        return False
    rest = stripped
    for found in reversed(find_citations(stripped)):
        rest = rest[: found.start] + rest[found.end :]
    if rest != stripped and not rest.strip(" .,;:—–-"):
        return True
    dash = _DASHED.match(stripped)
    claim = _read_claim(stripped[dash.end() :] if dash else stripped, "sentence", "note", "", 0, 0)
    short = len(stripped.split()) <= 25
    if dash:
        return short and (claim.pinned or bool(YEAR.search(stripped)) or len(stripped.split()) <= 8)
    back = (claim.ibid or claim.supra) and (claim.pinned or len(stripped.split()) <= 6)
    return short and back


def is_citing_sentence(text: str) -> bool:
    """Whether a sentence that follows a quotation does nothing but cite: "Ibid at 46.", "Tulloch,
    supra note 4 at 45."."""
    claim = _read_claim(text, "sentence", "note", "", 0, 0)
    if len(text.split()) > 40 or not (claim.ibid or claim.supra):
        return False
    left = re.sub(r"[^\w\s]", "", claim.source_text).split()
    return all(word[:1].isupper() or word in ("and", "of", "the", "et", "al") for word in left)


def blank_remarks(text: str) -> str:
    """`text` with remarks such as "(emphasis added)" blanked out, its length unchanged."""
    return _REMARK.sub(lambda found: " " * len(found.group()), text)


def _find_parenthetical_citations(
    text: str, start: int, end: int, where: str, block: int
) -> list[FoundCitation]:
    found: list[FoundCitation] = []
    for match in _PARENTHESIS.finditer(text, start, end):
        claims: list[Claim] = []
        for begin, stop in _split_at_semicolons(match.group()[1:-1]):
            at = match.start() + 1 + begin
            piece = text[at : match.start() + 1 + stop]
            if len(piece) > _LONGEST:
                continue
            claim = _read_claim(piece, "parenthesis", "parenthesis", where, block, at)
            if _is_citation(piece, claim):
                claims.append(claim if claims else _add_preceding_name(text, match.start(), claim))
        if claims:
            found.append(FoundCitation(match.start(), match.end(), tuple(claims)))
    return found


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
    """A claim that names no author, with the name right before its parenthesis."""
    if re.search(r"[^\W\d_]{2}", YEAR.sub("", claim.source_text)) or claim.ibid:
        return claim
    before = text[max(0, start - 120) : start]
    name = _NAME_BEFORE.search(before)
    if name is None or before[: name.start()].endswith(("”", '"')):
        return claim
    source = f"{name.group().strip()} {claim.source_text}".strip()
    return replace(claim, source_text=source)


def _read_pandoc_claims(found: re.Match[str], where: str, block: int) -> Iterator[Claim]:
    if found["inside"] is None:
        key = found["braced2"] or found["key2"]
        locator = found["locator"] or ""
        yield _read_keyed_claim(found.group(), key, locator, where, block, found.start())
        return
    for begin, end in _split_at_semicolons(found["inside"]):
        piece = found["inside"][begin:end]
        key_found = _KEYED.search(piece)
        if key_found:
            key = key_found["braced"] or key_found["key"]
            start = found.start("inside") + begin
            claim = _read_keyed_claim(piece, key, piece[key_found.end() :], where, block, start)
            yield replace(claim, aside=bool(_ASIDE.match(piece)))


def _read_keyed_claim(
    raw: str, key: str, locator: str, where: str, block: int, start: int
) -> Claim:
    """A claim by citation key; a locator without a word means pages, as in pandoc."""
    locator = locator.strip(" ,{}")
    reading = read_pinpoint(locator, "parenthesis")
    if not reading.says_something:
        reading = read_pinpoint(re.split(r"[,;]\s*(?=\D)", locator)[0], "parenthesis")
    return Claim(
        raw.strip(),
        "key",
        where,
        block,
        start,
        start + len(raw),
        key=key,
        pages=reading.pages,
        paragraphs=reading.paragraphs,
        sections=reading.sections,
        minute=reading.minute,
    )


def _read_claim(
    text: str, form: Form, place: CitationContext, where: str, block: int, start: int
) -> Claim:
    plain = re.sub(r"<?https?://\S+", " ", blank_remarks(text))
    quoted = _IN_MARKS.findall(plain) if place == "note" else []
    reading = read_pinpoint(_IN_MARKS.sub("“”", plain) if quoted else plain, place)
    titles = [words for words in quoted if len(words.split()) <= _LONGEST_TITLE]
    return Claim(
        text.strip(),
        form,
        where,
        block,
        start,
        start + len(text),
        source_text=" ".join(
            [_strip_punctuation(reading.rest.replace("“”", " ")), *titles]
        ).strip(),
        ibid=reading.ibid,
        supra=reading.supra,
        supra_note=reading.supra_note,
        pages=reading.pages,
        paragraphs=reading.paragraphs,
        sections=reading.sections,
        minute=reading.minute,
        aside=bool(_ASIDE.match(text)),
    )


def _strip_punctuation(text: str) -> str:
    """Without punctuation around it; "n.d." keeps its last stop."""
    kept = " ".join(text.split()).strip(" ,;:.()[]")
    return f"{kept}." if kept.endswith("n.d") else kept


def _split_citations(text: str) -> Iterator[tuple[int, int]]:
    """The citations of a note: parted by semicolons, or by a sentence that cites anew."""
    for start, end in _split_at_semicolons(text):
        at = start
        for new in _NEW_SENTENCE.finditer(text, start, end):
            yield at, new.start()
            at = new.end()
        yield at, end


def _split_at_semicolons(text: str) -> list[tuple[int, int]]:
    """The stretches between semicolons that stand in no quotation marks or brackets."""
    masked = _QUOTED.sub(lambda found: "x" * len(found.group()), text)
    spans: list[tuple[int, int]] = []
    at = 0
    for found in re.finditer(r";\s*|$", masked):
        if masked[at : found.start()].strip():
            spans.append((at, found.start()))
        at = found.end()
    return spans
