"""Courts and tribunals: the codes of neutral citations, and which court a reporter reports.

The Canadian codes are those of the Canadian Citation Committee's neutral citation standard and of
CanLII's list of databases; the British ones are of the Incorporated Council of Law Reporting's
list, the others of the courts' own practice directions.
"""

from __future__ import annotations

import re

_CANADIAN = {
    "SCC": "Supreme Court", "CSC": "Supreme Court", "FCA": "Federal Court of Appeal",
    "CAF": "Federal Court of Appeal", "FC": "Federal Court", "CF": "Federal Court",
    "TCC": "Tax Court", "CCI": "Tax Court", "CMAC": "Court Martial Appeal Court",
    "CHRT": "Human Rights Tribunal", "TCDP": "Human Rights Tribunal",
    "CIRB": "Industrial Relations Board", "FPSLREB": "Federal Public Sector Labour Relations Board",
    "CITT": "International Trade Tribunal", "SST": "Social Security Tribunal",
}  # fmt: skip
_PROVINCES = {
    "AB": "Alberta",
    "BC": "British Columbia",
    "MB": "Manitoba",
    "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador",
    "NS": "Nova Scotia",
    "NU": "Nunavut",
    "NWT": "Northwest Territories",
    "ON": "Ontario",
    "PE": "Prince Edward Island",
    "QC": "Quebec",
    "SK": "Saskatchewan",
    "YK": "Yukon",
}
_PROVINCIAL = (
    "CA SC QB KB BR BK PC CJ CJ CS CQ TDP TC TT SM FC SCDC SCSM SCAD HRT LRB LTB WSIAT LA CICB HRC"
    " CPSO LSDDC LSTH LSTA SEC ST LERB EST AWCAC IPC OIPC PRB LPAT OLT CAT MTB LAT GSB PHIPA DAT UC"
).split()
"""What follows the province's letters in the code of one of its courts or tribunals."""
_OTHERS = {
    "UKSC": "United Kingdom, Supreme Court",
    "UKHL": "United Kingdom, House of Lords",
    "UKPC": "United Kingdom, Privy Council",
    "EWCA Civ": "United Kingdom, Court of Appeal",
    "EWCA Crim": "United Kingdom, Court of Appeal",
    "EWHC": "United Kingdom, High Court",
    "UKUT": "United Kingdom, Upper Tribunal",
    "UKFTT": "United Kingdom, First-tier Tribunal",
    "UKEAT": "United Kingdom, Employment Appeal Tribunal",
    "CSIH": "Scotland, Court of Session",
    "CSOH": "Scotland, Court of Session",
    "HCJAC": "Scotland, High Court of Justiciary",
    "NICA": "Northern Ireland, Court of Appeal",
    "NIQB": "Northern Ireland, High Court",
    "HCA": "Australia, High Court",
    "FCAFC": "Australia, Federal Court",
    "NSWCA": "New South Wales, Court of Appeal",
    "NSWSC": "New South Wales, Supreme Court",
    "VSCA": "Victoria, Court of Appeal",
    "VSC": "Victoria, Supreme Court",
    "QCA": "Queensland, Court of Appeal",
    "NZSC": "New Zealand, Supreme Court",
    "NZCA": "New Zealand, Court of Appeal",
    "NZHC": "New Zealand, High Court",
    "IESC": "Ireland, Supreme Court",
    "IEHC": "Ireland, High Court",
    "ZACC": "South Africa, Constitutional Court",
}
_REPORTED = {
    "SCR": "SCC",
    "RCS": "SCC",
    "FC": "FC",
    "FCR": "FC",
    "RCF": "FC",
    "Ex CR": "Exch",
    "U.S.": "US",
    "S. Ct.": "US",
    "L. Ed.": "US",
    "L. Ed. 2d": "US",
}
"""The court whose decisions alone a reporter holds."""
_SUPREME = re.compile(r"^(?:the )?supreme court of canada$|^cour suprême du canada$", re.IGNORECASE)


def is_court_code(code: str) -> bool:
    """Whether neutral citations use the code: `SCC`, `ONCA`, `EWCA Civ`."""
    if code in _CANADIAN or code in _OTHERS:
        return True
    return any(code == province + court for province in _PROVINCES for court in _PROVINCIAL)


def is_canadian_code(code: str) -> bool:
    """Whether it is the code of a Canadian court or tribunal."""
    return is_court_code(code) and code not in _OTHERS


def name_court(code: str) -> str:
    """`Canada, Supreme Court` for a code; "" for one whose court has no name here."""
    if code in _CANADIAN:
        return f"Canada, {_CANADIAN[code]}"
    if code in _OTHERS:
        return _OTHERS[code]
    names = {"CA": "Court of Appeal", "SC": "Supreme Court", "PC": "Provincial Court"}
    for letters, province in _PROVINCES.items():
        court = names.get(code.removeprefix(letters), "") if code.startswith(letters) else ""
        if court:
            superior = code == "ONSC"
            return f"{province}, {'Superior Court of Justice' if superior else court}"
    return ""


def is_told_by_reporter(court: str, reporter: str) -> bool:
    """Whether the reporter tells that this court decided, which is then not printed."""
    told = _REPORTED.get(reporter, "")
    if not told:
        return False
    return told != "SCC" or court in ("SCC", "CSC") or bool(_SUPREME.match(court))
