-- Feeds of a run that were left for a later one on purpose, and why.
SELECT coalesce(sum(feeds - asked), 0)::bigint AS feeds, coalesce(max(detail) FILTER (WHERE feeds > asked), '') AS why
FROM wireroom.landings
WHERE run_id = %(run_id)s AND orderly AND status IN ('landed', 'filed');
