-- In a database that is a copy of another: an epoch of its own, drawn once. Positions among the changes are given out a
-- second time in a copy; cursors of before are refused, not misread. One too old to know that it is a copy is told so by
-- the restore that brings it.
DO $$
BEGIN
    IF to_regprocedure('wireroom.where_we_are()') IS NOT NULL THEN
        UPDATE wireroom.change_log
        SET epoch = substring(uuid_send(gen_random_uuid()) FOR 4), home = wireroom.where_we_are()
        WHERE home <> wireroom.where_we_are();
    ELSIF to_regclass('wireroom.change_log') IS NOT NULL THEN
        UPDATE wireroom.change_log SET epoch = substring(uuid_send(gen_random_uuid()) FOR 4);
    END IF;
END
$$;
