-- New marks of identity. One that leads somewhere already stays there: first come, first kept.
INSERT INTO wireroom.article_keys (key, article_id)
SELECT key, article_id FROM staged_keys
ON CONFLICT (key) DO NOTHING;
