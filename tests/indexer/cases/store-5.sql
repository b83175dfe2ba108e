BEGIN TRANSACTION;
CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL UNIQUE,
    reader TEXT NOT NULL,
    information TEXT NOT NULL,           -- JSON object: the file's document information
    warnings TEXT NOT NULL,              -- JSON array of sentences
    first_key INTEGER NOT NULL,          -- of its pages, which are consecutive
    page_count INTEGER NOT NULL,
    picture INTEGER NOT NULL             -- the newest of the pictures that its text is from, or 0
);
INSERT INTO "documents" VALUES(1,'9297963cce0b80cea63d7ce3e279708ed2bbfd9b517a0527371be0475d8090fc','pdfium','{"Title": "untitled", "Author": "anonymous", "Subject": "unspecified", "Creator": "anonymous", "Producer": "ReportLab PDF Library - (opensource)", "CreationDate": "D:20000101000000+00''00''", "ModDate": "D:20000101000000+00''00''"}','[]',1,2,0);
INSERT INTO "documents" VALUES(2,'96f75860c3ba981de710858f7230e025769a27d397bdf701480563f486de8202','text','{}','[]',3,1,0);
CREATE TABLE files (
    path TEXT PRIMARY KEY,               -- relative to the corpus, with "/"
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    problem TEXT NOT NULL DEFAULT '',    -- why it could not be read
    advice TEXT NOT NULL DEFAULT ''      -- what to do about it
) WITHOUT ROWID;
INSERT INTO "files" VALUES('brief.txt',82,1795888574148942931,'96f75860c3ba981de710858f7230e025769a27d397bdf701480563f486de8202','','');
INSERT INTO "files" VALUES('minutes.pdf',1960,1795888574148846417,'9297963cce0b80cea63d7ce3e279708ed2bbfd9b517a0527371be0475d8090fc','','');
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('analysis','3');
INSERT INTO "meta" VALUES('identity','61cac058e752e604823c06200edc827a');
INSERT INTO "meta" VALUES('schema','5');
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
    unread_picture INTEGER NOT NULL      -- 1 where it shows more than its text says
);
INSERT INTO "pages" VALUES(1,1,1,1,'','3','printed','“3” stands at the foot, one of 2 numbers that run with the pages','MINUTES OF THE PUBLIC MEETING

The Board received the report of the Chief.','','paragraph',0,0,1,'','text',0,0,'page',0);
INSERT INTO "pages" VALUES(2,1,2,2,'','4','printed','“4” stands at the foot, one of 2 numbers that run with the pages','MINUTES OF THE PUBLIC MEETING

It was moved that the motion be received.','','paragraph',0,0,1,'','text',0,0,'page',0);
INSERT INTO "pages" VALUES(3,2,1,NULL,'','1–2','counted','paragraphs, counted','1. The first submission is about notice.

2. The second submission is about time.','','paragraph',0,0,1,'','text',0,0,'paragraph',0);
CREATE TABLE paragraphs (
    key INTEGER NOT NULL,                -- of the page on which it begins
    start INTEGER NOT NULL,              -- 0-based offset in the running text of that page
    label TEXT,                          -- NULL where text without a number begins
    source TEXT NOT NULL,
    PRIMARY KEY (key, start)
) WITHOUT ROWID;
INSERT INTO "paragraphs" VALUES(3,0,'1','counted');
INSERT INTO "paragraphs" VALUES(3,42,'2','counted');
CREATE TABLE pictures (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- rises with every reading
    sha256 TEXT NOT NULL,
    pdf_page INTEGER NOT NULL,           -- 1-based
    engine TEXT NOT NULL,                -- program and version
    languages TEXT NOT NULL,             -- as Tesseract writes them: eng+fra
    problem TEXT NOT NULL,               -- why it could not be read
    has_words INTEGER NOT NULL,          -- 0 where nothing is written on it
    packed BLOB NOT NULL,                -- lines, and words with their boxes and confidences
    UNIQUE (sha256, pdf_page)
);
CREATE TABLE running (
    document INTEGER PRIMARY KEY,
    words TEXT NOT NULL,                 -- distinct and folded, separated by spaces
    blocks TEXT NOT NULL                 -- JSON array: running heads and feet, each once
);
INSERT INTO "running" VALUES(1,'3 4','[["foot","\u0000",[1,2],[["3"],["4"]]]]');
CREATE TABLE sheets (
    first_key INTEGER PRIMARY KEY,       -- of the pages packed together
    page_count INTEGER NOT NULL,
    packed BLOB NOT NULL                 -- lines with positions, and the maps of the clean text
);
INSERT INTO "sheets" VALUES(1,2,X'787D17052E049BCBC0C080D7300512DCA560AC80DF2CA2DDA560A20005194C401732020930C3D1515C1CCC78FC584101CC0001420C6666A01A16A0422620046BE00312B2DA8CB29A8C5023D0A80C36A0C0850B3B808889891B88C002923B2C047658B072F33DE3E6030BDCD9F4FB4EED6F2E6E6E20020B2C4357C1C0C4B4990964E97FA0AD2015D560C00A066001648029007235CCD9602F30300221C80B600E2C0030388C4000920400124652FB');
INSERT INTO "sheets" VALUES(3,1,X'787D94841C570B6160603024D25405220D5500820C46A0C18C0C608A81688A89218309A81C8433D88084863A583BC40C90288271025D24052E02B413ACF8C50B6666345D707380F2102998624C2B18815200071C2AD3');
CREATE INDEX files_by_sha256 ON files (sha256);
CREATE INDEX unread_pictures ON pages (document, pdf_page) WHERE unread_picture = 1;
CREATE INDEX textless_pages ON pages (document, number)
    WHERE (trim(body) = '' AND trim(notes) = '') OR lost > length(body);
CREATE INDEX pages_not_read_from_text ON pages (document, number, read_from)
    WHERE read_from <> 'text';
CREATE INDEX pages_with_hidden_words ON pages (document, number, hidden_words)
    WHERE hidden_words > 0;
CREATE INDEX paragraphs_by_label ON paragraphs (label) WHERE label IS NOT NULL;
CREATE TRIGGER forget_pages AFTER DELETE ON documents BEGIN
    DELETE FROM pages WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM paragraphs WHERE key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
    DELETE FROM running WHERE document = OLD.id;
    DELETE FROM sheets WHERE first_key BETWEEN OLD.first_key AND OLD.first_key + OLD.page_count - 1;
END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',2);
INSERT INTO "sqlite_sequence" VALUES('pages',3);
COMMIT;
