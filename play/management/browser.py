"""A browser without a picture, for benches: one connection kept open, cookies, redirects, and the bytes on the wire."""

import gzip
import re
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPConnection, HTTPException, HTTPResponse
from time import perf_counter
from urllib.parse import urlencode

PATIENCE = 120  # seconds
REDIRECTS = {301, 302, 303}


@dataclass(frozen=True)
class Answer:
    """`seconds` from the first byte sent to the last received; `wire` bytes of the body as they came, compressed."""

    status: int
    headers: dict[str, str]
    text: str
    wire: int
    seconds: float


@dataclass
class Browser:
    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _line: HTTPConnection | None = None

    def get(self, address: str, *, part: bool = False) -> Answer:
        return self._follow("GET", address, None, part)

    def post(self, address: str, form: dict[str, str], *, part: bool = False) -> Answer:
        """A form, with the token of the page that was read last."""
        return self._follow("POST", address, {"csrfmiddlewaretoken": self._token, **form}, part)

    def close(self) -> None:
        if self._line:
            self._line.close()

    _token: str = ""

    def _follow(self, method: str, address: str, form: dict[str, str] | None, part: bool) -> Answer:
        answer = self._once(method, address, form, part)
        while answer.status in REDIRECTS:
            answer = self._once("GET", answer.headers["location"], None, part)
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.text)
        self._token = found[1] if found else self._token
        return answer

    def _once(self, method: str, address: str, form: dict[str, str] | None, part: bool) -> Answer:
        headers = {"Accept-Encoding": "gzip", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if part:
            headers["HX-Request"] = "true"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urlencode(form) if form is not None else None
        begun = perf_counter()
        response, data = self._send(method, address, body, headers)
        seconds = perf_counter() - begun
        for line in response.headers.get_all("Set-Cookie") or ():
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        held = {name.lower(): value for name, value in response.getheaders()}
        plain = gzip.decompress(data) if held.get("content-encoding") == "gzip" else data
        return Answer(response.status, held, plain.decode(errors="replace"), len(data), seconds)

    def _send(self, method: str, address: str, body: str | None, headers: dict[str, str]) -> tuple[HTTPResponse, bytes]:
        """Over the line that is open; once more over a new one where the server has closed it meanwhile."""
        for again in (True, False):
            if self._line is None:
                self._line = HTTPConnection(self.host, self.port, timeout=PATIENCE)
            try:
                self._line.request(method, address, body, headers)
                response = self._line.getresponse()
                return response, response.read()
            except (HTTPException, ConnectionError):
                self._line.close()
                self._line = None
                if not again:
                    raise
        raise AssertionError


def fields(page: str, kind: str) -> list[dict[str, str]]:
    """The attributes of every tag of a kind, in the order of the page."""
    return [
        {name: unescape(value) for name, value in re.findall(r'([\w-]+)="([^"]*)"', tag)}
        for tag in re.findall(rf"<{kind}\b([^>]*)>", page)
    ]
