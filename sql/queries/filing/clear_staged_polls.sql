-- Empty the staging tables of polls, in case one filing applies two batches.
TRUNCATE staged_rejections, staged_results, staged_counts;
