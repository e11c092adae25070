"""The language model as we load it, beside the library's own way of loading it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from wireroom.normalize.language.language_model import probability_of, statistical_language
from wireroom.normalize.language.language_tables import tables

TEXTS = (
    "Die Fähre fährt jeden Morgen zur Insel.",
    "The ferry sails to the island every morning.",
    "Паром идёт на остров каждое утро.",
    "Le bac part chaque matin pour l'île.",
    "Feribot her sabah adaya gidiyor.",
    "PŘÍVOZ JEZDÍ NA OSTROV KAŽDÉ RÁNO",
    "Phà chạy ra đảo mỗi sáng.",
    "渡轮每天早上开往该岛。",
    "",
    "\ud800 12",
)
# What it costs a process that has all else: for good, and for a moment.
COST = """
def megabytes(name):
    line = next(line for line in open("/proc/self/status") if line.startswith(name))
    return int(line.split()[1]) // 1024
from wireroom.normalize import load_language_model
import wireroom.load, py3langid.langid
before = megabytes("VmRSS")
load_language_model()
print(megabytes("VmHWM") - before)
"""


@pytest.fixture(scope="module")
def library() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(tables().detected & set(identifier.labels))
    return identifier


@pytest.mark.parametrize("text", TEXTS)
def test_the_model_answers_as_the_library_does(library: LanguageIdentifier, text: str) -> None:
    code, probability = library.classify(text)
    assert statistical_language(text) == (code, pytest.approx(float(probability), abs=1e-6))
    ranked = dict(library.rank(text))
    relatives = frozenset({"cs", "sk", "ru"})
    assert probability_of(relatives, text) == pytest.approx(
        float(sum(map(ranked.__getitem__, relatives))), abs=1e-6
    )


def test_loading_the_model_takes_a_few_dozen_megabytes() -> None:
    """It took 118: the library reads each table twice, and of languages too that are not asked for."""
    done = subprocess.run([sys.executable, "-c", COST], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 70
