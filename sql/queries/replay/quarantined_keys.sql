-- The refused entries themselves, by what tells them apart, and the documents that they were first and last met in.
-- A row by feed and reason stands for every document that came to the same: where that were several, what became
-- of one says nothing of the others.
SELECT r.key, r.feed_id, r.first_seen_at, r.last_seen_at
FROM wireroom.rejected AS r
WHERE (cardinality(%(reasons)s::text[]) = 0 OR r.reason = ANY(%(reasons)s::text[]))
    AND (r.times = 1 OR r.key <> sha256(convert_to(r.reason || ' ' || r.feed_id, 'UTF8')));
