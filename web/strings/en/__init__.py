"""English."""

from web.strings.en import basket, check, common, deputation, documents, find, jobs, read, search

TEXTS: dict[str, str] = {
    **basket.TEXTS,
    **check.TEXTS,
    **deputation.TEXTS,
    **documents.TEXTS,
    **find.TEXTS,
    **common.TEXTS,
    **jobs.TEXTS,
    **read.TEXTS,
    **search.TEXTS,
}
