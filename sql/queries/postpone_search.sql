-- An article whose search could not be made steps aside: tried again after 10 minutes, 20, 40 … a day at most.
UPDATE wireroom.search_queue
SET
    attempts = attempts + 1,
    next_try_at = now() + least(interval '10 minutes' * 2 ^ least(attempts, 10), interval '1 day'),
    reason = %(reason)s
WHERE article_id = %(id)s;
