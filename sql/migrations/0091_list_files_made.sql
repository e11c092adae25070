-- Backups and exports, noted as they are begun and as they end: a takedown cannot reach them, so it names them.
CREATE TABLE wireroom.files_made (
    kind text NOT NULL CHECK (kind IN ('backup', 'export')),
    host text NOT NULL,
    path text NOT NULL,
    since date NOT NULL DEFAULT '-infinity',
    until date NOT NULL DEFAULT 'infinity',
    made_at timestamptz NOT NULL,
    PRIMARY KEY (kind, host, path)
);
COMMENT ON TABLE wireroom.files_made IS 'Backups and exports that commands of ours have made, as far as they could note it: a takedown names those that may hold the article.';
COMMENT ON COLUMN wireroom.files_made.kind IS 'backup or export.';
COMMENT ON COLUMN wireroom.files_made.host IS 'Name of the machine that made it.';
COMMENT ON COLUMN wireroom.files_made.path IS 'The file, or the folder of an export, absolute on that machine.';
COMMENT ON COLUMN wireroom.files_made.since IS 'First day of publication that was ever asked for; of a backup -infinity.';
COMMENT ON COLUMN wireroom.files_made.until IS 'Last day of publication that was ever asked for; of a backup infinity.';
COMMENT ON COLUMN wireroom.files_made.made_at IS 'When it last ended, or was begun where it never ended; what came in later is not in it.';
