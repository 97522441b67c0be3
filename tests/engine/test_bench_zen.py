"""The bench gives another engine the same rules, and does not take its word for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scoring.engine import bench_zen, explain, load_vocabulary
from scoring.engine.bench_town import bench_rulebook, bench_town


@pytest.fixture(scope="module")
def words():
    return load_vocabulary()


@pytest.fixture(scope="module")
def town(words):
    return bench_town(words, 20, 2_000)


@pytest.fixture(scope="module")
def rulebook(words):
    return bench_rulebook(words)


def test_where_it_is_missing_one_line_says_how_to_install_it(words, monkeypatch):
    monkeypatch.setattr(bench_zen, "find_spec", lambda name: None)
    (line,) = bench_zen.zen_lines(words)
    assert "requirements-bench.txt" in line["skipped"]


def test_every_rule_is_one_line_of_the_table(rulebook):
    graph = bench_zen.graph_of(rulebook)
    table = next(node["content"] for node in graph["nodes"] if node["type"] == "decisionTableNode")
    assert [column["field"] for column in table["inputs"]] == ["kind", "age", "hour"]
    lines = {line["_id"]: line for line in table["rules"]}
    assert list(lines) == [rule.id for rule in rulebook.rules]
    kind = rulebook.rules[1].on[0]
    assert lines["b-1"] == {
        "_id": "b-1",
        "kind": f'"{kind}"',
        "hour": "[1..18]",
        "age": ">= 21",
        "rule": '"b-1"',
        "points": "5",
    }
    assert "hour" not in lines["b-0"]
    assert lines["b-7"]["points"] == "max([-30, min([30, floor(amount / 100) * -2])])"


def right_answers(rulebook, town, citizen):
    """Evaluates rows as the engine's own account of that citizen tells them."""
    words = rulebook.vocabulary
    file = town.observations_of(citizen, words)
    told = explain(rulebook, file, facts=town.facts_of(citizen, words), days=town.days)
    answers = {seen.id: {} for seen in file}
    for settlement in told.settlements:
        for look in settlement.trace.looks:
            if look.fired:
                answers[look.observation][look.rule] = look.points
    rows = bench_zen.rows_of(town, citizen, words)
    by_row = {tuple(sorted(row.items())): answers[name] for name, row in rows.items()}
    return lambda row: by_row[tuple(sorted(row.items()))]


def test_the_same_answers_pass_and_one_other_point_does_not(rulebook, town):
    right = right_answers(rulebook, town, 3)
    bench_zen.hold_against_ours(rulebook, town, 3, right)
    with pytest.raises(ValueError, match=r"Citizen 3, row-\d+: zen-engine says"):
        bench_zen.hold_against_ours(
            rulebook, town, 3, lambda row: {rule: points + 1 for rule, points in right(row).items()}
        )
    with pytest.raises(ValueError, match="zen-engine says"):
        bench_zen.hold_against_ours(rulebook, town, 3, lambda row: {})


def test_a_condition_that_one_line_cannot_say_is_refused_not_bent(rulebook):
    rule = rulebook.rules[1]
    test = rule.when.parts[0]
    for odd in (test, replace(test, op="is", value=3)):
        when = odd if odd is test else replace(rule.when, parts=(odd,))
        with pytest.raises(ValueError, match=r"table|do not ask"):
            bench_zen.graph_of(replace(rulebook, rules=(replace(rule, when=when),)))


def test_zen_engine_itself_gives_the_same_answers(rulebook, town):
    pytest.importorskip("zen")
    evaluate = bench_zen.zen_for(rulebook)
    for citizen in range(town.citizens):
        bench_zen.hold_against_ours(rulebook, town, citizen, evaluate)
