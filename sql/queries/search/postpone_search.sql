-- Postpone an article that could not be made searchable: it is tried again after 10 minutes, 20, 40 … at most a day.
UPDATE wireroom.search_queue
SET
    attempts = attempts + 1,
    next_try_at = now() + least(interval '10 minutes' * 2 ^ least(attempts, 10), interval '1 day'),
    reason = %(reason)s
WHERE article_id = %(id)s;
