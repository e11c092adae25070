-- A takedown of this article that nobody is at any more ends here, so that another may begin.
UPDATE wireroom.takedowns
SET ended_at = %(now)s::timestamptz, trouble = 'it broke off without a word, such as by a restart'
WHERE article_id = %(article_id)s AND ended_at IS NULL AND asked_at < %(now)s::timestamptz - %(starting)s::interval
    AND NOT EXISTS (
        SELECT FROM pg_locks AS l
        WHERE l.locktype = 'advisory' AND l.classid = %(lock)s::oid AND l.objid = (article_id %% 2147483647)::oid
            AND l.objsubid = 2 AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
    );
