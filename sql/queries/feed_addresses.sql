-- Every feed's addresses and what their masks stand for: whether that is what today's rules make of them is seen in Python.
SELECT id, url, coalesce(archive, '') AS archive, secrets FROM wireroom.feeds ORDER BY id;
