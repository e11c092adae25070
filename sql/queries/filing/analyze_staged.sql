-- Statistics of the staged rows: without them the planner takes few wide rows for many and reads whole tables.
ANALYZE staged_articles (id, round, publisher_domain);
