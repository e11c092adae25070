-- How the last attempt to follow the list of feeds went; no row: there was none.
SELECT path, problem, problem_since FROM wireroom.feed_list;
