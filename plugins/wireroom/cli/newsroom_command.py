"""`wireroom newsroom`: serves the sample newsroom until it is stopped."""

from __future__ import annotations

import argparse

from wireroom.errors import ConfigurationError
from wireroom.newsroom import (
    PUBLIC_PORT,
    ConformanceApp,
    NewsroomApp,
    NewsroomClock,
    conformance_cases,
    feed_specs,
    read_instant,
    serve,
)


def register(subcommands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = subcommands.add_parser("newsroom")
    parser.add_argument("--port", type=int, default=PUBLIC_PORT, help="where to listen; 0: any free port")
    parser.add_argument(
        "--bind", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (%(default)s)"
    )
    parser.add_argument(
        "--feeds", type=int, default=0, metavar="N", help="generated outlets besides the standing ones"
    )
    parser.add_argument("--seed", default="1", help="decides every story (%(default)s)")
    parser.add_argument("--start", metavar="ISO", help="what time it is at the start; default: now")
    parser.add_argument(
        "--speed", type=float, default=1.0, metavar="X", help="seconds of the newsroom per second"
    )
    parser.add_argument(
        "--suite",
        action="store_true",
        help="serve odd and hostile feeds instead, with the right answer to each",
    )
    parser.add_argument("--list", action="store_true", help="print the feeds' URLs and end")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Serve until SIGINT or SIGTERM. Raises ConfigurationError for a start that is no instant."""
    if arguments.list and arguments.suite:
        print("\n".join(f"http://{arguments.bind}:{arguments.port}/{name}" for name in conformance_cases()))
        return 0
    if arguments.list:
        print("\n".join(spec.url for spec in feed_specs(arguments.feeds)))
        return 0
    if arguments.suite:
        return _serve_suite(arguments)
    start = read_instant(arguments.start) if arguments.start else None
    if arguments.start and start is None:
        raise ConfigurationError(
            f"--start: {arguments.start!r} is not an ISO 8601 instant such as 2026-11-23T10:00Z"
        )
    app = NewsroomApp(NewsroomClock(start, arguments.speed), seed=arguments.seed, generated=arguments.feeds)

    def ready(port: int) -> None:
        total = len(feed_specs()) + arguments.feeds
        print(
            f"The sample newsroom listens on {arguments.bind}:{port}: {total} feeds, listed at /", flush=True
        )

    serve(app, host=arguments.bind, port=arguments.port, ready=ready)
    return 0


def _serve_suite(arguments: argparse.Namespace) -> int:
    def ready(port: int) -> None:
        address = f"http://{arguments.bind}:{port}/"
        print(
            f"The conformance suite listens on {address}: {len(conformance_cases())} cases, listed there",
            flush=True,
        )

    serve(ConformanceApp(), host=arguments.bind, port=arguments.port, ready=ready)
    return 0
