"""A table in another language by `backfill run`: all of it in the store, and what was not read is named."""

from __future__ import annotations

from pathlib import Path

import psycopg2
import pytest

from wireroom.cli.main import main

TEXT = " ".join(
    f"Le marché numéro {{n}} a rouvert ses portes, et le maire a promis {halls} halles."
    for halls in range(3, 8)
)
HEAD = "identifiant,titre,chapô,auteur,date de publication,rubrique,corps,lien,signes"
ROW = (
    "{n},Le marché numéro {n} rouvre,Après deux ans de travaux,Zoé Lefèvre,0{n}/04/2021 à 18h30,Ville,"
    '"' + TEXT + '",https://moulin-echo.example/ville/marche-{n},80{n}'
)
FRENCH = "\n".join(("\ufeff" + HEAD, *(ROW.replace("{n}", str(n)) for n in range(1, 6)), ""))
NOT_READ = "columns that are not read: `signes`; `text: NAME` in columns.yaml"


@pytest.fixture
def folder(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("WIREROOM_DATABASE_URL", database_url)
    monkeypatch.setenv("WIREROOM_HOME", str(tmp_path / "home"))
    place = tmp_path / "saved"
    place.mkdir()
    return place


def articles(url: str) -> list[tuple[str, ...]]:
    with psycopg2.connect(url) as conn, conn.cursor() as cursor:
        cursor.execute(
            "SELECT url, title, summary, text, published_at::date::text, authors::text, tags::text "
            "FROM news.articles ORDER BY url"
        )
        return cursor.fetchall()


def test_a_french_table_comes_in_whole(
    folder: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Title and author alone came in, in silence."""
    (folder / "export_fr.csv").write_text(FRENCH)
    assert main(["backfill", "run", "--from", f"documents:{folder}"]) == 0
    assert "export_fr.csv: " + NOT_READ in capsys.readouterr().out
    found = articles(database_url)
    assert len(found) == 5
    url, title, summary, text, day, authors, tags = found[0]
    assert url == "https://moulin-echo.example/ville/marche-1"
    assert title == "Le marché numéro 1 rouvre"
    assert summary == "Après deux ans de travaux"
    assert text.startswith("Le marché numéro 1 a rouvert")
    assert day == "2021-04-01"
    assert "Zoé Lefèvre" in authors
    assert "Ville" in tags


def test_a_table_of_unknown_columns_comes_in_once_they_are_named(
    folder: Path, database_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"Ebb {n};Tea {n}.\n" for n in (1, 2))
    (folder / "rows.csv").write_text(f"izena;testua\n{rows}")
    main(["backfill", "run", "--from", f"documents:{folder}"])
    said = capsys.readouterr().out
    assert (
        "of its columns `izena`, `testua` none has a name that is known; `text: NAME` in columns.yaml" in said
    )
    assert "2 a row of a table" in said
    assert not articles(database_url)
    (folder / "columns.yaml").write_text("title: izena\ntext: testua\n")
    assert main(["backfill", "run", "--from", f"documents:{folder}", "--again"]) == 0
    assert [row[1] for row in articles(database_url)] == ["Ebb 1", "Ebb 2"]
