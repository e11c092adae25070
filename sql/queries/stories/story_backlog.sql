-- How many articles wait to be put into stories.
SELECT count(*) AS waiting FROM wireroom.story_queue;
