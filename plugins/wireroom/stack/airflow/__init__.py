"""Airflow as `make up` runs it: its environment, its processes, its REST API."""
