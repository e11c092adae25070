"""A scheduled run: due feeds in, articles in Postgres and a verdict out.

    plan_run ─▶ [Shard, …]                                     sweeps, then claims the feeds that are due
      ├─ load_landed                                            what an earlier run landed and did not file
      └─ collect_shard ─▶ fetch ─▶ land ─▶ a WARC file          the only part on the network
           └─ load_landed ─▶ parse … decide ─▶ store            see `wireroom.load`: may be repeated freely
    report_run ─▶ RunReport                                     counts and the verdict

Airflow runs these as tasks (`airflow_glue.ingest_tasks`); `run_ingest` runs them one after the other, for the
command line and for tests. Each is imported from its own module: a task loads what it needs and no more.
"""
