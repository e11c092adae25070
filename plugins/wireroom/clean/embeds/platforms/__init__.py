"""One module a platform; those that are no more than an address share one for video and one for audio."""
