"""A store of an older version brought to the tables of this one, without reading any file again.

Each step is one function; all are one transaction, which is done wholly, or not at all.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from indexer.store.checksums import MASK, compute_checksum, compute_packed_checksum
from indexer.store.meta import write_meta
from indexer.store.page_rows import LABEL_COLUMNS, TEXT_COLUMNS, compute_paragraphs_check


def migrate_store(db: sqlite3.Connection, schema: int) -> None:
    """Bring the tables of a store from version `schema`, one of `STEPS`, to the newest."""
    try:
        db.execute("BEGIN IMMEDIATE")
        while schema in STEPS:
            STEPS[schema](db)
            schema += 1
        write_meta(db, "schema", str(schema))
        db.execute("COMMIT")
    except BaseException:
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise


def execute_statements(db: sqlite3.Connection, script: str) -> None:
    """Execute the statements of a script within the present transaction, which
    `sqlite3.Connection.executescript` would end."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            db.execute(statement)
            statement = ""


def read_script(name: str) -> str:
    """The text of one of the scripts of this package."""
    from importlib.resources import files  # here: only a new or an old store needs it

    return files("indexer.store").joinpath(name).read_text("utf-8")


def _add_minutes(db: sqlite3.Connection) -> None:
    """5 to 6: tables for minutes, which the next run finds."""
    execute_statements(db, _MINUTES)


def _add_checksums(db: sqlite3.Connection) -> None:
    """6 to 7: every row gets its checksum, every document the number of its stretches."""
    paragraphs = {
        document: compute_paragraphs_check(
            db.execute(
                "SELECT key, start, label, source FROM paragraphs"
                " WHERE key >= ? AND key < ? ORDER BY key, start",
                (first, first + count),
            )
        )
        for document, first, count in db.execute("SELECT id, first_key, page_count FROM documents")
    }
    db.create_function("row_check", -1, compute_checksum)
    db.create_function("packed_check", -1, compute_packed_checksum)
    db.create_function("paragraphs_check", 1, paragraphs.get)
    execute_statements(db, f"{_CHECKSUM_COLUMNS}{_CHECKSUMS}")
    execute_statements(db, read_script("totals.sql"))
    for table in ("files", "documents"):
        db.execute(
            f"UPDATE totals SET total = (SELECT coalesce(sum(checksum), 0) & {MASK} FROM {table})"
            " WHERE name = ?",
            (table,),
        )


_MINUTES = """
CREATE TABLE minutes (
    document INTEGER PRIMARY KEY,
    meeting TEXT NOT NULL,
    held INTEGER,
    draft INTEGER NOT NULL,
    places TEXT NOT NULL
);
CREATE TABLE minute_items (
    document INTEGER NOT NULL,
    at INTEGER NOT NULL,
    number TEXT NOT NULL COLLATE NOCASE,
    title TEXT NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    start_page INTEGER NOT NULL,
    start_offset INTEGER NOT NULL,
    end_page INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    PRIMARY KEY (document, at)
) WITHOUT ROWID;
CREATE INDEX minute_items_by_number ON minute_items (number);
DROP TRIGGER forget_pages;
CREATE TRIGGER forget_pages AFTER DELETE ON documents BEGIN
    DELETE FROM pages WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM paragraphs WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM running WHERE document = OLD.id;
    DELETE FROM minutes WHERE document = OLD.id;
    DELETE FROM minute_items WHERE document = OLD.id;
    DELETE FROM sheets WHERE first_key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
END;
"""
_CHECKSUM_COLUMNS = """
ALTER TABLE documents ADD COLUMN stretches INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN running_check INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN paragraphs_check INTEGER NOT NULL DEFAULT 0;
ALTER TABLE documents ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE files ADD COLUMN mark TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN ends TEXT NOT NULL DEFAULT '';
ALTER TABLE files ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN label_check INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pages ADD COLUMN text_check INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sheets ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE running ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pictures ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE minutes ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
ALTER TABLE minute_items ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0;
DROP INDEX IF EXISTS pages_not_read_from_text;
"""
_CHECKSUMS = f"""
UPDATE pages SET label_check = row_check({LABEL_COLUMNS}), text_check = row_check({TEXT_COLUMNS});
UPDATE sheets SET checksum = packed_check(packed, first_key, page_count);
UPDATE running SET checksum = row_check(document, blocks);
UPDATE pictures SET checksum = packed_check(
    packed, sha256, pdf_page, engine, languages, problem, has_words);
UPDATE minutes SET checksum = row_check(document, meeting, held, draft, places);
UPDATE minute_items SET checksum = row_check(document, at, number, title, start, end, start_page,
    start_offset, end_page, end_offset);
UPDATE documents SET
    stretches = (SELECT count(*) FROM pages
        WHERE key >= first_key AND key < first_key + page_count AND unit = 'paragraph'),
    running_check = coalesce(
        (SELECT row_check(document, words) FROM running WHERE document = documents.id), 0),
    paragraphs_check = paragraphs_check(id);
UPDATE documents SET checksum = row_check(id, sha256, reader, information, warnings, first_key,
    page_count, picture, stretches, running_check, paragraphs_check);
UPDATE files SET checksum = row_check(path, size, mtime_ns, sha256, problem, advice, mark, ends);
"""

STEPS: dict[int, Callable[[sqlite3.Connection], None]] = {5: _add_minutes, 6: _add_checksums}
"""By the version of the tables that a step begins with; it ends with the next one."""
