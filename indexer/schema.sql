CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    information TEXT NOT NULL,           -- JSON object: the file's document information
    warnings TEXT NOT NULL,              -- JSON array of sentences
    indexed INTEGER NOT NULL DEFAULT 0   -- 1 when its pages are in the Whoosh index
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
    key INTEGER PRIMARY KEY AUTOINCREMENT, -- consecutive within a document
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    pdf_page INTEGER NOT NULL,           -- 1-based
    label TEXT,
    label_source TEXT NOT NULL,
    evidence TEXT NOT NULL,
    body TEXT NOT NULL,
    notes TEXT NOT NULL,
    seam TEXT NOT NULL,
    lost INTEGER NOT NULL,
    UNIQUE (document, pdf_page)
);

CREATE TABLE sheets (
    page INTEGER PRIMARY KEY REFERENCES pages (key) ON DELETE CASCADE,
    sheet BLOB NOT NULL,                 -- the sheet as read: lines with positions
    body_map BLOB NOT NULL,
    notes_map BLOB NOT NULL
);

CREATE TABLE words (word TEXT PRIMARY KEY, stem TEXT NOT NULL) WITHOUT ROWID;
CREATE INDEX words_by_stem ON words (stem);
