"""English."""

from web.strings.en import common, jobs, read, search

TEXTS: dict[str, str] = {
    **common.TEXTS,
    **jobs.TEXTS,
    **read.TEXTS,
    **search.TEXTS,
}
