# One image for every service of docker-compose.yml, from the same lock as `make up`.
FROM python:3.11-slim

# A user without rights; /var/lib/wireroom is the volume that the services share.
RUN useradd --system --uid 50000 --create-home wireroom \
 && install -d -o wireroom -g wireroom /var/lib/wireroom

WORKDIR /opt/wireroom
COPY requirements.txt .
RUN pip install --no-cache-dir --no-deps --compile -r requirements.txt
COPY pyproject.toml feeds.yaml ./
COPY plugins plugins
COPY dags dags
COPY sql sql
RUN pip install --no-cache-dir --no-deps --editable . && python -m compileall -q plugins

USER wireroom
ENV PYTHONUNBUFFERED=1 \
    AIRFLOW_HOME=/var/lib/wireroom/airflow \
    WIREROOM_HOME=/var/lib/wireroom
VOLUME /var/lib/wireroom
CMD ["wireroom", "--help"]
