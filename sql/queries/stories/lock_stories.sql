-- One process at a time puts articles into stories; whoever comes second leaves it to the first.
LOCK TABLE wireroom.story_lock IN EXCLUSIVE MODE NOWAIT;
