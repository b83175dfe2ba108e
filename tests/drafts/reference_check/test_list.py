"""The list of references: where it is, and what is read of its entries."""

from __future__ import annotations

from typing import Any

import pytest

from drafts.lint.reference_list import read_reference_list
from tests.drafts.making import draft_of

Read = tuple[list[str], str, str]


def read(text: str) -> Read:
    (entry,) = read_reference_list(draft_of("Words.", "# References", text))
    return [name.short for name in entry.item.authors], entry.year, entry.item.title


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Hudson, G., Atak, I., & Hannan, C.-A. (2017, February). Cities: A study. Press.",
            (["Hudson", "Atak", "Hannan"], "2017", "Cities: A study"),
        ),
        (
            "Harbour Board (March 23, 2017). Minutes of the meeting. http://b.example/2018",
            (["Harbour Board"], "2017", "Minutes of the meeting"),
        ),
        ("Lamp, B. (n.d.). Lights. Press.", (["Lamp"], "n.d.", "Lights")),
        (
            "Hershkowitz, Mia, Graham Hudson, and Harald Bauder. 2019b. “Rescaling.” Paper 3.",
            (["Hershkowitz", "Hudson", "Bauder"], "2019b", "Rescaling"),
        ),
        (
            "Marlowe, Ottoline R. Report of the Review. Port Halden: Office, 2018.",
            (["Marlowe"], "2018", "Report of the Review"),
        ),
        (
            "[3] Harbour Without Papers [HWP]. (2015). Asked at the door.",
            (["Harbour Without Papers", "HWP"], "2015", "Asked at the door"),
        ),
    ],
)
def test_entries_of_the_usual_styles(text: str, expected: Any) -> None:
    assert read(text) == expected


def test_dashes_stand_for_the_author_before() -> None:
    draft = draft_of("# Bibliography", "Tarn, A. 2001. Bridges. Press.", "———. 2002. Tolls. Press.")
    assert [e.item.authors[0].family for e in read_reference_list(draft)] == ["Tarn", "Tarn"]


def test_the_list_ends_at_an_appendix_and_may_be_missing() -> None:
    body = ("# References", "Tarn, A. (2001). Bridges. Press.", "# Appendix A", "Tables of 2001.")
    assert len(read_reference_list(draft_of(*body))) == 1
    assert read_reference_list(draft_of("No list here.")) == ()
    prose = draft_of("Sources", "The sources are many.", "None is dated.", "They are all lost.")
    assert read_reference_list(prose) == ()
