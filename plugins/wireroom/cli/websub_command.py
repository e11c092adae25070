"""`wireroom websub`: listens for hubs that tell of new entries, until it is stopped."""

from __future__ import annotations

import argparse
import logging
import os
import threading
from datetime import timedelta
from itertools import count
from urllib.parse import urlsplit

from wireroom.cli.console import utc_now
from wireroom.errors import ConfigurationError, WireroomError
from wireroom.runtime.this_process import ending_on_sigterm
from wireroom.settings import Settings
from wireroom.store.connection import connect
from wireroom.store.feeds.hub_subscriptions import note_hub_receiver
from wireroom.websub.deliveries import Deliveries
from wireroom.websub.subscriptions import keep_subscribed

_log = logging.getLogger(__name__)

PORT = 8798
_ROUND = 20.0  # seconds between two rounds of subscriptions
_JUDGED_EVERY = 30  # rounds
_WAITING = 64  # calls, until the server takes them
_ALIVE_FOR = timedelta(minutes=2)  # after a round
_CALLBACK = "WIREROOM_WEBSUB_CALLBACK"


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommands.add_parser("websub")
    parser.add_argument(
        "--callback",
        default=os.environ.get(_CALLBACK, ""),
        metavar="URL",
        help=f"where hubs reach it from outside, such as https://news.example/ (default: {_CALLBACK})",
    )
    parser.add_argument("--port", type=int, default=PORT, help="where to listen (%(default)s)")
    parser.add_argument(
        "--bind", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (%(default)s)"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM; then feeds are polled as if there were no hubs."""
    import uvicorn  # here: the help of other commands needs none of it

    from wireroom.cli.websub_receiver import ImpatientProtocol, build_receiver

    _check_callback(arguments.callback)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    settings = Settings.from_environment()
    over = threading.Event()
    with ending_on_sigterm(), Deliveries(settings, utc_now) as deliveries:
        app = build_receiver(settings, deliveries, utc_now)
        config = uvicorn.Config(
            app,
            host=arguments.bind,
            port=arguments.port,
            log_level="warning",
            limit_concurrency=64,
            http=ImpatientProtocol,
            timeout_graceful_shutdown=10,
        )
        listening = config.bind_socket()  # ends the process where the port is taken
        listening.listen(_WAITING)  # before anybody is asked to call
        rounds = threading.Thread(
            target=_rounds, args=(settings, arguments.callback, deliveries, over), name="rounds"
        )
        rounds.start()
        print(
            f"Listens on {arguments.bind}:{arguments.port} for hubs, who call {arguments.callback}",
            flush=True,
        )
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            over.set()
            rounds.join()
    return 0


def _check_callback(callback: str) -> None:
    parts = urlsplit(callback)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ConfigurationError(
            f"--callback (or {_CALLBACK}): hubs must be told an address that they can reach, such as "
            "https://news.example/, with a proxy there that leads to this port"
        )


def _rounds(settings: Settings, callback: str, deliveries: Deliveries, over: threading.Event) -> None:
    for number in count():
        try:
            if deliveries.is_well:
                with connect(settings.database_url) as conn:
                    note_hub_receiver(conn, utc_now() + _ALIVE_FOR)
            keep_subscribed(settings, callback, utc_now(), judge=number % _JUDGED_EVERY == 0)
        except Exception:  # the database may come back, the next hub may be a better one
            _log.exception("subscriptions were not looked after; they are in %g seconds", _ROUND)
        if over.wait(_ROUND):
            break
    try:
        with connect(settings.database_url) as conn:
            note_hub_receiver(conn, utc_now())
    except WireroomError as error:
        _log.warning("the end was not noted: %s; feeds are polled as usual in two minutes", error)
