"""Saved pages and the text of their articles in; the trees of `extract/data/block_trees.tsv` out.

Run it after changing a feature: `python tools/train_blocks.py`. It prints word F1 cross-validated by host (no
page is scored by trees that saw its host) beside that of trees that saw all. Corpora: WIREROOM_CORPORA.
"""

from __future__ import annotations

import base64
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from markup_corpora import rows  # noqa: E402
from rows import corpora  # noqa: E402
from wireroom.clean.embeds import CLASSES  # noqa: E402
from wireroom.common.soup import soup_of  # noqa: E402
from wireroom.common.urls import registrable_domain  # noqa: E402
from wireroom.extract.blocks.block_features import NAMES, block_features  # noqa: E402
from wireroom.extract.blocks.block_score import Trees, likeliest, score_with  # noqa: E402
from wireroom.extract.blocks.text_blocks import text_blocks  # noqa: E402
from wireroom.extract.main_text import told_of  # noqa: E402
from wireroom.extract.page_metadata import page_metadata  # noqa: E402
from wireroom.extract.page_tree import tree_of  # noqa: E402

OUT = ROOT / "plugins/wireroom/extract/data/block_trees.tsv"
CORPORA = ("seb", "wcxb", "fundus", "waddle", "trafilatura")
FOLDS, TREES, DEPTH, RATE, BINS = 10, 150, 3, 0.1, 32
SMOOTHING, LEAST = 5.0, 1.0  # of second derivatives: added to each leaf, needed in each
Array = NDArray[np.float64]


@dataclass
class Page:
    """One page: a row of features a block, whether it is the article's, and what a mistake costs."""

    corpus: str
    fold: int
    features: Array
    is_article: Array
    weight: Array
    words: list[list[str]]
    gold: list[str]


def main() -> int:
    """Train, print what it is worth, write the file."""
    pages = [
        page
        for name in CORPORA
        for row in rows(corpora() / "pages" / f"{name}.jsonl.gz")
        if (page := read(name, row))
    ]
    held: dict[int, Array] = {}
    for fold in range(FOLDS):
        trees = train([page for page in pages if page.fold != fold])
        held |= {id(page): score_with(trees, page.features) for page in pages if page.fold == fold}
    trees = train(pages)
    for name in CORPORA[:-1]:
        mine = [page for page in pages if page.corpus == name]
        crossed = np.mean([f1(page, held[id(page)]) for page in mine])
        seen = np.mean([f1(page, score_with(trees, page.features)) for page in mine])
        print(f"{name}: word F1 of blocks {crossed:.3f} cross-validated by host, {seen:.3f} on what was seen")
    write(trees)
    return 0


def read(corpus: str, row: dict[str, Any]) -> Page | None:
    """Label each block by the runs of four words that it shares with the gold."""
    tree = tree_of(base64.b64decode(row["html"]))
    if tree is None:
        return None
    soup = soup_of(tree)
    cards = frozenset(CLASSES)
    blocks = text_blocks(soup, cards)
    if not blocks:
        return None
    about = page_metadata(tree, url=row["url"] or "")
    told = told_of(tree, about)
    features = block_features(blocks, told)
    pattern = r"[^\W_]" if row["lang"] == "Chinese" else r"\w+"
    words = [re.findall(pattern, block.text.lower()) for block in blocks]
    gold = re.findall(pattern, (row["text"] or "").lower())
    if gold:
        lines = {" ".join(re.findall(pattern, line.lower())) for line in row["text"].splitlines()}
        is_article = label(words, gold, lines)
        weight = (np.array([len(each) for each in words]) + 2) / max(len(gold), 60)
    else:
        is_article, weight = label_snippets([block.text for block in blocks], row)
    host = registrable_domain(row["url"] or "") or row["id"]
    return Page(corpus, zlib.crc32(host.encode()) % FOLDS, features, is_article, weight, words, gold)


def label(words: list[list[str]], gold: list[str], lines: set[str]) -> Array:
    """Of a text that stands twice only the copies nearest to the rest count; short lines need neighbours."""
    runs = set(zip(gold, gold[1:], gold[2:], gold[3:], strict=False))
    whole = f" {' '.join(gold)} "
    found = np.zeros(len(words))
    for place, each in enumerate(words):
        own = list(zip(each, each[1:], each[2:], each[3:], strict=False))
        found[place] = bool(own) and sum(run in runs for run in own) >= len(own) / 2
    places: dict[str, list[int]] = defaultdict(list)
    for place in np.flatnonzero(found):
        places[" ".join(words[place])].append(int(place))
    single = [at[0] for at in places.values() if len(at) == 1]
    if single:
        middle = np.median(single)
        for text, at in places.items():
            copies = max(1, whole.count(f" {text} "))
            for place in sorted(at, key=lambda place: abs(place - middle))[copies:]:
                found[place] = 0
    long = found.copy()
    for place, each in enumerate(words):
        if 0 < len(each) < 4 and long[max(0, place - 3) : place + 4].any():
            text = " ".join(each)
            inside = len(each) > 1 and long[max(0, place - 1) : place + 2].sum() == 2 and f" {text} " in whole
            found[place] = text in lines or inside
    return found


def label_snippets(texts: list[str], row: dict[str, Any]) -> tuple[Array, Array]:
    """Only blocks that hold a snippet of the gold are known."""
    found, weight = np.zeros(len(texts)), np.zeros(len(texts))
    for place, text in enumerate(texts):
        found[place] = any(" ".join(snippet.split()) in text for snippet in row["with_"])
        known = found[place] or any(" ".join(snippet.split()) in text for snippet in row["without"])
        weight[place] = 0.1 * known
    return found, weight


