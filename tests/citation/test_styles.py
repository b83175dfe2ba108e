"""Asking for styles and forms, also for those that do not exist."""

from __future__ import annotations

import subprocess
import sys

import pytest

from citation.cite import cite, find_style
from citation.styles.registry import STYLE_NAMES, find_style_name, get_style
from corpus.errors import RequestError
from corpus.items import Item

ITEM = Item({"id": "a", "type": "book", "title": "A book", "author": [{"family": "Roy"}]})


@pytest.mark.parametrize("name", STYLE_NAMES)
def test_every_style_answers_to_its_name(name: str) -> None:
    assert get_style(name).name == name
    assert str(cite(ITEM, style=name)).strip()


def test_an_unknown_style_names_the_known_ones() -> None:
    with pytest.raises(
        RequestError, match=r"“vancouver” is not a built-in style \(mcgill, mcgill-fr"
    ):
        cite(ITEM, style="vancouver")


def test_a_missing_form_names_the_forms_there_are() -> None:
    with pytest.raises(
        RequestError, match="no form “supra”; its forms are in-text, narrative, bibliography"
    ):
        cite(ITEM, style="apa", form="supra")


@pytest.mark.parametrize(("style", "form"), [("mcgill", "supra"), ("bluebook", "short")])
def test_a_supra_without_its_note_number_is_refused(style: str, form: str) -> None:
    with pytest.raises(RequestError, match="number of the note"):
        cite(ITEM, style=style, form=form)  # type: ignore[arg-type]


def test_a_style_is_imported_only_when_it_is_asked_for() -> None:
    code = (
        "import sys, citation.cite; before = 'citation.styles.mla' in sys.modules;"
        "from citation.styles.registry import get_style; get_style('mla');"
        "print(before, 'citation.styles.mla' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("typed", "style"),
    [
        ("MLA", "mla"), ("apa7", "apa"), ("APA 7th edition", "apa"), ("Chicago 17", "chicago-17"),
        ("chicago author-date", "chicago-author-date"), ("McGill", "mcgill"), ("apa6", ""),
        ("harvard", ""),
    ],
)  # fmt: skip
def test_names_of_styles_as_people_type_them(typed: str, style: str) -> None:
    assert find_style_name(typed) == style


def test_a_slip_in_a_name_is_answered_with_the_name() -> None:
    with pytest.raises(RequestError, match="Did you mean bluebook"):
        find_style("bluebok")
