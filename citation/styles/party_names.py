"""The Bluebook's abbreviations in the names of cases (rule 10.2.2 and table T6)."""

from __future__ import annotations

import re

from citation.text.titles import Title

_SHORT = dict(
    pair.split("=")
    for pair in (
        "Administration=Admin. Administrative=Admin. Administrator=Adm’r America=Am. American=Am."
        " Associate=Assoc. Association=Ass’n Authority=Auth. Automobile=Auto. Avenue=Ave. Board=Bd."
        " Brothers=Bros. Building=Bldg. Business=Bus. Casualty=Cas. Center=Ctr. Central=Cent."
        " Chemical=Chem. Coalition=Coal. College=Coll. Commission=Comm’n Commissioner=Comm’r"
        " Committee=Comm. Communication=Commc’n Community=Cmty. Company=Co. Compensation=Comp."
        " Congress=Cong. Consolidated=Consol. Construction=Constr. Continental=Cont’l"
        " Cooperative=Coop. Corporation=Corp. Correction=Corr. County=Cnty. Defense=Def."
        " Department=Dep’t Detention=Det. Development=Dev. Director=Dir. Distributing=Distrib."
        " District=Dist. Division=Div. East=E. Eastern=E. Economic=Econ. Education=Educ."
        " Educational=Educ. Electric=Elec. Electronic=Elec. Engineering=Eng’g Enterprise=Enter."
        " Environment=Env’t Environmental=Env’t Equality=Equal. Equipment=Equip. Examiner=Exam’r"
        " Exchange=Exch. Executive=Exec. Federal=Fed. Federation=Fed’n Finance=Fin. Financial=Fin."
        " Foundation=Found. General=Gen. Government=Gov’t Group=Grp. Guaranty=Guar. Hospital=Hosp."
        " Housing=Hous. Immigration=Immigr. Incorporated=Inc. Indemnity=Indem. Independent=Indep."
        " Industrial=Indus. Industry=Indus. Information=Info. Institute=Inst. Institution=Inst."
        " Insurance=Ins. International=Int’l Investment=Inv. Investor=Inv. Laboratory=Lab’y"
        " Liability=Liab. Limited=Ltd. Litigation=Litig. Machinery=Mach. Maintenance=Maint."
        " Management=Mgmt. Manufacturer=Mfr. Manufacturing=Mfg. Maritime=Mar. Market=Mkt."
        " Marketing=Mktg. Mechanical=Mech. Medical=Med. Medicine=Med. Memorial=Mem’l"
        " Merchandise=Merch. Metropolitan=Metro. Mortgage=Mortg. Municipal=Mun. Mutual=Mut."
        " National=Nat’l North=N. Northern=N. Organization=Org. Pacific=Pac. Partnership=P’ship"
        " Pharmaceutical=Pharm. Preserve=Pres. Product=Prod. Production=Prod. Professional=Pro."
        " Property=Prop. Protection=Prot. Public=Pub. Publishing=Publ’g Railroad=R.R. Railway=Ry."
        " Refining=Refin. Regional=Reg’l Rehabilitation=Rehab. Reproduction=Reprod. Resource=Res."
        " Restaurant=Rest. Retirement=Ret. Road=Rd. Savings=Sav. School=Sch. Science=Sci."
        " Secretary=Sec’y Security=Sec. Service=Serv. Shareholder=S’holder Social=Soc."
        " Society=Soc’y South=S. Southern=S. Steamship=S.S. Street=St. Subcommittee=Subcomm."
        " System=Sys. Technology=Tech. Telecommunication=Telecomm. Telephone=Tel. Temporary=Temp."
        " Transport=Transp. Transportation=Transp. Trustee=Tr. University=Univ. Utility=Util."
        " Village=Vill. West=W. Western=W."
    ).split()
)
"""Facts of the table; the second and later words of a party's name, and the first unless it is the
whole name."""
_PLURAL = {"Services": "Servs.", "Systems": "Sys.", "Securities": "Sec.", "Industries": "Indus."}
_WORD = re.compile(r"[A-Z][a-z]+")


def abbreviate_parties(name: Title) -> Title:
    """A case's name with the words of table T6 shortened; a party of a single word stays."""
    parties = re.split(r"( v\. )", name.text)
    short = "".join(party if " " not in party.strip() else _shorten(party) for party in parties)
    return name if short == name.text else Title(short, ((0, len(short)),))


def _shorten(party: str) -> str:
    return _WORD.sub(lambda word: _find_short(word[0]), party)


def _find_short(word: str) -> str:
    if word in _SHORT:
        return _SHORT[word]
    if word in _PLURAL:
        return _PLURAL[word]
    one = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    short = _SHORT.get(one, "") if one != word else ""
    if not short:
        return word
    return f"{short[:-1]}s." if short.endswith(".") else f"{short}s"
