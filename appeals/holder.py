"""Who holds a life or a case: the browser that began it, by a secret in its cookie. The server keeps only the hash."""

import hashlib
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

COOKIE = f"{settings.COOKIE_PREFIX}gs-file"
KEPT_SECONDS = 30 * 24 * 3600


def holder_of(request: HttpRequest) -> str:
    """The hash of this browser's secret, or "" where it has none yet."""
    secret = request.COOKIES.get(COOKIE, "")
    return hash_of(secret) if secret else ""


def secret_for(request: HttpRequest) -> str:
    """This browser's secret; a new one where it has none."""
    return request.COOKIES.get(COOKIE) or secrets.token_urlsafe(24)


def hand_out(response: HttpResponse, secret: str) -> None:
    """Put the secret into the cookie."""
    response.set_cookie(COOKIE, secret, max_age=KEPT_SECONDS, httponly=True, samesite="Lax", secure=settings.HTTPS)


def hash_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
