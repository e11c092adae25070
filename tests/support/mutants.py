"""A sample of small faults put into the pure steps, one at a time; those that no test notices are listed.

A comparison turned round, a condition negated, `and` for `or`, a number one too large: each in a copy of the
package, tested there by the tests of its step. A fault that survives is a test that is missing, or code that
nobody needs; now and then it changes nothing that can be seen. `make mutants` runs it; ARGS="--seed 7" draws
other faults, ARGS="--only clean/read" faults of some modules.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
TESTS = {
    "parse": ("tests/unit/parse", "tests/golden/parse"),
    "normalize": ("tests/unit/normalize", "tests/golden/urls"),
    "clean": ("tests/unit/clean", "tests/golden/clean"),
    "extract": ("tests/unit/extract",),
    "decide": ("tests/unit/decide",),
    "common": ("tests/unit/common", "tests/golden/dates"),
}
WHOLE_WAY = ("tests/unit/transform", "tests/golden/articles")  # asked last: they take every step
MOST_CPU = 120  # seconds of one run of tests, of the processor: a fault may make a loop endless
_TURNED = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "is": "is not",
    "is not": "is",
    "and": "or",
    "or": "and",
    "+": "-",
    "-": "+",
}
_OPERATORS: dict[type, str] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.In: "in",
    ast.NotIn: "not in",
    ast.Is: "is",
    ast.IsNot: "is not",
    ast.And: "and",
    ast.Or: "or",
    ast.Add: "+",
    ast.Sub: "-",
}


class Mutant(NamedTuple):
    """A fault: the bytes of a module from `start` to `end` read `after` instead of `before`."""

    path: Path  # below the package
    line: int
    start: int
    end: int
    before: str
    after: str

    def __str__(self) -> str:
        negated = self.after == f"not ({self.before})"
        return f"{self.path}:{self.line}: {self.before!r} → {'its contrary' if negated else self.after!r}"

    def applied(self, source: bytes) -> bytes:
        return source[: self.start] + self.after.encode() + source[self.end :]


class Module:
    """The source of a module, and the faults that can be made in its functions; limits and tables stay."""

    def __init__(self, path: Path, source: bytes) -> None:
        self._path, self._source = path, source
        self._starts = [0]  # of its lines
        for line in source.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))

    def mutants(self) -> Iterator[Mutant]:
        for node in _in_functions(ast.parse(self._source)):
            yield from self._turned(node)
            if isinstance(node, ast.Constant) and type(node.value) is bool:
                yield self._mutant(*self._place(node), str(not node.value))
            elif isinstance(node, ast.Constant) and type(node.value) is int:
                yield self._mutant(*self._place(node), str(node.value + 1))
            if isinstance(node, ast.If | ast.IfExp) and not isinstance(node.test, ast.Compare | ast.Constant):
                start, end = self._place(node.test)
                yield self._mutant(start, end, f"not ({self._source[start:end].decode()})")

    def _turned(self, node: ast.AST) -> Iterator[Mutant]:
        """Operators turned round: comparisons of two, `and` and `or`, sums."""
        if isinstance(node, ast.Compare) and len(node.ops) == 1:
            yield from self._between(node.left, node.ops[0], node.comparators[0])
        elif isinstance(node, ast.BoolOp):
            for left, right in zip(node.values, node.values[1:], strict=False):
                yield from self._between(left, node.op, right)
        elif isinstance(node, ast.BinOp):
            yield from self._between(node.left, node.op, node.right)

    def _between(self, left: ast.expr, operator: ast.AST, right: ast.expr) -> Iterator[Mutant]:
        written = _OPERATORS.get(type(operator), "")
        first, last = self._place(left)[1], self._place(right)[0]
        between = self._source[first:last]
        if written and between.count(written.encode()) == 1 and b"#" not in between:
            start = first + between.index(written.encode())
            yield self._mutant(start, start + len(written), _TURNED[written])

    def _place(self, node: ast.expr) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        return self._starts[node.lineno - 1] + node.col_offset, self._starts[end_line - 1] + end_column

    def _mutant(self, start: int, end: int, after: str) -> Mutant:
        line = self._source.count(b"\n", 0, start) + 1
        return Mutant(self._path, line, start, end, self._source[start:end].decode(), after)


def _in_functions(tree: ast.AST, *, inside: bool = False) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.JoinedStr) or (isinstance(node, ast.expr) and _is_annotation(tree, node)):
            continue  # Python 3.11 does not know places within f-strings; annotations are not run
        if inside:
            yield node
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _in_functions(node, inside=inside or is_function)


def _is_annotation(parent: ast.AST, node: ast.expr) -> bool:
    return node in (getattr(parent, "annotation", None), getattr(parent, "returns", None))


def sample(count: int, seed: int, only: str) -> list[Mutant]:
    """As many of each step as its share of all faults; the same for the same seed and code."""
    package = ROOT / "plugins" / "wireroom"
    paths = sorted(path for step in TESTS for path in (package / step).rglob("*.py"))
    found: list[Mutant] = []
    for path in paths:
        within = path.relative_to(package)
        if str(within).startswith(only):
            found.extend(Module(within, path.read_bytes()).mutants())
    return sorted(random.Random(seed).sample(found, min(count, len(found))))


def is_noticed(copy: Path, mutant: Mutant) -> bool:
    """Some test fails with the fault in the copy, by its step's tests or by those of the whole way."""
    path = copy / "wireroom" / mutant.path
    source = path.read_bytes()
    path.write_bytes(mutant.applied(source))
    try:
        return bool(_failure(copy, TESTS[mutant.path.parts[0]]) or _failure(copy, WHOLE_WAY))
    finally:
        path.write_bytes(source)


def _failure(copy: Path, tests: Iterable[str]) -> str:
    """What the first failing test says; empty where all pass."""
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-m", "not slow", "-p", "no:cacheprovider", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["WIREROOM_UNTIMED"] = "1"  # support/cpu_time.py: a busy machine is no fault
    ended = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, preexec_fn=_limit_cpu
    )
    return ended.stdout[-2_000:] or f"exit code {ended.returncode}" if ended.returncode else ""


def _limit_cpu() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_CPU, MOST_CPU))


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=40, help="faults to make (40; about 15 seconds each)")
    parser.add_argument("--seed", type=int, default=1, help="which are drawn")
    parser.add_argument("--only", default="", help="modules whose path begins so, such as clean/read")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "plugins"
        shutil.copytree(ROOT / "plugins", copy, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        return _tell(copy, sample(arguments.count, arguments.seed, arguments.only))


def _tell(copy: Path, mutants: list[Mutant]) -> int:
    """2 where the tests fail without any fault; survivors are for people to judge, and no failure."""
    steps = sorted({mutant.path.parts[0] for mutant in mutants})
    for tests in (*(TESTS[step] for step in steps), WHOLE_WAY):
        if failure := _failure(copy, tests):
            print(f"the tests fail as the code is: {' '.join(tests)}\n{failure}", file=sys.stderr)
            return 2
    survivors = []
    begun = time.monotonic()
    for number, mutant in enumerate(mutants, 1):
        noticed = is_noticed(copy, mutant)
        print(f"{number}/{len(mutants)}  {'noticed ' if noticed else 'SURVIVED'}  {mutant}", flush=True)
        if not noticed:
            survivors.append(mutant)
    minutes = (time.monotonic() - begun) / 60
    print(f"\n{len(mutants) - len(survivors)} of {len(mutants)} noticed in {minutes:.0f} minutes; survivors:")
    print("\n".join(f"  {mutant}" for mutant in survivors) or "  none")
    return 0


if __name__ == "__main__":
    sys.exit(main())
