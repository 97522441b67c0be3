"""`manage.py serve`: prepare the database, check the content, print the address, serve until Ctrl-C."""

import contextlib
import os
import socket
import sys
from typing import Any

import uvicorn
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.content import changed, found_fine
from scoring.jobs import reopen

# An open stream must not keep the process alive after Ctrl-C.
GRACE_SECONDS = 2


class Command(BaseCommand):
    help = "Serve the whole product from one process."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", default=os.environ.get("PORT") or "8000")

    def handle(self, *args: Any, host: str, port: str, **options: Any) -> None:
        listener = _listen(host, port)
        try:
            call_command("migrate", verbosity=0)
            call_command("purge", verbosity=0)
            if changed():
                call_command("check_rulebooks", "--quiet")
                found_fine()
            reopen()
            number = listener.getsockname()[1]
            shown = "localhost" if host in {"127.0.0.1", "0.0.0.0"} else host  # noqa: S104  (compared, not bound)
            sys.stdout.write(f"Good Standing is open at http://{shown}:{number}/  (Ctrl-C closes it)\n")
            sys.stdout.flush()
            _serve(listener)
        finally:
            listener.close()


def _listen(host: str, port: str) -> socket.socket:
    """Take the port before anything slow, so that a busy one is said at once."""
    if not port.isdigit() or int(port) > 65535:
        raise CommandError(f"PORT is {port!r}; it must be a number up to 65535.")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, int(port)))
        listener.listen(256)
    except OSError as error:
        listener.close()
        raise CommandError(
            f"Port {port} on {host} can't be used ({error.strerror}). Stop what uses it, or choose another: "
            f"PORT={(int(port) + 1) % 65536} make play"
        ) from error
    return listener


def _serve(listener: socket.socket) -> None:
    config = uvicorn.Config(
        "config.asgi:application",
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
        lifespan="on",
        proxy_headers=False,
        server_header=False,
    )
    with contextlib.suppress(KeyboardInterrupt):  # uvicorn raises it again once everything is closed
        uvicorn.Server(config).run(sockets=[listener])
