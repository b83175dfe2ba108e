"""Rule `proxy-address`: addresses that open only for members of one library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from drafts.lint.finding import Finding

_HOST = re.compile(
    r"(?:^|\.)(?:(?P<name>(?:www\.)?(?:ez-?proxy\d*|libproxy\d*|lib-?ezproxy|proxy\d*\.lib(?:rary|raries)?"
    r"|(?:lib|library|libraries)\.?proxy|proxy\.(?:bib|biblio\w*))(?:[.-].+)?)"
    r"|(?P<oclc>[\w-]+\.(?:idm|eu\d*)\.oclc\.org))$",
    re.IGNORECASE,
)
_LOGIN = re.compile(r"/login/?$", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"”“]+", re.IGNORECASE)


def find_addresses(text: str) -> list[str]:
    """The web addresses in running text, without the punctuation that follows them."""
    return [address.rstrip(".,;:)]’'*_") for address in _URL.findall(text)]


def check_proxy_address(url: str, place: str, field: str = "") -> Finding | None:
    """The finding on an address that goes through a library's proxy, None for any other."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return None
    proxy = _HOST.search(host)
    query = parse_qs(parts.query)
    inner = next((query[key][0] for key in ("url", "qurl") if query.get(key)), "")
    if not proxy and not (_LOGIN.search(parts.path) and inner.startswith("http")):
        return None
    rewritten = host[: proxy.start()] if proxy else ""
    original = inner or _guess_original_address(rewritten, parts.path, parts.query)
    guess = f": probably {original} (try it)" if original else ""
    wrong = f"{host} is a library’s proxy, which opens only for its members."
    remedy = f"Give the publisher’s own address or the DOI{guess}."
    return Finding("proxy-address", place, wrong, remedy, "error", field)


def check_text_for_proxies(text: str, place: str) -> Iterator[Finding]:
    """Findings on the addresses in running text."""
    for url in dict.fromkeys(find_addresses(text)):
        finding = check_proxy_address(url, place)
        if finding is not None:
            yield finding


def _guess_original_address(host: str, path: str, query: str) -> str:
    """The address before it was rewritten: `www-jstor-org` or `www.jstor.org` with its path."""
    if not host or host.lower() in ("www", "login"):
        return ""
    if "." not in host:
        host = re.sub(r"(?<!-)-(?!-)", ".", host).replace("--", "-")
    return f"https://{host}{path}{'?' + query if query else ''}" if "." in host else ""
