"""What is sent is short: a long body is refused before anything of it is written to a disk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytestmark = pytest.mark.django_db
LONG = 16_100_000


@pytest.mark.parametrize("path", ["/elsewhere/", "/appeals/contest/", "/appeals/knobs/", "/no-such-page/"])
def test_a_long_file_is_refused_whatever_the_form(client: Client, path: str) -> None:
    response = client.post(path, {"file": SimpleUploadedFile("week.json", b" " * LONG)})
    assert response.status_code == 413
    assert "Send less than 16 MB" in response.content.decode()
    assert "default-src" in response["Content-Security-Policy"]


def test_a_long_body_to_the_api_is_refused_as_a_problem(client: Client) -> None:
    response = client.post("/api/v1/explain/", b" " * LONG, content_type="application/json")
    assert response.status_code == 413
    assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("stated", ["9" * 13, "9" * 5000, "20000000"])
def test_a_stated_length_is_believed(client: Client, stated: str) -> None:
    assert client.get("/about/", CONTENT_LENGTH=stated).status_code == 413


def test_a_short_file_is_read(client: Client) -> None:
    response = client.post("/elsewhere/", {"file": SimpleUploadedFile("week.json", b'{"observations": []}')})
    assert response.status_code == 200
