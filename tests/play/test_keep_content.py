"""What ships can be read once for all processes, as an image is built."""

import os
import subprocess
import sys
from pathlib import Path

from scoring.selectors import FOLDER, slugs
from town.content import DEFAULT

ROOT = Path(__file__).resolve().parents[2]


def test_after_keep_content_every_rulebook_and_scene_is_at_hand(tmp_path):
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    where = {**inherited, "PYTHONPYCACHEPREFIX": str(tmp_path / "kept"), "DATA_DIR": str(tmp_path)}
    said = subprocess.run(
        [sys.executable, "manage.py", "keep_content"], cwd=ROOT, env=where, capture_output=True, text=True, check=True
    ).stdout
    assert said.startswith(f"{len(slugs())} rulebooks")
    kept = {path.name for path in (tmp_path / "kept").rglob("*.json")}
    assert {f"{path.stem}.yaml.rulebook.json" for path in FOLDER.glob("*.yaml") if path.stem in slugs()} <= kept
    assert {f"{path.name}.content.json" for path in (DEFAULT / "scenes").glob("*.yaml")} <= kept
    assert {"kinds.yaml.data.json", "sources.yaml.data.json", "personas.yaml.content.json"} <= kept