def f1(page: Page, scores: Array) -> float:
    """Word F1 of the blocks that would be kept."""
    kept = likeliest(scores, np.array([len(each) for each in page.words], dtype=float))
    got = Counter(word for place in np.flatnonzero(kept) for word in page.words[place])
    gold = Counter(page.gold)
    return 2 * (gold & got).total() / max(gold.total() + got.total(), 1)


def train(pages: Sequence[Page]) -> Trees:
    """Boost trees on the logistic loss, each on half of the rows and a third of the columns."""
    chance = np.random.default_rng(1)
    features = np.concatenate([page.features for page in pages]).astype(np.float32)
    wanted = np.concatenate([page.is_article for page in pages])
    weight = np.concatenate([page.weight for page in pages])
    easy = (
        (wanted == 0) & (features[:, NAMES.index("kept")] < 0.3) & (features[:, NAMES.index("words")] < 2.2)
    )
    rows_used = (weight > 0) & ~(easy & (chance.random(len(weight)) < 0.75))
    weight = np.where(easy, weight * 4, weight)[rows_used]
    features, wanted, weight = features[rows_used], wanted[rows_used], weight / weight.mean()
    quantiles = np.linspace(0, 1, BINS + 1)[1:-1]
    limits = [np.unique(np.quantile(column[::3], quantiles)) for column in features.T]
    binned = np.column_stack(
        [
            np.searchsorted(limit, column, side="right")
            for limit, column in zip(limits, features.T, strict=True)
        ]
    )
    base = float(np.log((weight * wanted).sum() / (weight * (1 - wanted)).sum()))
    odds = np.full(len(wanted), base)
    asked, at, answers = [], [], []
    for _ in range(TREES):
        some = np.flatnonzero(chance.random(len(wanted)) < 0.5)
        columns = np.flatnonzero(chance.random(len(NAMES)) < 0.3)
        likely = 1 / (1 + np.exp(-odds[some]))
        slope, curve = weight[some] * (likely - wanted[some]), weight[some] * likely * (1 - likely)
        tree = grow(binned[some], slope, curve, columns, limits)
        leaf = leaves(binned, tree)
        size = 2**DEPTH
        answer = (
            -RATE * np.bincount(leaf[some], slope, size) / (np.bincount(leaf[some], curve, size) + SMOOTHING)
        )
        odds += answer[leaf]
        asked.append([column for column, _ in tree])
        at.append([float(limits[column][cut]) if cut < len(limits[column]) else 1e9 for column, cut in tree])
        answers.append(answer)
    return Trees(base, np.array(asked, dtype=np.intp), np.array(at), np.array(answers))


def grow(binned: Any, slope: Array, curve: Array, columns: Any, limits: list[Any]) -> list[tuple[int, int]]:
    """The best question of each node, level by level: (column, bin after which the answer is yes)."""
    tree: list[tuple[int, int]] = []
    node = np.zeros(len(slope), dtype=np.intp)
    for level in range(DEPTH):
        size = 2**level
        best = [(0.0, int(columns[0]), BINS)] * size
        for column in columns:
            place = node * BINS + binned[:, column]
            left_slope = np.bincount(place, slope, size * BINS).reshape(size, BINS).cumsum(1)
            left_curve = np.bincount(place, curve, size * BINS).reshape(size, BINS).cumsum(1)
            slopes, curves = left_slope[:, -1:], left_curve[:, -1:]
            gain = (
                left_slope**2 / (left_curve + SMOOTHING)
                + (slopes - left_slope) ** 2 / (curves - left_curve + SMOOTHING)
                - slopes**2 / (curves + SMOOTHING)
            )
            gain[(left_curve < LEAST) | (curves - left_curve < LEAST)] = -1
            for at, cut in enumerate(gain.argmax(axis=1)):
                if gain[at, cut] > best[at][0] and cut < len(limits[column]):
                    best[at] = (float(gain[at, cut]), int(column), int(cut))
        level_questions = [(column, cut) for _, column, cut in best]
        tree += level_questions
        node = _answered(binned, node, level_questions)
    return tree


def leaves(binned: Any, tree: list[tuple[int, int]]) -> NDArray[np.intp]:
    """The leaf of each row."""
    node = np.zeros(len(binned), dtype=np.intp)
    for level in range(DEPTH):
        node = _answered(binned, node, tree[2**level - 1 : 2 ** (level + 1) - 1])
    return node


def _answered(binned: Any, node: NDArray[np.intp], questions: list[tuple[int, int]]) -> NDArray[np.intp]:
    columns, cuts = (np.array(part) for part in zip(*questions, strict=True))
    yes = binned[np.arange(len(node)), columns[node]] > cuts[node]
    return np.asarray(2 * node + yes, dtype=np.intp)


def write(trees: Trees) -> None:
    """A line a tree: its questions, level by level, then its answers, from no to yes."""
    lines = [
        "# Whether a block of a page belongs to its article: log odds, summed over trees.",
        "# Written by tools/train_blocks.py; seven questions (feature>=limit), then eight answers.",
        f"base\t{trees.base:.4f}",
    ]
    for asked, limits, answers in zip(trees.features, trees.limits, trees.answers, strict=True):
        questions = [f"{NAMES[column]}>={limit:.5g}" for column, limit in zip(asked, limits, strict=True)]
        lines.append("\t".join([*questions, *(f"{answer:.4f}" for answer in answers)]))
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
