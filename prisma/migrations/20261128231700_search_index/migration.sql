-- A row has a number of its own, by which the index over its letters knows it: SQLite's own may change with VACUUM.
CREATE TABLE "new_SearchText" (
    "place" INTEGER NOT NULL PRIMARY KEY,
    "runId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    CONSTRAINT "SearchText_runId_fkey" FOREIGN KEY ("runId") REFERENCES "Run" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
INSERT INTO "new_SearchText" ("runId", "text") SELECT "runId", "text" FROM "SearchText";
DROP TABLE "SearchText";
ALTER TABLE "new_SearchText" RENAME TO "SearchText";
CREATE UNIQUE INDEX "SearchText_runId_key" ON "SearchText"("runId");

-- Every three letters of a text. The texts are folded already, so each letter is itself alone; what is taken out of it
-- leaves nothing behind. The triggers see to it whoever writes a text.
CREATE VIRTUAL TABLE "SearchIndex" USING fts5("text", content='SearchText', content_rowid='place', tokenize='trigram case_sensitive 1', columnsize=0);
INSERT INTO "SearchIndex"("SearchIndex", "rank") VALUES ('secure-delete', 1);
INSERT INTO "SearchIndex"("SearchIndex") VALUES ('rebuild');
CREATE TRIGGER "SearchText_written" AFTER INSERT ON "SearchText" BEGIN
    INSERT INTO "SearchIndex"("rowid", "text") VALUES (new."place", new."text");
END;
CREATE TRIGGER "SearchText_deleted" AFTER DELETE ON "SearchText" BEGIN
    INSERT INTO "SearchIndex"("SearchIndex", "rowid", "text") VALUES ('delete', old."place", old."text");
END;
CREATE TRIGGER "SearchText_changed" AFTER UPDATE OF "text" ON "SearchText" BEGIN
    INSERT INTO "SearchIndex"("SearchIndex", "rowid", "text") VALUES ('delete', old."place", old."text");
    INSERT INTO "SearchIndex"("rowid", "text") VALUES (new."place", new."text");
END;
