-- Statistics over all months, for the planner.
SELECT wireroom.refresh_statistics();
