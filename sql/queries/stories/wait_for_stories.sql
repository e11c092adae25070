-- The same, by a command that somebody waits for.
LOCK TABLE wireroom.story_lock IN EXCLUSIVE MODE;
