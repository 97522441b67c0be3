"""Bodies of requests: never more than the engine reads, and read as strictly."""

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import BaseParser

from scoring.engine.faults import DocumentError
from scoring.engine.reader import MAX_BYTES, read


class TooLarge(APIException):
    status_code = 413
    default_detail = f"The body is larger than {MAX_BYTES // 1024} KB. Send less."


class Refused(APIException):
    """A document with faults, each of which says where it is and how to mend it."""

    status_code = 400

    def __init__(self, error: DocumentError, detail: str, *, below: str = "") -> None:
        super().__init__(detail)
        self.faults = [
            {"path": below + fault.key, "message": fault.message, "remedy": fault.remedy, "rule": fault.rule,
             "line": fault.line}
            for fault in error.faults
        ]  # fmt: skip


class TextParser(BaseParser):
    """The body as it came: YAML, or JSON, which the reader of rulebooks tells apart itself."""

    media_type = "application/yaml"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = stream.read(MAX_BYTES + 1)
        if len(body) > MAX_BYTES:
            raise TooLarge
        return bytes(body)


class PlainTextParser(TextParser):
    media_type = "text/plain"


class JSONTextParser(TextParser):
    media_type = "application/json"


class StrictJSONParser(TextParser):
    """JSON without floats, duplicate keys or characters that cannot be seen."""

    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        body = super().parse(stream, media_type, parser_context)
        try:
            json.loads(body.decode())
        except (ValueError, RecursionError) as error:
            raise ParseError(f"The body is not JSON: {error}.") from error
        try:
            return read(body, "body").data
        except DocumentError as error:
            raise Refused(error, "The body has a fault.") from error
