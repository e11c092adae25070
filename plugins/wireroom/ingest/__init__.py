"""A scheduled run: poll the feeds that are due, store their articles, and judge the result.

    plan_run ─▶ [Shard, …]                                     sweeps, then claims the feeds that are due
      ├─ load_landed                                            what an earlier run landed and did not store
      └─ collect_shard ─▶ fetch ─▶ land ─▶ a WARC file          the only part on the network
           └─ load_landed ─▶ parse … decide ─▶ store            see `wireroom.load`: may be repeated
    report_run ─▶ RunReport                                     counts, and whether the run failed

Airflow runs these as tasks (`airflow_glue.ingest_tasks`); `run_ingest` runs them one after the other, for the
command line and for tests. Import each from its own module, so that a task loads only what it needs.
"""
