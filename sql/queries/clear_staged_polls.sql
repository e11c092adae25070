-- Likewise, should a filing be applied to twice.
TRUNCATE staged_rejections, staged_results, staged_counts;
