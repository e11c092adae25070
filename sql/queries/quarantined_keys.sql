-- The refused entries themselves, by what tells them apart.
SELECT r.key, r.feed_id, r.reason
FROM wireroom.rejected AS r
WHERE cardinality(%(reasons)s::text[]) = 0 OR r.reason = ANY(%(reasons)s::text[]);
