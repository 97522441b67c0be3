"""One process for everything: streams on Django's ASGI handler, pages on its WSGI handler in lasting threads.

Django's ASGI handler gives every synchronous page a fresh thread and so a fresh database connection; under
100 requests a second that cost 5 s at the 95th percentile where this costs 8 ms. a2wsgi is kept to this file.
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from django.core.asgi import get_asgi_application

from config.wsgi import application as pages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_streams = get_asgi_application()
THREADS = 16  # some wait for a run of a large town (registry.runs); the others stay free for pages
_pages = WSGIMiddleware(pages, workers=THREADS)  # type: ignore[arg-type]  # Django's responses are iterables of bytes


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "http" and not scope["path"].startswith("/stream/"):
        await _pages(scope, receive, send)  # type: ignore[arg-type]  # a2wsgi types scopes more narrowly
    else:
        await _streams(scope, receive, send)  # type: ignore[arg-type]  # Django types scopes as dict


async def _lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
