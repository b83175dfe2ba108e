"""English."""

from web.strings.en import basket, check, common, jobs, read, search

TEXTS: dict[str, str] = {
    **basket.TEXTS,
    **check.TEXTS,
    **common.TEXTS,
    **jobs.TEXTS,
    **read.TEXTS,
    **search.TEXTS,
}
