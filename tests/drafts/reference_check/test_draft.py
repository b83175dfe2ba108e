"""Each rule about a draft, once broken and once kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafts.lint.finding import Finding
from tests.drafts.reference_check.making import BOARD, brief, checked, minutes, of_rule, record

ITEMS = (
    minutes("board-2006", 2006, 5, 18),
    record("marlowe", "Report of the Review of Street Checks", ("Marlowe", "Ottoline"), 2018),
    record("hwp", "Asked at the door", "Harbour Without Papers", 2015),
)

PLANTED = """
The Board (Port Halden Police Services Board, or “the Board”) resolved it (PHPSB, 2006, p. 7-8).
It said so again (PDPSB, 2006, p. 18). The review was blunt (Marlowe, 2018, p. 12).

The Port Halden Police Service Board has moved on.

The committee argued it twice (NLC, 2008, p. 14). Others agreed (HWP, 2015: 22) or did not
(HWP 2015, p. 21). Nobody knows of it (Quillfeather, 2011, pp. 14). See the ledger.[^1]

[^1]: Ottoline Marlowe, *Report of the Review of Street Checks* (2018) at 33-35.

## References

Harbour Without Papers. (2015). *Asked at the door*.

Newcomers Legal Committee. (2008, May). *Safe at the counter*. http://n.example/Brief%20November%202008.pdf

The Newcomers Legal Committee. (2008, November). *Safe at the counter*.

Marlowe, O. (2019). *Report of the Review of Street Checks*. Office.

Port Halden Police Services Board. (2006, May 18). *Minutes of the public meeting*. http://www-b-example.ezproxy.lib.halden.example/06may18pmm

Port Halden Police Services Board. (March 23, 2017). *Minutes of the public meeting*.

Tarn, A. (2001). *Bridges and tolls*. Press.
"""

EXPECTED = [
    ("year-differs", "paragraph 1"),
    ("acronym-misspelt", "paragraph 1"),
    ("p-or-pp", "paragraph 1"),
    ("hyphen-range", "paragraph 1 (also note 1)"),
    ("acronym-unexplained", "paragraph 1"),
    ("misspelt-name", "paragraph 2"),
    ("no-entry", "paragraph 3"),
    ("ambiguous-label", "paragraph 3"),
    ("several-forms", "paragraph 3"),
    ("p-or-pp", "paragraph 3"),
    ("acronym-unexplained", "paragraph 3"),
    ("acronym-unexplained", "paragraph 3"),
    ("date-differs", "reference 2"),
    ("several-names", "reference 3"),
    ("year-differs", "reference 4"),
    ("proxy-address", "reference 5"),
    ("never-cited", "reference 6"),
    ("dates-in-two-ways", "reference 6"),
    ("never-cited", "reference 7"),
    ("year-differs", "note 1"),
]

CLEAN = {
    "APA": """
In 2012 (and on May 18, 2006) it came up. The Port Halden Police Services Board (PHPSB) met
(15 August 2012). The minutes say so (PHPSB, 2006, p. 14; Marlowe, 2018, pp. 3–5). As Marlowe
(2018, p. iv) has it, nothing was done (see also Hudson et al., 2017; Hudson & Atak, 2016). The Act
was in force (Police Services Act, RSO 1990, c P.15, s 31). Mayor Tarn (2014–2022) said little.
In *R v Grant* (2009 SCC 32) the court differed. The Liberals won (Ottawa, October 2015). The games
came (Vancouver 2010). Police Services Boards agreed, the Port Halden Police Services Board's too.
“It was the Port Halden Police Service Board,” they wrote (PHPSB, 2006, p. 15). It is undated
(Lamp, n.d.). The committee was wrong twice (Newcomers Legal Committee, 2008a, 2008b). He was born
in Paris (1950). Bill 68 (2018) passed. Page A-3 (Marlowe, 2018, p. A-3) is a table.

## References

Hudson, G., & Atak, I. (2016). Cities. *Journal of Roads*, *22*(8), 209-235. https://doi.org/10.1/2015.08

Hudson, G., Atak, I., Manocchi, M., & Hannan, C.-A. (2017, February). *A pilot study*. Press.

Lamp, B. (n.d.). *Lights*. https://lamp.example/2016/02/lights.pdf

Marlowe, O. (2018). *Report of the Review of Street Checks*. Office.

Newcomers Legal Committee. (2008a, May). *Safe at the counter*.

Newcomers Legal Committee. (2008b, November). *Safe at the door*.

Port Halden Police Services Board. (2006, May 18). *Minutes*. https://b.example/06may18pmm
""",
    "Chicago, author and date": """
The Board agreed (Port Halden Police Services Board 2006, 14). Others did not (Hershkowitz, Hudson,
and Bauder 2019, 7–8). Harbour Without Papers (2015, 3) wrote it down (Marlowe 2018).

## Works Cited

Harbour Without Papers. 2015. *Asked at the Door*. Port Halden: Harbour Without Papers.

Hershkowitz, Mia, Graham Hudson, and Harald Bauder. 2019. “Rescaling.” Working Paper No. 2019/3.

Marlowe, Ottoline. 2018. *Report of the Review of Street Checks*. Port Halden: Office.

Port Halden Police Services Board. 2006. *Minutes of the Public Meeting*. May 18.
""",
    "notes and bibliography": """
The Board agreed.[^1] Others did not.[^2] Marlowe disagreed.[^3] He met them (Port Halden, 2012).

[^1]: Port Halden Police Services Board, *Minutes of the Public Meeting* (18 May 2006) at 14.
[^2]: *R v Grant*, 2009 SCC 32 at paras 5–6; Ottoline Marlowe, *Report of the Review of Street
    Checks* (Port Halden: Office, 2018) at iv.
