-- Refused entries that name one of these addresses or identifiers.
SELECT r.id
FROM wireroom.rejected AS r
WHERE EXISTS (
    SELECT FROM unnest(%(names)s::text[]) AS name WHERE position(convert_to('"' || name || '"', 'UTF8') IN r.raw) > 0
);
