"""The server installation is described validly, without an engine to run it."""

from pathlib import Path

import pytest
from compose_spec import PyCompose, PyOptions

FILE = Path(__file__).parents[2] / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> PyCompose:
    options = PyOptions()
    options.apply_merge = True
    return options.from_yaml(FILE.read_text())


def test_it_follows_the_published_compose_specification(compose: PyCompose) -> None:
    compose.validate()


def test_a_misspelt_key_would_be_refused() -> None:
    with pytest.raises(Exception, match="imge"):
        PyCompose.from_yaml("services:\n  web:\n    imge: x\n")


def test_every_part_of_the_server_is_there(compose: PyCompose) -> None:
    assert set(compose.service_names()) >= {"web", "stream", "worker", "beat", "postgres", "redis"}


@pytest.mark.parametrize("name", ["web", "stream", "worker", "beat", "postgres", "redis"])
def test_every_lasting_service_says_whether_it_is_well(compose: PyCompose, name: str) -> None:
    service = compose.to_dict()["services"][name]
    assert service["healthcheck"]["test"], name


def test_data_outlives_a_container(compose: PyCompose) -> None:
    spec = compose.to_dict()
    assert set(spec["volumes"]) == {"data", "postgres", "redis"}
    assert any(str(volume).startswith("postgres:") for volume in spec["services"]["postgres"]["volumes"])
