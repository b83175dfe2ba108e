"""English."""

from web.strings.en import basket, common, jobs, read, search

TEXTS: dict[str, str] = {
    **basket.TEXTS,
    **common.TEXTS,
    **jobs.TEXTS,
    **read.TEXTS,
    **search.TEXTS,
}
