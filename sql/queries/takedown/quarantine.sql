-- Refused entries that name one of these addresses or identifiers, and when they were met.
SELECT r.id, r.first_seen_at AS since, r.last_seen_at AS until
FROM wireroom.rejected AS r
WHERE EXISTS (
    SELECT FROM unnest(%(names)s::text[]) AS name WHERE position(convert_to('"' || name || '"', 'UTF8') IN r.raw) > 0
);
