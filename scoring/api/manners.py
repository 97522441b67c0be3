"""What all answers of the API have in common: always JSON, and a limit for each client."""

from hashlib import sha256
from typing import Any

from django.conf import settings
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.request import Request
from rest_framework.settings import api_settings
from rest_framework.throttling import ScopedRateThrottle


class AlwaysJSON(DefaultContentNegotiation):
    """Whatever is asked for, JSON is sent; so that a browser, too, can read an answer."""

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class ClientThrottle(ScopedRateThrottle):
    """Counts by a keyed hash of the network address, in the cache only, and forgets it with the minute."""

    def get_ident(self, request: Request) -> str:
        # Without a stated number of proxies a forwarded address is anybody's claim.
        direct = str(request.META.get("REMOTE_ADDR", ""))
        address = direct if api_settings.NUM_PROXIES is None else super().get_ident(request)
        return sha256(f"{settings.SECRET_KEY}:{address}".encode()).hexdigest()[:32]
