-- What the checksums of all rows come to: a row that is lost, or there twice, is found out.
CREATE TABLE totals (name TEXT PRIMARY KEY, total INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO totals VALUES ('files', 0), ('documents', 0);
CREATE TRIGGER add_file AFTER INSERT ON files BEGIN
    UPDATE totals SET total = (total + NEW.checksum) & 0xFFFFFFFFFFFF WHERE name = 'files';
END;
CREATE TRIGGER change_file AFTER UPDATE ON files BEGIN
    UPDATE totals SET total = (total - OLD.checksum + NEW.checksum) & 0xFFFFFFFFFFFF
        WHERE name = 'files';
END;
CREATE TRIGGER remove_file AFTER DELETE ON files BEGIN
    UPDATE totals SET total = (total - OLD.checksum) & 0xFFFFFFFFFFFF WHERE name = 'files';
END;
CREATE TRIGGER add_document AFTER INSERT ON documents BEGIN
    UPDATE totals SET total = (total + NEW.checksum) & 0xFFFFFFFFFFFF WHERE name = 'documents';
END;
CREATE TRIGGER change_document AFTER UPDATE ON documents BEGIN
    UPDATE totals SET total = (total - OLD.checksum + NEW.checksum) & 0xFFFFFFFFFFFF
        WHERE name = 'documents';
END;
CREATE TRIGGER remove_document AFTER DELETE ON documents BEGIN
    UPDATE totals SET total = (total - OLD.checksum) & 0xFFFFFFFFFFFF WHERE name = 'documents';
END;