[^3]: Marlowe, *supra* note 2 at 33. See also Jane Smith, "Roads" (2011) 22 J Roads 209 at 210.

## Bibliography

Marlowe, Ottoline. *Report of the Review of Street Checks*. Port Halden: Office, 2018.

Port Halden Police Services Board. *Minutes of the Public Meeting*. 18 May 2006.

Smith, Jane. "Roads." *Journal of Roads* 22 (2011): 209–35.
""",
    "MLA": """
The Board agreed (*Minutes* 14). Others did not (Marlowe iv). And they (*Asked at the Door* 3).

## Works Cited

*Asked at the Door*. Harbour Without Papers, 2015, harbour.example/asked.pdf.

Marlowe, Ottoline. *Report of the Review of Street Checks*. Office, 2018.

*Minutes of the Public Meeting*. Port Halden Police Services Board, 18 May 2006.
""",
    "numbers": """
It was so [1], and again [2, p. 4] (see p. 3, 2006).

## References

[1] A. Tarn, *Bridges and tolls*, Press, 2001.

[2] B. Lamp, *Lights*, Press, 2002.
""",
    "keys": "It was so [@marlowe, p. 4; @hwp, pp. 7-8], and @board-2006 [p. 14] agreed.",
    "no citation": "Words alone, of 2012.",
}


def test_a_draft_with_every_fault(tmp_path: Path) -> None:
    assert brief(*checked(tmp_path, PLANTED, ITEMS)) == EXPECTED


@pytest.mark.parametrize("style", CLEAN)
def test_clean_drafts(tmp_path: Path, style: str) -> None:
    assert checked(tmp_path, CLEAN[style], ITEMS) == []


def one(rule: str, found: list[Finding]) -> Finding:
    (only,) = of_rule(rule, found)
    return only


def test_what_is_said_of_a_year(tmp_path: Path) -> None:
    listed = "Blunt (Marlowe, 2018).\n\n# References\n\nMarlowe, O. (2019). *The Review*. Office."
    found = one("year-differs", checked(tmp_path, listed, ITEMS))
    assert found.wrong == (
        "“Marlowe, 2018” says 2018, reference 1 says 2019, the catalogue 2018 (marlowe)."
    )
    alone = one("year-differs", checked(tmp_path, "Blunt (Marlowe, 2019).", ITEMS))
    assert (alone.wrong, alone.severity) == (
        "“Marlowe, 2019” says 2019, marlowe says 2018.",
        "warning",
    )


def test_letters_that_tell_two_works_apart(tmp_path: Path) -> None:
    items = [record(key, f"Safe {key}", "Newcomers Legal Committee", 2008, month)
             for key, month in (("november", 11), ("may", 5))]  # fmt: skip
    label = "Newcomers Legal Committee"
    found = one("ambiguous-label", checked(tmp_path, f"So ({label}, 2008).", items))
    assert (
        found.remedy == "Write 2008b for november and 2008a for may, in the text and in the list."
    )
    for clear in ("2008a", "May 2008"):
        assert checked(tmp_path, f"So ({label}, {clear}, p. 3).", items) == []


def test_pages_behind_p_and_pp(tmp_path: Path) -> None:
    for wrong in ("p. 7–8", "p. 147–48", "p. 3, 5", "p. iv–vi", "pp. 14", "pp. iv"):
        found = checked(tmp_path, f"So (Marlowe, 2018, {wrong}).", ITEMS)
        assert brief(*found) == [("p-or-pp", "paragraph 1")], wrong
    for right in (
        "p. 7",
        "pp. 7–8",
        "pp. 3, 5",
        "pp. 14 ff.",
        "p. A-3",
        "p. iv",
        "pp. 14f",
        "p. 5, 18 May",
        "pp. 14; 16",
    ):
        assert checked(tmp_path, f"So (Marlowe, 2018, {right}).", ITEMS) == [], right


def test_an_acronym_is_explained_in_any_of_the_usual_ways(tmp_path: Path) -> None:
    label = "(HWP, 2015, p. 3)"
    assert brief(*checked(tmp_path, f"So {label}.", ITEMS)) == [
        ("acronym-unexplained", "paragraph 1")
    ]
    for words in (
        "Harbour Without Papers (HWP) says so",
        "Harbour Without Papers (“HWP”) says so",
        "It is so (Harbour Without Papers [HWP], 2015), and again",
        "HWP (Harbour Without Papers) says so",
        "Harbour Without Papers, also known as HWP, says so",
    ):
        assert checked(tmp_path, f"{words} {label}.", ITEMS) == [], words


def test_another_body_is_no_misspelling(tmp_path: Path) -> None:
    for words in (
        "The Port Halden Police Service decides.",
        "Port Halden Police Services Boards decide.",
        f"{BOARD}’s minutes, and {BOARD.upper()} in a heading.",
        "The Port Halden Police Service Board Association is another body.",
        "Toronto District School Board (TDSB) minutes (TDSB, 2006, p. 3) are others.",
    ):
        assert not of_rule("misspelt-name", checked(tmp_path, words, ITEMS)), words
        assert not of_rule("acronym-misspelt", checked(tmp_path, words, ITEMS)), words


def test_a_key_that_the_catalogue_does_not_have(tmp_path: Path) -> None:
    found = checked(tmp_path, "So [@marlow, p. 3].", ITEMS)
    assert brief(*found) == [("no-entry", "paragraph 1")]


def test_the_other_work_of_a_year_is_not_the_one_cited(tmp_path: Path) -> None:
    entries = "\n\n".join(f"Tarn, A. (2014{letter}). *Bridges {letter}*. Press." for letter in "ab")
    found = checked(tmp_path, f"So (Tarn, 2014a).\n\n# References\n\n{entries}")
    assert brief(*found) == [("never-cited", "reference 2")]
