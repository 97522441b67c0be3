"""The shape of the house: imports point one way, no migration is missing, settings hold for a server."""

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
TOOLS = Path(sys.executable).parent


def test_imports_point_one_way() -> None:
    done = subprocess.run([TOOLS / "lint-imports"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("package", ["scoring.engine", "town.life", "town.scenes", "town.population"])
def test_the_engine_and_the_town_run_where_there_is_no_framework(package: str) -> None:
    program = (
        "import sys\n"
        "sys.modules.update(dict.fromkeys(('django', 'rest_framework', 'celery', 'redis', 'psycopg2')))\n"
        f"import {package} as it\n"
        "[getattr(it, name) for name in getattr(it, '__all__', ())]"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_a_server_behind_https_passes_django_s_own_check(tmp_path: Path) -> None:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "DATABASE", "REDIS"))},
        "DATA_DIR": str(tmp_path),
        "SECRET_KEY": "a-key-for-this-test-alone-" * 3,
        "PUBLIC_URL": "https://standing.example",
        "ALLOWED_HOSTS": "standing.example",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    from config.environment import secret_key

    first = secret_key(tmp_path)
    assert secret_key(tmp_path) == first
    assert len(first) > 50
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
