-- Feeds in the order in which they are asked for.
SELECT f.*
FROM unnest(%(ids)s::bigint[]) WITH ORDINALITY AS asked (id, place)
JOIN wireroom.feed_rows AS f ON f.id = asked.id
ORDER BY asked.place;
