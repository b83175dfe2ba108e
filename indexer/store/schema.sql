CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    information TEXT NOT NULL,           -- JSON object: the file's document information
    warnings TEXT NOT NULL,              -- JSON array of sentences
    first_key INTEGER NOT NULL,          -- of its pages, which are consecutive
    page_count INTEGER NOT NULL,
    picture INTEGER NOT NULL,            -- the newest of the pictures that its text is from, or 0
    stretches INTEGER NOT NULL DEFAULT 0, -- how many of its pages are stretches of paragraphs
    running_check INTEGER NOT NULL DEFAULT 0, -- checksum of the words of its running texts, or 0
    paragraphs_check INTEGER NOT NULL DEFAULT 0, -- of its rows in paragraphs, or 0
    checksum INTEGER NOT NULL DEFAULT 0  -- of the columns before
);

CREATE TABLE files (
    path TEXT PRIMARY KEY,               -- relative to the corpus, with "/"
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    problem TEXT NOT NULL DEFAULT '',    -- why it could not be read
    advice TEXT NOT NULL DEFAULT '',     -- what to do about it
    mark TEXT NOT NULL DEFAULT '',       -- inode and time of change, as the system keeps them
    ends TEXT NOT NULL DEFAULT '',       -- checksum of its first and last 64 KB
    checksum INTEGER NOT NULL DEFAULT 0  -- of the columns before
) WITHOUT ROWID;
CREATE INDEX files_by_sha256 ON files (sha256);

CREATE TABLE pages (
    key INTEGER PRIMARY KEY AUTOINCREMENT, -- never used again
    document INTEGER NOT NULL,
    number INTEGER NOT NULL,             -- 1-based position among the document's pages
    pdf_page INTEGER,                    -- 1-based position of its sheet in the file
    sheet_part TEXT NOT NULL,            -- of a sheet that shows several pages; otherwise empty
    label TEXT,
    label_source TEXT NOT NULL,
    evidence TEXT NOT NULL,
    body TEXT NOT NULL,
    notes TEXT NOT NULL,
    seam TEXT NOT NULL,
    lost INTEGER NOT NULL,
    label_total INTEGER NOT NULL,        -- M of a filing stamp's "page N of M", or 0
    label_unique INTEGER NOT NULL,       -- 1 where no other page of the document bears the label
    label_part TEXT NOT NULL,            -- the part that numbers its pages anew, or ""
    read_from TEXT NOT NULL,             -- text, layer or picture
    hidden_words INTEGER NOT NULL,       -- how many the file holds for the page and does not show
    order_doubtful INTEGER NOT NULL,     -- 1 where the words may have to be read in another order
    unit TEXT NOT NULL,                  -- page or paragraph
    unread_picture INTEGER NOT NULL,     -- 1 where it shows more than its text says
    label_check INTEGER NOT NULL DEFAULT 0, -- checksum of what is told about the page
    text_check INTEGER NOT NULL DEFAULT 0 -- checksum of what stands on it
);
CREATE INDEX unread_pictures ON pages (document, pdf_page) WHERE unread_picture = 1;
CREATE INDEX textless_pages ON pages (document, number)
    WHERE (trim(body) = '' AND trim(notes) = '') OR lost > length(body);
CREATE INDEX pages_with_hidden_words ON pages (document, number, hidden_words)
    WHERE hidden_words > 0;

CREATE TABLE sheets (
    first_key INTEGER PRIMARY KEY,       -- of the pages packed together
    page_count INTEGER NOT NULL,
    packed BLOB NOT NULL,                -- lines with positions, and the maps of the clean text
    checksum INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE running (
    document INTEGER PRIMARY KEY,
    words TEXT NOT NULL,                 -- distinct and folded, separated by spaces
    blocks TEXT NOT NULL,                -- JSON array: running heads and feet, each once
    checksum INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE paragraphs (
    key INTEGER NOT NULL,                -- of the page on which it begins
    start INTEGER NOT NULL,              -- 0-based offset in the running text of that page
    label TEXT,                          -- NULL where text without a number begins
    source TEXT NOT NULL,
    PRIMARY KEY (key, start)
) WITHOUT ROWID;
CREATE INDEX paragraphs_by_label ON paragraphs (label) WHERE label IS NOT NULL;

CREATE TABLE minutes (
    document INTEGER PRIMARY KEY,        -- of kind minutes
    meeting TEXT NOT NULL,               -- the date that they were found for, or ""
    held INTEGER,                        -- the year of the meeting, as the text says it
    draft INTEGER NOT NULL,              -- 1 where they call themselves a draft
    places TEXT NOT NULL,                -- JSON array: where the voice changes
    checksum INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE minute_items (
    document INTEGER NOT NULL,
    at INTEGER NOT NULL,                 -- 0-based, in the order of the document
    number TEXT NOT NULL COLLATE NOCASE, -- as printed, without "#"
    title TEXT NOT NULL,
    start INTEGER NOT NULL,              -- 0-based, in the document's running text
    end INTEGER NOT NULL,
    start_page INTEGER NOT NULL,         -- 1-based
    start_offset INTEGER NOT NULL,       -- 0-based, in the running text of that page
    end_page INTEGER NOT NULL,
    end_offset INTEGER NOT NULL,
    checksum INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (document, at)
) WITHOUT ROWID;
CREATE INDEX minute_items_by_number ON minute_items (number);

CREATE TABLE pictures (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- rises with every reading
    sha256 TEXT NOT NULL,
    pdf_page INTEGER NOT NULL,           -- 1-based
    engine TEXT NOT NULL,                -- program and version
    languages TEXT NOT NULL,             -- as Tesseract writes them: eng+fra
    problem TEXT NOT NULL,               -- why it could not be read
    has_words INTEGER NOT NULL,          -- 0 where nothing is written on it
    packed BLOB NOT NULL,                -- lines, and words with their boxes and confidences
    checksum INTEGER NOT NULL DEFAULT 0,
    UNIQUE (sha256, pdf_page)
);

CREATE TRIGGER forget_pages AFTER DELETE ON documents BEGIN
    DELETE FROM pages WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM paragraphs WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM running WHERE document = OLD.id;
    DELETE FROM minutes WHERE document = OLD.id;
    DELETE FROM minute_items WHERE document = OLD.id;
    DELETE FROM sheets WHERE first_key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
END;
