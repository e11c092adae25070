-- Units of this place that earlier backfills read and found something missing in, by backfill; the newest first.
SELECT b.id, count(*) AS units
FROM wireroom.backfills AS mine
JOIN wireroom.backfills AS b ON b.origin = mine.origin AND b.place = mine.place AND b.id <> mine.id
JOIN wireroom.backfill_units AS u ON u.backfill_id = b.id
WHERE mine.id = %(backfill_id)s AND u.state IN ('damaged', 'failed')
GROUP BY b.id
ORDER BY b.id DESC;
