"""The processes of `make up`: Postgres, Airflow, the newsroom; started, watched, ended."""
