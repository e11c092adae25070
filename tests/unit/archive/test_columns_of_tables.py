"""What the columns of a table are: by names in many languages, by their values, by what a user says."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from support.read_saved import NOW, item_of, read
from wireroom.archive.files_origin import Place
from wireroom.archive.saved.documents import DocumentsOrigin
from wireroom.archive.saved.tables.table_head import named
from wireroom.archive.saved.tables.user_columns import Columns, in_our_names, read_columns
from wireroom.errors import DocumentError
from wireroom.models import ArchivedDocument

PROSE = "The ferry waited at the quay until the water had risen again. Then it left, late, with forty cars. "
UNKNOWN = "a row of a table whose columns have no names that are known"

# A head, and which fields of ours its columns are, in their order.
HEADS = {
    "de": "Überschrift;Unterzeile;Verfasser;Veröffentlicht am;Rubrik;Artikeltext;Adresse",
    "de, transcribed": "UEBERSCHRIFT;Teaser;Autorin;Veroeffentlicht am;Ressort;Inhalt;Link",
    "fr": "titre;chapô;auteur;date de publication;rubrique;corps;lien",
    "es": "titular;entradilla;firma;fecha de publicación;sección;cuerpo;enlace",
    "pt": "título;resumo;autor;data de publicação;seção;conteúdo;ligação",
    "it": "titolo;sommario;autore;data di pubblicazione;sezione;contenuto;collegamento",
    "nl": "kop;samenvatting;schrijver;publicatiedatum;rubriek;inhoud;koppeling",
    "pl": "tytuł;zajawka;autor;data;dział;treść;adres",
    "sv": "rubrik;ingress;skribent;publicerad;avdelning;brödtext;länk",
    "da": "overskrift;underrubrik;forfatter;udgivet;sektion;brødtekst;link",
    "no": "tittel;ingress;forfatter;publisert;seksjon;innhold;lenke",
    "fi": "otsikko;ingressi;kirjoittaja;julkaistu;osasto;leipäteksti;linkki",
    "cs": "titulek;perex;autor;datum vydání;rubrika;text;odkaz",
    "ru": "Заголовок;Анонс;Автор;Дата публикации;Рубрика;Текст;Ссылка",
    "uk": "Заголовок;Анотація;Автор;Дата публікації;Розділ;Зміст;Посилання",
    "tr": "Başlık;Özet;Yazar;Yayın Tarihi;Kategori;İçerik;Bağlantı",
    "el": "Τίτλος;Περίληψη;Συγγραφέας;Ημερομηνία;Κατηγορία;Κείμενο;Σύνδεσμος",
    "ja": "見出し;要約;記者;公開日;カテゴリ;本文;リンク",
    "zh": "标题;摘要;作者;发布时间;栏目;正文;链接",
    "zh, in full": "標題;摘要;記者;發布時間;分類;內容;連結",
    "ko": "제목;요약;기자;게시일;분류;본문;링크",
    "ar": "العنوان;الملخص;الكاتب;تاريخ النشر;القسم;النص;الرابط",
}
ROW = [
    "Low water",
    "The ferry waits",
    "Ada Reed",
    "2024-05-02 08:15",
    "Quay",
    PROSE,
    "https://quay.example/1",
]


def table(*rows: list[str], delimiter: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


def told(path: Path) -> tuple[list[ArchivedDocument], list[str], list[str]]:
    """The documents below, the notes on them, and what is wrong."""
    found, notes, wrong = list[ArchivedDocument](), list[str](), list[str]()
    origin = DocumentsOrigin(Place(str(path), pytest.fail, NOW, note=notes.append))
    for unit in origin.list():
        try:
            found += origin.read(unit, Counter())
        except DocumentError as error:
            wrong.append(str(error))
    return found, notes, wrong


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_table_in_any_of_these_languages_is_read_whole(head: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(table(head.split(";"), ROW))
    (document,), notes, wrong = told(tmp_path)
    item = item_of(document)
    assert (notes, wrong) == ([], [])
    assert document.url == "https://quay.example/1"
    assert [item["title"], item["summary"], item["date_published"], item["content_text"]] == [
        *("Low water", "The ferry waits", "2024-05-02 08:15", PROSE)
    ]
    assert (item["authors"], item["tags"]) == ([{"name": "Ada Reed"}], ["Quay"])


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_so_is_a_row_of_json(head: str, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([dict(zip(head.split(";"), ROW, strict=True))]))
    (document,), _, wrong = told(tmp_path)
    assert not wrong
    assert {"title", "summary", "date_published", "content_text", "authors", "tags"} <= item_of(
        document
    ).keys()
    assert document.url == "https://quay.example/1"


def test_a_section_called_rubrik_is_no_title_where_that_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Überschrift;Rubrik;Datum;Text\n;Lokales;1.3.2024;Der Rat tagte.\n")
    (document,), _, _ = told(tmp_path)
    assert "title" not in item_of(document)


def test_an_answer_whose_rows_stand_in_data_is_read_by_them(tmp_path: Path) -> None:
    rows = [{"title": "Low water", "content": PROSE}, {"title": "High water", "content": PROSE}]
    (tmp_path / "a.json").write_text(json.dumps({"data": rows}))
    assert len(told(tmp_path)[0]) == 2


def prose(n: int) -> str:
    return f"{n}: {PROSE}{PROSE}"


def test_what_no_name_tells_is_told_by_values(tmp_path: Path) -> None:
    rows = [[f"Gwerth {n}", f"https://quay.example/{n}", f"2.{n}.2024", prose(n)] for n in range(1, 6)]
    (tmp_path / "a.csv").write_text(table(["teitl", "dolen", "dyddiad", "testun"], *rows))
    documents, notes, _ = told(tmp_path)
    assert [document.url for document in documents] == [f"https://quay.example/{n}" for n in range(1, 6)]
    assert item_of(documents[1])["date_published"] == "2.2.2024"
    assert item_of(documents[1])["content_text"] == prose(2)
    assert ["`teitl`" in note and "columns.yaml" in note for note in notes] == [True]


AUTHORS = [f"https://quay.example/people/{n}" for n in (1, 2, 3)]
PICTURES = [f"https://quay.example/{n}.jpg?w=1" for n in (1, 2, 3)]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("author_page", AUTHORS),
        ("dolen", [AUTHORS[0], AUTHORS[0], AUTHORS[1]]),
        ("dolen", PICTURES),
        ("dolen", [*AUTHORS[:2], "none"]),
        ("dyddiad", ["20240501", "20240502", "20240503"]),
        ("last_modified", ["2024-05-01", "2024-05-02", "2024-05-03"]),
        ("geändert", ["1.5.2024", "2.5.2024", "3.5.2024"]),
        ("comments", [prose(1), prose(2), prose(3)]),
        ("testun", [prose(1), prose(1), prose(2)]),
        ("testun", ["short", "words", "here"]),
        ("testun", [f'{{"a": "{prose(n)}"}}' for n in range(3)]),
    ],
)
def test_values_that_leave_a_doubt_tell_nothing(name: str, values: list[str]) -> None:
    assert named(["title", name], [["Low water", value] for value in values], {}).unread == [name]


def test_of_two_columns_that_could_be_it_none_is() -> None:
    rows = [[f"2024-05-0{n}", f"2024-06-0{n}"] for n in range(1, 4)]
    assert named(["dyddiad", "amser"], rows, {}).names == ["dyddiad", "amser"]


def test_a_column_that_a_name_tells_goes_before_values() -> None:
    rows = [[f"https://quay.example/{n}", f"https://quay.example/other/{n}"] for n in range(3)]
    assert named(["url", "dolen"], rows, {}).unread == ["dolen"]


def test_a_table_without_names_is_not_read_by_its_values(tmp_path: Path) -> None:
    rows = [[str(n), f"https://quay.example/{n}", prose(n)] for n in range(4)]
    (tmp_path / "a.csv").write_text(table(*rows))
    assert not told(tmp_path)[0]


def test_a_refusal_names_the_columns_and_counts_rows_alone(tmp_path: Path) -> None:
    rows = "Gwerth;https://quay.example/1\nAnarferol;https://quay.example/2\n"
    (tmp_path / "a.csv").write_text(f"teitl;dolen\n{rows}")
    assert read(tmp_path)[1] == {UNKNOWN: 2}
    (note,) = told(tmp_path)[1]
    assert "`teitl`, `dolen`" in note
    assert "columns.yaml" in note


def test_columns_alike_are_told_of_once(tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name).write_text("title;teimlad\nLow water;glad\n")
    assert len(told(tmp_path)[1]) == 1


def test_json_without_an_article_is_told_by_its_members(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"teitl": "Gwerth", "dolen": 1}]))
    assert "`teitl`, `dolen`" in told(tmp_path)[1][0]


BY_USER = "title: teitl\ntext: [testun, prif destun]\nurl: dolen\ndate_published: dyddiad\n"
FOREIGN = {"teitl": "Gwerth", "testun": "Short.", "dolen": "https://quay.example/1", "dyddiad": "2024-05-02"}


@pytest.mark.parametrize("place", ["", "2024/may"])
@pytest.mark.parametrize("kind", ["csv", "json", "jsonl"])
def test_a_user_says_which_column_is_what(kind: str, place: str, tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text(BY_USER)
    folder = tmp_path / place
    folder.mkdir(parents=True, exist_ok=True)
    body = {
        "csv": table([*FOREIGN], [*FOREIGN.values()]),
        "json": json.dumps([FOREIGN]),
        "jsonl": f"{json.dumps(FOREIGN)}\n{json.dumps({'teitl': ''})}\n",
    }
    (folder / f"a.{kind}").write_text(body[kind])
    (document,), notes, _ = told(tmp_path)
    item = item_of(document)
    assert (document.url, notes) == ("https://quay.example/1", [])
    assert (item["title"], item["content_text"], item["date_published"]) == ("Gwerth", "Short.", "2024-05-02")


def test_what_a_user_says_goes_before_what_a_name_tells() -> None:
    said = named(["text", "Corps", "content"], [], read_columns(b"text: corps").fields)
    assert said.names == ["", "text", "content"]


def test_a_column_that_no_table_has_takes_nothing_from_one(tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text("text: corps\n")
    (tmp_path / "a.csv").write_text("title,text\nLow water,It waited.\n")
    assert item_of(told(tmp_path)[0][0])["content_text"] == "It waited."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("txt: corps", "`txt` is no field"),
        ("- text", "no line such as"),
        ("text: [", "no YAML"),
        ("text: {a: b}", "names no column"),
        ("text: corps\ntitle: Corps", "`Corps` is `text` and `title`"),
    ],
)
def test_a_file_of_columns_that_says_nothing_is_told_of(said: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text(said)
    (tmp_path / "a.csv").write_text("title,text\nLow water,It waited.\n")
    documents, _, wrong = told(tmp_path)
    assert not documents
    assert any(words in each for each in wrong)


@pytest.mark.parametrize("size", [1, 7, 64, 100_000])
def test_members_are_renamed_wherever_a_piece_ends(size: int) -> None:
    columns = replace(read_columns('text: ["té\\"xt", corps]'.encode()), hear=lambda words: None)
    rows = [
        {'té"xt': 'he said \\"corps": no', "corps ": 1, "n": n, "in": {"corps": "a\\"}, "text": "old"}
        for n in range(400)
    ]

    class Slow(io.BytesIO):
        def read(self, most: int | None = -1) -> bytes:
            return super().read(min(most or 0, size))

    for is_plain in (True, False):
        body = json.dumps(rows, ensure_ascii=is_plain).encode()
        read_back = json.loads(in_our_names(Slow(body), columns).read())
        assert read_back == [
            {
                "text": 'he said \\"corps": no',
                "corps ": 1,
                "n": n,
                "in": {"text": "a\\"},
                "unread text": "old",
            }
            for n in range(400)
        ]


def test_without_a_word_of_a_user_nothing_is_renamed() -> None:
    stream = io.BytesIO(b"{}")
    assert in_our_names(stream, Columns()) is stream


@pytest.mark.parametrize("ours", ["title", "Title"])
@pytest.mark.parametrize("name", ["rows.json", "rows.jsonl", "rows.csv"])
def test_a_column_of_our_name_yields_to_the_one_that_a_user_names(
    name: str, ours: str, tmp_path: Path
) -> None:
    """In JSON the last of both won: a member renamed to `-title` is a title by its letters."""
    row = {"Namn": "Low water", "text": PROSE, ours: "Of the edition"}
    lines = f"Namn,text,{ours}\nLow water,{PROSE},Of the edition\n"
    (tmp_path / name).write_text(lines if name == "rows.csv" else json.dumps(row))
    (tmp_path / "columns.yaml").write_text("title: Namn")
    documents, _, _ = told(tmp_path)
    assert [item_of(document)["title"] for document in documents] == ["Low water"]


@pytest.mark.parametrize("folder", [".", "texts"])
def test_a_text_named_by_a_row_has_what_a_user_says_of_its_table(folder: str, tmp_path: Path) -> None:
    """The table was read for its texts before anybody had looked for columns.yaml."""
    (tmp_path / "columns.yaml").write_text("title: izena\nurl: helbidea")
    (tmp_path / "rows.csv").write_text(
        "file,izena,helbidea\nlow-water.html,Low water,https://quay.example/1\n"
    )
    (tmp_path / folder).mkdir(exist_ok=True)
    (tmp_path / folder / "low-water.html").write_text(f"<p>{PROSE}</p>")
    documents, _, _ = told(tmp_path)
    assert [(document.url, item_of(document)["title"]) for document in documents] == [
        ("https://quay.example/1", "Low water")
    ]


def test_a_page_is_read_beside_a_file_of_columns_that_says_nothing(tmp_path: Path) -> None:
    (tmp_path / "columns.yaml").write_text("[title")
    (tmp_path / "page.html").write_text("<html><title>Ebb</title><p>The ferry waited.</p></html>")
    documents, _, _ = told(tmp_path)
    assert len(documents) == 1
