"""The French forms of the McGill Guide, each example with its rule, or chapter and subject.

Non-breaking spaces, which French sets before a colon and inside guillemets, are written `~` here.
"""

from __future__ import annotations

from typing import Any

import pytest

from citation.cite import cite
from citation.record.disambiguation import Context
from citation.record.pinpoint import Pinpoint
from citation.record.source import Source
from citation.styles.interface import Form
from citation.styles.registry import find_style_name
from citation.written.bibliography import HEADINGS, build_bibliography
from citation.written.unprinted import describe_unprinted
from corpus.items import Item
from tests.citation.marked import mark

ROY = {"family": "Roy", "given": "Anne B."}
DION = {"family": "Dion", "given": "Luc"}
MANY = [ROY, DION, {"family": "Côté", "given": "Ève"}, {"family": "Paré", "given": "Guy"}]
DAY = {"date-parts": [[2008, 11, 20]]}
RECORDS: list[dict[str, Any]] = [
    {"id": "neutre", "type": "legal_case", "title": "R c Tremblay", "number": "2019 CSC 65",
     "issued": {"date-parts": [[2019]]}},
    {"id": "recueil", "type": "legal_case", "title": "Roy c Dion", "container-title": "RJQ",
     "volume": "3", "page": "203", "authority": "CA Qc", "issued": {"date-parts": [[1995]]}},
    {"id": "inédit", "type": "legal_case", "title": "R c Dion", "number": "Montréal 500-1",
     "authority": "CS Qc", "issued": DAY},
    {"id": "loi", "type": "legislation", "title": "Code criminel", "container-title": "LRC",
     "chapter-number": "C-46", "issued": {"date-parts": [[1985]]}},
    {"id": "projet", "type": "bill", "title": "Loi modifiant la Loi sur les portes",
     "number": "C-51", "chapter-number": "2e sess, 41e parl", "issued": {"date-parts": [[2015]]}},
    {"id": "débats", "type": "hearing", "title": "Débats de la Chambre des communes",
     "number": "64", "chapter-number": "37-1", "issued": {"date-parts": [[2001, 5, 1]]}},
    {"id": "charte", "type": "legislation", "title": "Charte canadienne des droits et libertés"},
    {"id": "lc1867", "type": "legislation", "title": "Loi constitutionnelle de 1867"},
    {"id": "traité", "type": "treaty", "title": "Convention relative aux droits de l’enfant",
     "volume": "1577", "container-title": "RTNU", "page": "3", "issued": DAY},
    {"id": "article", "type": "article-journal", "title": "La frontière dans la ville",
     "author": [ROY, DION], "container-title": "RD McGill", "volume": "54", "issue": "2",
     "page": "209-235", "issued": {"date-parts": [[2009]]}, "URL": "https://example.org/a"},
    {"id": "livre", "type": "book", "title": "Théorie des portes", "author": [ROY], "edition": "2",
     "publisher": "Thémis", "publisher-place": "Montréal", "issued": {"date-parts": [[2001]]}},
    {"id": "quatre", "type": "book", "title": "Les murs", "author": MANY, "publisher": "Thémis",
     "issued": {"date-parts": [[2003]]}},
    {"id": "collectif", "type": "book", "title": "Les portes", "editor": [ROY, DION],
     "publisher": "Thémis", "publisher-place": "Montréal", "issued": {"date-parts": [[2004]]}},
    {"id": "chapitre", "type": "chapter", "title": "La clé", "author": [DION], "editor": [ROY],
     "container-title": "Les portes", "publisher": "Thémis", "publisher-place": "Montréal",
     "page": "83-99", "issued": {"date-parts": [[2006]]}},
    {"id": "thèse", "type": "thesis", "title": "Les seuils", "author": [DION],
     "genre": "thèse de doctorat en droit", "publisher": "Université McGill",
     "issued": {"date-parts": [[2005]]}},
    {"id": "journal", "type": "article-newspaper", "title": "La ville ferme ses portes",
     "author": [ROY], "container-title": "Le Devoir", "page": "A1", "issued": DAY},
    {"id": "page", "type": "webpage", "title": "Qui peut voter?", "author": [DION], "issued": DAY,
     "URL": "https://example.org/v"},
    {"id": "traduit", "type": "book", "title": "The doors", "author": [ROY], "translator": [DION],
     "publisher": "Thémis", "issued": {"date-parts": [[2002]]}},
    {"id": "anglais", "type": "article-journal", "title": "Bordering the city", "author": [DION],
     "container-title": "McGill LJ", "volume": "55", "page": "1", "language": "en",
     "issued": {"date-parts": [[2010]]}},
]  # fmt: skip
ITEMS = {record["id"]: Item(record) for record in RECORDS}


def write(name: str, at: str, form: Form = "note", *, cited: tuple[str, ...] = ()) -> str:
    citation = cite(
        ITEMS[name],
        Pinpoint.parse(at) or None,
        style="mcgill-fr",
        form=form,
        note_number=3,
        context=Context(ITEMS.values(), cited),
    )
    return mark(citation).replace("\N{NO-BREAK SPACE}", "~")


