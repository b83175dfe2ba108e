"""Authors that a file states in its document information, as far as they can be authors.

The entry holds whatever the writing program found: the name of a login, of a program, of a printer,
or the person's name that is wanted (ISO 32000-1, 14.3.3, asks for "the name of the person who
created the document"). A name is believed if it looks like one; a name that could be anything is
believed if the document prints it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.readers.sheets import Sheet

_ROLES = frozenset(
    """
    user users owner admin admins administrator administrateur author authors auteur anonymous anon
    unknown unspecified none null nobody local guest default customer client registered authorized
    authorised preferred valued test temp system root operator service secretary clerk assistant
    reception staff pc computer laptop desktop workstation server my your name company organization
    organisation employee
    """.split()
)
"""What logins are called before anybody gives them a name."""
_MAKERS = frozenset(
    """
    hp hewlett packard bell compaq dell gateway lenovo ibm acer asus apple fujitsu siemens toshiba
    samsung sony medion vaio xerox ricoh canon konica minolta kyocera lexmark brother epson sharp
    oki panasonic oem
    """.split()
)
_PROGRAMS = frozenset(
    """
    acrobat adobe distiller reader pro dc standard professional bit edition version word microsoft
    ms msoffice office excel powerpoint publisher outlook windows macos mac pdf pdfwriter pdfmaker
    pdfcreator printer print printserver scan scanner scanned copier fax latex tex pdftex xetex
    ghostscript indesign illustrator photoshop quark quarkxpress wordperfect corel openoffice
    libreoffice preview pages quartz chrome mozilla google docs skia itext reportlab htmldoc dll
    nitro foxit bluebeam framemaker crystal reports abbyy finereader docusign laserjet officejet
    designjet workcentre versalink altalink docucentre bizhub imagerunner imageclass aficio taskalfa
    ecosys studio multifunction mfp device ir adv mp mx
    """.split()
)
"""Words in the names of programs, printers and computers. A maker's name alone is no author; with
"Corporation" behind it it may be."""
_GIVEAWAY = re.compile(
    r"\b(?:acrobat|distiller|pdf\w*|laserjet|officejet|workcentre|altalink|versalink|bizhub"
    r"|imagerunner|aficio|taskalfa|printserver|microsoft (?:word|office)|ms word|pscript\d*)\b"
    r"|0x[0-9a-f]+|\[object|[\\@]|^(?:https?|file):|\.(?:dll|exe|com|org|local)$",
    re.IGNORECASE,
)
"""No author's name holds any of these."""
_WORD = re.compile(r"[^\W_]+(?:[.'’_-][^\W_]+)*")
_MODEL = re.compile(r"(?=.*\d)(?=.*[^\W\d_])|_|^[^\W\d_]{2,}\.[^\W\d_]{2,}$")
"""Letters with figures or underscores, or words joined by a full stop: a login or a model."""
_TYPIST = re.compile(r"\s+[-–/]\s*[a-z]{2,4}$")
"""The typist's initials behind the author's, in small letters."""
_ACRONYM = re.compile(r"[A-Z]{3,}")


def choose_authors(information: Mapping[str, str], opening: Sequence[Sheet]) -> list[str]:
    """The authors that the document `information` states, without what cannot be one; often none.

    `opening` are the first sheets, in which a doubtful name is looked for.
    """
    stated = " ".join(information.get("Author", "").split())
    programs = {
        " ".join(information.get(entry, "").split()).casefold() for entry in ("Creator", "Producer")
    }
    names = (_TYPIST.sub("", part.strip()) for part in stated.split(";"))
    return [
        name
        for name in dict.fromkeys(names)
        if name and name.casefold() not in programs and _can_be_author(name, opening)
    ]


def _can_be_author(name: str, opening: Sequence[Sheet]) -> bool:
    """Whether `name` is nothing that a machine put there, and printed if it is doubtful."""
    words = _WORD.findall(name)
    telling = [word for word in words if not _is_machine_word(word)]
    made = any(word.casefold() in _MAKERS for word in words)
    if _GIVEAWAY.search(name) or not telling or (made and any(map(_MODEL.search, words))):
        return False
    return not _is_doubtful(name, words) or _is_printed(name, opening)


def _is_machine_word(word: str) -> bool:
    parts = [part for part in re.split(r"[._-]", word.casefold()) if not part.isdigit()]
    return (
        bool(_MODEL.search(word))
        or (len(word) == 1 and word.isascii())
        or all(part in _ROLES or part in _PROGRAMS or part in _MAKERS for part in parts)
    )


def _is_doubtful(name: str, words: Sequence[str]) -> bool:
    """A single word, words without capitals, or figures at the end: as logins and versions have."""
    return len(words) < 2 or name == name.lower() != name.upper() or words[-1].isdigit()


def _is_printed(name: str, opening: Sequence[Sheet]) -> bool:
    """Whether the name has a line of its own, or stands there as an acronym or with more words.

    A single word within a sentence proves nothing: "Planning" may be a department's login.
    """
    lines = [" ".join(line.text.split()) for sheet in opening for line in sheet.lines]
    if name in (line.strip(" ,.;:*") for line in lines):
        return True
    if " " not in name and not _ACRONYM.fullmatch(name):
        return False
    whole = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    return any(whole.search(line) for line in lines)
