"""The nameless town: everybody behaves alike; who is looked at, mistaken and processed differs."""

import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest

from scoring.engine.vocabulary import load_vocabulary
from town import columns_io
from town.content import load_content
from town.population import Exposure, make_town

FAIR = Exposure(equal=True, errors=False)
SEED = 4417
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def town():
    return make_town(8000, SEED)


@pytest.fixture(scope="module")
def fair():
    return make_town(8000, SEED, exposure=FAIR)


def rate(town, group, label, rows=None):
    """Entries a citizen among the members of a group."""
    labels, codes = town.groups[group]
    members = codes == labels.index(label)
    counted = town.citizen if rows is None else town.citizen[rows]
    return members[counted].sum() / members.sum()


def digest(town):
    columns = [town.kind, town.day, town.citizen, town.source, town.wrong, town.friends, *town.facts.values()]
    return sha256(b"".join(np.ascontiguousarray(column).tobytes() for column in columns)).hexdigest()


def test_the_engine_finds_nothing_wrong_with_the_town(town):
    assert town.problems(load_vocabulary()) == []


def test_a_citizen_has_about_fifty_entries_a_year(town):
    assert 45 < len(town) / town.citizens < 60


def test_rows_stand_in_the_order_of_kind_day_and_citizen(town):
    assert (np.lexsort((town.citizen, town.day, town.kind)) == np.arange(len(town))).all()


def test_every_fact_stays_in_its_range(town):
    facts = load_vocabulary().facts
    for name, column in [*town.facts.items(), *town.citizen_facts.items()]:
        assert facts[name].min <= column.min(), name
        assert column.max() <= facts[name].max, name
        assert column.dtype.kind == "i"


def test_a_kind_carries_only_what_it_may_carry(town):
    content, vocabulary = load_content(), load_vocabulary()
    for code, kind in enumerate(content.kinds.values()):
        start, stop = town.rows_of(code, 1, town.days)
        for name, column in town.facts.items():
            if name not in kind.asks:
                fact = vocabulary.facts[name]
                assert (column[start:stop] == fact.code(fact.default)).all(), (kind.id, name)


def test_the_same_seed_makes_the_same_town_in_another_process():
    program = (
        "import sys; sys.path.insert(0, 'tests/town')\n"
        "from test_town_population import digest, make_town\n"
        "print(digest(make_town(300, 5)))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "99"}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest(make_town(300, 5))
    assert digest(make_town(300, 6)) != digest(make_town(300, 5))


@pytest.mark.parametrize("group", ["district", "income", "carer", "newcomer", "age_band", "misread"])
def test_with_equal_exposure_and_no_error_groups_differ_only_by_noise(fair, group):
    labels, codes = fair.groups[group]
    mean = len(fair) / fair.citizens
    for code, label in enumerate(labels):
        members = (codes == code).sum()
        noise = (mean / members) ** 0.5
        assert abs(rate(fair, group, label) - mean) < 4 * noise, label


def test_with_equal_exposure_every_kind_comes_at_one_rate(fair):
    content = load_content()
    for code, kind in enumerate(content.kinds.values()):
        expected = kind.per_ten_years / 10 * kind.detection / 100 * fair.citizens
        start, stop = fair.rows_of(code, 1, fair.days)
        assert abs((stop - start) - expected) < 5 * expected**0.5 + 5, kind.id


def test_with_equal_exposure_offices_treat_everybody_alike(fair):
    served = fair.facts["served"][slice(*fair.rows_of(load_vocabulary().kind_codes["ignore_visit_order"], 1, 365))]
    assert 0.7 < served.mean() < 1.0
    assert not fair.wrong.any()


def test_by_default_some_districts_are_looked_at_more(town):
    assert rate(town, "district", "cannery_row") > 1.2 * rate(town, "district", "hill")


def test_cameras_put_strangers_on_the_file_of_those_they_mistake(town):
    faces = town.wrong & (town.source == load_vocabulary().source_codes["face_camera"])
    assert rate(town, "misread", "often", faces) > 5 * rate(town, "misread", "rarely", faces)


def test_being_mistaken_is_nobodys_conduct(town):
    own = ~town.wrong & (town.kind == load_vocabulary().kind_codes["cross_on_red"])
    often, rarely = rate(town, "misread", "often", own), rate(town, "misread", "rarely", own)
    assert abs(often / rarely - 1) < 0.15


def test_who_has_no_telephone_is_not_seen_by_what_needs_one(town):
    content = load_content()
    needing = [load_vocabulary().source_codes[s.id] for s in content.sources.values() if s.needs_smartphone]
    without = town.citizen_facts["smartphone"] == 0
    assert without.any()
    assert not without[town.citizen[np.isin(town.source, needing)]].any()


def test_friends_are_others_and_mostly_neighbours(town):
    district = town.groups["district"][1]
    assert town.friends.shape == (8000, 8)
    assert town.friends.dtype == np.int32
    assert (town.friends != np.arange(8000)[:, None]).all()
    same = (district[town.friends] == district[:, None]).mean()
    assert 0.65 < same < 0.80  # 65 per cent on purpose, and some by chance


def test_relatives_are_relatives_of_each_other(town):
    for one, relatives in enumerate(town.relatives[:200]):
        assert all(one in town.relatives[other] for other in relatives if other >= 0)


def test_age_and_years_agree(town):
    facts = town.citizen_facts
    assert (facts["years_in_town"] <= facts["age"]).all()
    assert (facts["oldest_account_months"] <= facts["age"] * 12).all()


def test_a_town_comes_back_from_disk_as_it_was(town, tmp_path):
    folder = columns_io.save(town, tmp_path / "town")
    again = columns_io.load(folder)
    assert digest(again) == digest(town)
    assert isinstance(again.kind, np.memmap)
    assert again.groups["district"][0] == town.groups["district"][0]
    assert (again.relatives == town.relatives).all()
    assert columns_io.save(make_town(10, 1), folder) == folder
    assert columns_io.load(folder).citizens == 10
    assert [path.name for path in tmp_path.iterdir()] == ["town"]


def test_a_folder_without_a_town_is_named(tmp_path):
    with pytest.raises(columns_io.TownFileError, match="holds no town"):
        columns_io.load(tmp_path)


def test_a_town_made_with_other_words_is_refused(tmp_path):
    folder = columns_io.save(make_town(10, 1), tmp_path / "town")
    about = (folder / "town.json").read_text()
    (folder / "town.json").write_text(about.replace('"cross_on_red"', '"cross_on_blue"'))
    with pytest.raises(columns_io.TownFileError, match="another vocabulary"):
        columns_io.load(folder)


def test_a_damaged_column_is_named(tmp_path):
    folder = columns_io.save(make_town(10, 1), tmp_path / "town")
    (folder / "day.npy").write_bytes(b"nothing")
    with pytest.raises(columns_io.TownFileError, match=r"day\.npy cannot be read"):
        columns_io.load(folder)


def test_the_smallest_town_and_the_shortest_year():
    town = make_town(2, 1, days=1)
    assert town.problems(load_vocabulary()) == []
    assert make_town(50, 1, days=10).day.max(initial=0) <= 10


@pytest.mark.parametrize(("citizens", "days"), [(1, 365), (0, 365), (10, 0), (10, 4000)])
def test_a_town_that_cannot_be_is_refused(citizens, days):
    with pytest.raises(ValueError, match="A town"):
        make_town(citizens, 1, days=days)