@pytest.mark.parametrize(
    ("name", "at", "rule", "expected"),
    [
        ("neutre", "para 12", "3, neutral citations", "*R c Tremblay*, 2019 CSC 65 au para 12."),
        ("neutre", "paras 12-14", "3, pinpoints", "*R c Tremblay*, 2019 CSC 65 aux para 12–14."),
        ("recueil", "205", "3, reporters", "*Roy c Dion*, [1995] 3 RJQ 203 à la p 205 (CA Qc)."),
        ("inédit", "para 3", "3, unreported decisions",
         "*R c Dion* (20 novembre 2008), Montréal 500-1 au para 3 (CS Qc)."),
        ("loi", "s 745", "2.1.7", "*Code criminel*, LRC 1985, c C-46, art 745."),
        ("loi", "art 745-747", "2.1.7", "*Code criminel*, LRC 1985, c C-46, arts 745–47."),
        ("projet", "cl 2", "2, bills",
         "PL C-51, *Loi modifiant la Loi sur les portes*, 2e sess, 41e parl, 2015, art 2."),
        ("débats", "4175", "4.1.1",
         "*Débats de la Chambre des communes*, 37-1, no 64 (1er mai 2001) à la p 4175."),
        ("charte", "s 7", "2, constitution",
         "*Charte canadienne des droits et libertés*, art 7, partie I de la *Loi constitutionnelle"
         " de 1982*, constituant l’annexe B de la *Loi de 1982 sur le Canada* (R-U), 1982, c 11."),
        ("lc1867", "s 91", "2, constitution",
         "*Loi constitutionnelle de 1867* (R-U), 30 & 31 Vict, c 3, art 91, reproduite dans LRC"
         " 1985, annexe II, no 5."),
        ("traité", "art 12", "5, treaties",
         "*Convention relative aux droits de l’enfant*, 20 novembre 2008, 1577 RTNU 3, art 12."),
        ("article", "215", "6.1",
         "Anne B Roy et Luc Dion, «~La frontière dans la ville~» (2009) 54:2 RD McGill 209 à la p"
         " 215, en ligne~: <https://example.org/a>."),
        ("article", "215-16", "6.1",
         "Anne B Roy et Luc Dion, «~La frontière dans la ville~» (2009) 54:2 RD McGill 209 aux pp"
         " 215–16, en ligne~: <https://example.org/a>."),
        ("livre", "147", "6.2",
         "Anne B Roy, *Théorie des portes*, 2e éd, Montréal, Thémis, 2001 à la p 147."),
        ("quatre", "147-148", "6.2.2",
         "Anne B Roy et al, *Les murs*, Thémis, 2003 aux pp 147–48."),
        ("collectif", "", "6.2.2",
         "Anne B Roy et Luc Dion, dir, *Les portes*, Montréal, Thémis, 2004."),
        ("chapitre", "86", "6, collections",
         "Luc Dion, «~La clé~» dans Anne B Roy, dir, *Les portes*, Montréal, Thémis, 2006, 83 à la"
         " p 86."),
        ("thèse", "", "6, theses",
         "Luc Dion, *Les seuils*, thèse de doctorat en droit, Université McGill, 2005"
         " [non publiée]."),
        ("journal", "", "6, newspapers",
         "Anne B Roy, «~La ville ferme ses portes~», *Le Devoir* (20 novembre 2008) A1."),
        ("page", "", "6, web sites",
         "Luc Dion, «~Qui peut voter?~» (20 novembre 2008), en ligne~: <https://example.org/v>."),
        ("traduit", "", "6.2.2", "Anne B Roy, *The doors*, traduit par Luc Dion, Thémis, 2002."),
        ("anglais", "5", "1.3", "Luc Dion, «~Bordering the city~» (2010) 55 McGill LJ 1 à la p 5."),
    ],
)  # fmt: skip
def test_a_note(name: str, at: str, rule: str, expected: str) -> None:
    assert write(name, at) == expected, rule


def test_later_citations() -> None:
    """1.4."""
    assert write("article", "216", "supra") == "Roy et Dion, *supra* note 3 à la p 216."
    assert write("neutre", "para 4", "supra") == "*R c Tremblay*, *supra* note 3 au para 4."
    assert write("loi", "s 2", "ibid") == "*Ibid*, art 2."
    assert write("livre", "148-149", "ibid") == "*Ibid* aux pp 148–49."
    both = write("livre", "5", "supra", cited=("livre", "traduit"))
    assert both == "Roy, *Théorie des portes*, *supra* note 3 à la p 5."


def test_the_headings_of_the_bibliography() -> None:
    """1.1."""
    listed = build_bibliography(ITEMS.values(), "mcgill-fr")
    assert list(dict.fromkeys(entry.section for entry in listed)) == [
        "Législation", "Jurisprudence", "Documents internationaux", "Doctrine",
    ]  # fmt: skip
    assert HEADINGS["mcgill-fr"] == "Bibliographie"
    names = ("livre", "traduit", "page")
    few = [ITEMS[name] for name in names]
    assert [mark(entry.text).replace("\N{NO-BREAK SPACE}", "~")
            for entry in build_bibliography(few, "mcgill-fr")] == [
        "Dion, Luc, «~Qui peut voter?~» (20 novembre 2008), en ligne~: <https://example.org/v>.",
        "Roy, Anne B, *The doors*, traduit par Luc Dion, Thémis, 2002.",
        "———, *Théorie des portes*, 2e éd, Montréal, Thémis, 2001.",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ITEMS)
def test_nothing_of_a_record_is_lost(name: str) -> None:
    item = ITEMS[name]
    written = str(cite(item, style="mcgill-fr"))
    assert describe_unprinted(Source(item), "mcgill-fr", "note", written) == ""


@pytest.mark.parametrize("typed", ["McGill-FR", "mcgill fr", "McGill French", "McGill (français)"])
def test_its_name_as_people_type_it(typed: str) -> None:
    assert find_style_name(typed) == "mcgill-fr"
