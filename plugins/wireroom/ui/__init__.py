"""The newsroom page in Airflow's web interface: requests in, pages over the schema `news` out.

request ─▶ gateway (Airflow's login and rights) ─▶ pages/* ─▶ sql/queries/ui/*.sql as the reading role
                                            └▶ actions ─▶ use cases of the command line, Airflow's own API
"""
