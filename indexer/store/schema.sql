CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    information TEXT NOT NULL,           -- JSON object: the file's document information
    warnings TEXT NOT NULL,              -- JSON array of sentences
    first_key INTEGER NOT NULL,          -- of its pages, which are consecutive
    page_count INTEGER NOT NULL
);

CREATE TABLE files (
    path TEXT PRIMARY KEY,               -- relative to the corpus, with "/"
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    problem TEXT NOT NULL DEFAULT '',    -- why it could not be read
    advice TEXT NOT NULL DEFAULT ''      -- what to do about it
) WITHOUT ROWID;
CREATE INDEX files_by_sha256 ON files (sha256);

CREATE TABLE pages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again
    document INTEGER NOT NULL,
    pdf_page INTEGER NOT NULL,           -- 1-based
    label TEXT,
    label_source TEXT NOT NULL,
    evidence TEXT NOT NULL,
    body TEXT NOT NULL,
    notes TEXT NOT NULL,
    seam TEXT NOT NULL,
    lost INTEGER NOT NULL,
    label_total INTEGER NOT NULL,        -- M of a filing stamp's "page N of M", or 0
    label_unique INTEGER NOT NULL        -- 1 where no other page of the document bears the label
);
CREATE INDEX textless_pages ON pages (document, pdf_page)
    WHERE (trim(body) = '' AND trim(notes) = '') OR lost > length(body);

CREATE TABLE sheets (
    first_key INTEGER PRIMARY KEY,       -- of the pages packed together
    page_count INTEGER NOT NULL,
    packed BLOB NOT NULL                 -- lines with positions, and the maps of the clean text
);

CREATE TABLE paragraphs (
    key INTEGER NOT NULL,                -- of the page on which it begins
    start INTEGER NOT NULL,              -- 0-based offset in the running text of that page
    label TEXT,                          -- NULL where text without a number begins
    source TEXT NOT NULL,
    PRIMARY KEY (key, start)
) WITHOUT ROWID;
CREATE INDEX paragraphs_by_label ON paragraphs (label) WHERE label IS NOT NULL;

CREATE TRIGGER forget_pages AFTER DELETE ON documents BEGIN
    DELETE FROM pages WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM paragraphs WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM sheets WHERE first_key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
END;
