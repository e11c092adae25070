"""The faults that `make mutants` makes are in functions only, one at a time, and Python still."""

from __future__ import annotations

import ast
from pathlib import Path

from support.mutants import Module, sample

SOURCE = '''
LIMIT = 10

def short(text: str | None, most: int = LIMIT) -> bool:
    """A number in words: 5 < 6."""
    if not text:
        return False
    return len(text) <= most - 1 and text not in f"{most + 2}"
'''


def test_faults_are_made_in_functions_one_at_a_time() -> None:
    source = SOURCE.encode()
    mutants = list(Module(Path("clean/short.py"), source).mutants())
    assert {(mutant.line, mutant.before, mutant.after) for mutant in mutants} == {
        (6, "not text", "not (not text)"),
        (7, "False", "True"),
        (8, "<=", "<"),
        (8, "-", "+"),
        (8, "1", "2"),
        (8, "and", "or"),
        (8, "not in", "in"),
    }
    for mutant in mutants:
        changed = mutant.applied(source)
        assert changed != source
        ast.parse(changed)


def test_the_same_seed_draws_the_same_faults() -> None:
    drawn = sample(20, 5, "")
    assert drawn == sample(20, 5, "")
    assert drawn != sample(20, 6, "")
    assert {mutant.path.parts[0] for mutant in sample(5, 1, "decide/")} == {"decide"}
