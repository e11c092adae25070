-- Add to what is known; two days' runs at once lose nothing of each other's.
INSERT INTO wireroom.archive_indexes AS known (feed_id, documents)
VALUES (%(feed_id)s, %(documents)s)
ON CONFLICT (feed_id) DO UPDATE SET documents = known.documents || excluded.documents;
