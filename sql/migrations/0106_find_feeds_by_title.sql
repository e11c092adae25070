-- Which other feeds have a title: those are told apart wherever a feed is named (feed_name). By hash: titles may be long.
CREATE INDEX feeds_title ON wireroom.feeds USING hash (lower(title));
CREATE INDEX feed_states_title ON wireroom.feed_states USING hash (lower(title));
