"""English."""

from web.strings.en import basket, check, common, find, jobs, read, search

TEXTS: dict[str, str] = {
    **basket.TEXTS,
    **check.TEXTS,
    **find.TEXTS,
    **common.TEXTS,
    **jobs.TEXTS,
    **read.TEXTS,
    **search.TEXTS,
}
