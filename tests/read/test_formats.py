"""One small file of every format, read by its content; what a format says of title, day, byline and outlet is kept."""
from __future__ import annotations

import gzip
import io
import json
from datetime import date, datetime
from email.message import EmailMessage
from pathlib import Path

import docx
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from reportedly.read import READERS, reader
from reportedly.read.paged import flowed

from .files import ORUM, PAGE, SALAQ, gather, pdf, zipped


def test_every_reader_named_is_there() -> None:
    assert all(callable(reader(kind)) for kind in READERS)


def test_page_with_title_day_byline_and_outlet(tmp_path: Path) -> None:
    file = tmp_path / "saved"
    file.write_text(PAGE, "utf-8")
    (document,), problems = gather(file)
    assert (document.title, document.date, document.byline, document.outlet) == ("Troops enter Salaq", "2021-03-05", "Mira Tal",
        "Hill Wire")
    assert document.text.count("Government troops entered") == 5
    assert "Sport" not in document.text
    assert not problems


def test_a_page_without_a_stated_day_has_none(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGE.replace("<meta property='article:published_time' content='2021-03-05T08:00:00Z'>", ""), "utf-8")
    (document,), _ = gather(file)
    assert document.date is None


@pytest.mark.parametrize("declared", ["<meta charset=windows-1251>", ""])
def test_a_page_in_the_encoding_it_declares(tmp_path: Path, declared: str) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(PAGE.replace("<meta charset='utf-8'>", declared).replace("Mira Tal", "Мира Таль").encode("cp1251"))
    (document,), _ = gather(file)
    assert document.title == "Troops enter Salaq"
    assert not declared or document.byline == "Мира Таль"


def test_pdf_lines_become_paragraphs_without_page_numbers(tmp_path: Path) -> None:
    towns = ("Salaq", "Orum", "Besh")
    pages = [["HILL WIRE WEEKLY", f"Government troops entered the town of {town} on Monday, resi-",
              f"dents said, after four days of shelling on the northern edge of {town}", f"where the rebels of {town} had dug in.",
              f"The market of {town} was closed.", f"Page {n} of 3"] for n, town in enumerate(towns, 1)]
    file = tmp_path / "weekly"
    file.write_bytes(pdf(pages, "Situation in the hills"))
    (document,), problems = gather(file)
    assert document.title == "Situation in the hills"
    assert document.date is None  # the day a file was made is none of publication
    assert "residents said, after four days of shelling on the northern edge of Orum where the rebels of Orum had dug in." in document.text
    assert "Page 2" not in document.text
    assert "HILL WIRE WEEKLY" not in document.text
    assert not problems


@pytest.mark.parametrize("hyphen", ["-", "\u2010", "\u00ad"])
def test_a_word_parted_at_a_lines_end_is_one_again(hyphen: str) -> None:
    assert flowed([[f"A line that is long enough to be full, as resi{hyphen}", "dents said."]]).endswith("full, as residents said.")


def test_a_bullet_is_a_paragraph_of_its_own() -> None:
    assert flowed([["A line that is long enough to be full and is no end of it", "• Another thing"]]).count("\n\n") == 1


def test_word_text_with_its_title_and_tables(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Flash update 3", 0)
    made.add_paragraph(SALAQ)
    cell = made.add_table(1, 2).rows[0].cells[1]
    cell.text = ORUM
    file = tmp_path / "update"
    made.save(str(file))
    (document,), problems = gather(file)
    assert document.title == "Flash update 3"
    assert document.text == f"{SALAQ}\n\n{ORUM}"
    assert not problems


def _message(**headers: str) -> EmailMessage:
    made = EmailMessage()
    for name, value in ({"From": "Hill Wire <desk@hill.example>", "To": "list@hill.example", "Subject": "Troops enter Salaq",
                         "Date": "Wed, 05 Mar 2021 23:30:00 +0300", "Message-ID": "<m1@hill.example>"} | headers).items():
        made[name] = value
    return made


def test_mail_with_attachment_and_quoted_mail(tmp_path: Path) -> None:
    mail = _message()
    mail.set_content(f"{SALAQ}\n\nOn Tuesday Rana wrote:\n> {ORUM}\n-- \nThe desk\n")
    mail.add_attachment(pdf([[ORUM]]), maintype="application", subtype="pdf", filename="orum.pdf")
    file = tmp_path / "m.eml"
    file.write_bytes(mail.as_bytes())
    (body, attached), problems = gather(file)
    assert (body.id, body.title, body.date, body.outlet) == ("m1@hill.example", "Troops enter Salaq", "2021-03-05", "Hill Wire")
    assert body.text.strip() == SALAQ
    assert (attached.id, attached.text, attached.date) == ("m1@hill.example!orum.pdf", ORUM, "2021-03-05")
    assert not problems


FORWARDS = {
    "gmail": "Please code.\n\n---------- Forwarded message ---------\nFrom: Orum Radio <desk@orum.example>\n"
             "Date: Fri, 5 Mar 2021 at 10:12\nSubject: Shells on Orum\nTo: <list@orum.example>\n\n",
    "outlook": "Please code.\n\n-----Original Message-----\nFrom: Orum Radio\nSent: Friday, March 5, 2021 10:12 AM\nTo: list\n"
               "Subject: Shells on Orum\n\n",
    "bare": "Please code.\n\n________________________________\nFrom: Orum Radio\nSent: 05 March 2021 10:12\nSubject: Shells on Orum\n\n",
    "apple": "Please code.\n\nBegin forwarded message:\n\n> From: Orum Radio <desk@orum.example>\n> Date: March 5, 2021 at 10:12\n"
             "> Subject: Shells on Orum\n>\n"}


@pytest.mark.parametrize("how", [*FORWARDS, "attached", "unclear day"])
def test_a_message_passed_on_keeps_its_own_sender_and_day(tmp_path: Path, how: str) -> None:
    mail = _message(Date="Mon, 08 Mar 2021 09:30:00 +0300")
    if how == "attached":
        inner = _message(From="Orum Radio <desk@orum.example>", Subject="Shells on Orum", Date="Fri, 05 Mar 2021 10:12:00 +0300")
        inner.set_content(ORUM)
        mail.set_content("Please code.")
        mail.add_attachment(inner)
    else:
        body = FORWARDS["outlook"].replace("Friday, March 5, 2021", "05/03/2021") if how == "unclear day" else FORWARDS[how]
        mail.set_content(body + (f"> {ORUM}\n" if how == "apple" else f"{ORUM}\n"))
    file = tmp_path / "m.eml"
    file.write_bytes(mail.as_bytes())
    (note, passed), problems = gather(file)
    assert (note.text.strip("_ \n"), note.date) == ("Please code.", "2021-03-08")
    assert (passed.text.strip(), passed.title, passed.outlet) == (ORUM, "Shells on Orum", "Orum Radio")
    assert passed.date == (None if how == "unclear day" else "2021-03-05")
    assert not problems


def test_mailbox_with_a_broken_message(tmp_path: Path) -> None:
    one, two = _message(), _message(**{"Message-ID": "<m2@hill.example>", "Subject": "Shells on Orum"})
    one.set_content(f"<p>{SALAQ}</p><p>From here on the road is open.</p>", subtype="html")
    two.set_content(ORUM)
    file = tmp_path / "list"
    file.write_bytes(b"".join(b"From desk Wed Mar  5 23:30:00 2021\n" + m + b"\n\n" for m in (one.as_bytes(), b"\nnothing\n",
        two.as_bytes())))
    found, problems = gather(file)
    assert [d.id for d in found] == ["m1@hill.example", "m2@hill.example"]
    assert found[0].text == f"{SALAQ}\n\nFrom here on the road is open."
    assert len(problems) == 1
    assert "list:2" in problems[0]


def test_page_saved_as_a_message(tmp_path: Path) -> None:
    mail = _message(**{"Snapshot-Content-Location": "https://hill.example/salaq", "From": "<Saved by Blink>"})
    mail.set_content(PAGE, subtype="html")
    file = tmp_path / "page.mhtml"
    file.write_bytes(mail.as_bytes())
    (document,), _ = gather(file)
    assert (document.outlet, document.date, document.url) == ("Hill Wire", "2021-03-05", "https://hill.example/salaq")


@pytest.mark.parametrize(("name", "mark", "encoding"), [("a.csv", ",", "utf-8"), ("b.csv", ";", "cp1252"), ("c.tsv", "\t", "utf-16"),
                                                        ("d.csv", "|", "utf-8-sig")])
def test_table_as_text(tmp_path: Path, name: str, mark: str, encoding: str) -> None:
    file = tmp_path / name
    rows = [["Headline", "Published", "Body"], ["Zażegnany", "05/03/2021", f'"{SALAQ}\nThe ""market"" was shut{mark} they said."'],
            ["Broken day", "2021", ORUM], ["", "", ""], ["Fine", "06/03/2021", ORUM]]
    file.write_bytes("\n".join(mark.join(r) for r in rows).replace("ż", "z" if encoding == "cp1252" else "ż").encode(encoding))
    found, problems = gather(file, columns=(("text", "body"), ("date", "Published:%d/%m/%Y"), ("title", "headline")))
    assert [(d.title, d.date) for d in found] == [("Zazegnany" if encoding == "cp1252" else "Zażegnany", "2021-03-05"), ("Fine",
        "2021-03-06")]
    assert found[0].text.endswith(f'The "market" was shut{mark} they said.')
    assert len(problems) == 1
    assert "'2021' does not fit" in problems[0]


def test_columns_by_their_usual_names_and_a_name_that_is_none(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f'link,content,publication_date\nhttp://x.example,"{SALAQ}",2021-03-05\n', "utf-8")
    (document,), _ = gather(file)
    assert (document.url, document.date, document.id) == ("http://x.example", "2021-03-05", f"{file}:2")
    _, problems = gather(file, columns=(("text", "words"),))
    assert "has no column 'words'; it has link, content, publication_date" in problems[0]
    file.write_text("a,b\n1,2\n", "utf-8")
    assert "--column text=NAME" in gather(file)[1][0]


def test_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["note"])
    sheet = book.create_sheet("Reports")
    sheet.append(["id", "date", "text"])
    sheet.append([7, datetime(2021, 3, 5, 10), SALAQ])
    sheet.append([8, date(2021, 3, 6), ORUM])
    sheet.append([9, None, None])
    file = tmp_path / "book"
    book.save(file)
    found, problems = gather(file)
    assert [(d.id, d.date) for d in found] == [("7", "2021-03-05"), ("8", "2021-03-06")]
    assert len(problems) == 1
    assert "Reports:4" in problems[0]


def test_workbook_with_titles_above_its_columns_and_days_as_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Weekly log of the hills"])
    sheet.merge_cells("A1:D1")
    sheet.append(["Report", None, "Details", None])
    sheet.append(["ID", "Date", "Headline", "Text"])
    sheet.append([1, 44260, "Salaq", SALAQ])
    sheet.append([2, 44261.5, "Orum", ORUM])
    sheet.append([3, "08/03/2021", "Orum", ORUM])
    file = tmp_path / "log.xlsx"
    book.save(file)
    found, problems = gather(file)
    assert [(d.id, d.date, d.title) for d in found] == [("1", "2021-03-05", "Salaq"), ("2", "2021-03-06", "Orum")]
    assert len(problems) == 1
    assert "log.xlsx!Sheet:6" in problems[0]
    assert "--column 'date=Date:%d/%m/%Y'" in problems[0]


@pytest.mark.parametrize("above", ["sep=;\n", "Export of the desk\n\n", ""])
def test_what_stands_above_the_columns_of_a_table(tmp_path: Path, above: str) -> None:
    file = tmp_path / "a.xls"  # a name that many a site gives its tables
    file.write_text(f'{above}id;date;text\n1;2021-03-05;"{SALAQ}"\n', "utf-8-sig")
    found, problems = gather(file)
    assert [(d.id, d.date, d.text) for d in found] == [("1", "2021-03-05", SALAQ)]
    assert not problems


@pytest.mark.parametrize("name", ["page.csv", "page.xls", "page.txt"])
def test_a_page_by_another_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(PAGE, "utf-8")
    (document,), problems = gather(tmp_path / name)
    assert (document.title, problems) == ("Troops enter Salaq", [])


def test_parquet(tmp_path: Path) -> None:
    file = tmp_path / "reports"
    pq.write_table(pa.table({"id": ["a", "b"], "date": [date(2021, 3, 5), None], "text": [SALAQ, ORUM], "other": [1, 2]}), file)
    found, problems = gather(file)
    assert [(d.id, d.date, d.text) for d in found] == [("a", "2021-03-05", SALAQ), ("b", None, ORUM)]
    assert not problems


def test_json_list_and_paths(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"id": 1, "fields": {"body": SALAQ, "when": "2021-03-05"}}, {"id": 2}], indent=1), "utf-8")
    found, problems = gather(file, columns=(("text", "fields.body"), ("date", "fields.when")))
    assert [(d.id, d.date) for d in found] == [("1", "2021-03-05")]
    assert len(problems) == 1


NINJS = {"uri": "urn:hill:1", "type": "text", "pubstatus": "usable", "versioncreated": "2021-03-05T10:00:00+02:00", "byline": "Mira Tal",
         "headline": "Troops enter Salaq", "body_xhtml": f"<div><p>{SALAQ}</p><p>{ORUM}</p><script>x()</script></div>", "language": "en",
         "copyrightholder": "Hill Wire", "usageterms": "no archive"}


def test_ninjs(tmp_path: Path) -> None:
    second = {"uri": "urn:hill:2", "headlines": [{"role": "main", "value": "Shells on Orum"}], "bodies": [
        {"role": "caption", "value": "A picture"}, {"role": "main", "contenttype": "text/plain", "value": ORUM}]}
    file = tmp_path / "news.json"
    file.write_text(json.dumps([NINJS, second, NINJS | {"pubstatus": "canceled"}]), "utf-8")
    (one, two), problems = gather(file)
    assert (one.id, one.title, one.date, one.byline, one.outlet, one.licence) == (
        "urn:hill:1", "Troops enter Salaq", "2021-03-05", "Mira Tal", "Hill Wire", "no archive")
    assert one.text == f"{SALAQ}\n\n{ORUM}"
    assert (two.title, two.text) == ("Shells on Orum", ORUM)
    assert "taken back by its sender" in problems[0]


G2 = f"""<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="tag:hill.example,2021:1" xml:lang="en"><itemMeta><provider literal="Hill Wire"/>
<versionCreated>2021-03-05T10:00:00+02:00</versionCreated><pubStatus qcode="stat:usable"/></itemMeta>
<contentMeta><by>Mira Tal</by><headline>Troops enter Salaq</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head>
<body><p>{SALAQ}</p><p>{ORUM}</p></body></html></inlineXML></contentSet></newsItem>
<newsItem guid="gone"><itemMeta><pubStatus qcode="stat:canceled"/></itemMeta></newsItem>
<newsItem guid="picture"><itemMeta/><contentMeta/></newsItem></itemSet></newsMessage>"""
NITF = f"""<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-6.dtd"><nitf><head><title>t</title><docdata><doc-id id-string="h-1"/>
<date.issue norm="20210305T080000Z"/></docdata><pubdata name="Hill Wire"/></head>
<body><body.head><hedline><hl1>Troops enter Salaq</hl1></hedline>
<byline>By Mira Tal</byline></body.head><body.content><block><p>{SALAQ}</p><p>{ORUM}</p></block></body.content></body></nitf>"""


def test_newsml_g2(tmp_path: Path) -> None:
    file = tmp_path / "message"
    file.write_text(G2, "utf-8")
    (document,), problems = gather(file)
    assert (document.id, document.title, document.date, document.byline, document.outlet, document.lang) == (
        "tag:hill.example,2021:1", "Troops enter Salaq", "2021-03-05", "Mira Tal", "Hill Wire", "en")
    assert document.text == f"{SALAQ}\n\n{ORUM}"
    assert ["taken back" in problems[0], "without words" in problems[1]] == [True, True]


def test_nitf_alone_and_in_newsml_1(tmp_path: Path) -> None:
    alone, wrapped = tmp_path / "a.xml", tmp_path / "b"
    alone.write_text(NITF, "utf-8")
    inner = NITF[NITF.index("<nitf>"):]
    wrapped.write_text(f"<NewsML><NewsItem><Identification><NewsIdentifier><PublicIdentifier>urn:1</PublicIdentifier></NewsIdentifier>"
                       f"</Identification><NewsManagement><ThisRevisionCreated>20210306T080000Z</ThisRevisionCreated></NewsManagement>"
                       f"<NewsComponent><ContentItem><DataContent>{inner}</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>")
    (one, two), problems = gather(alone, wrapped)
    assert (one.id, one.title, one.date, one.byline, one.outlet) == ("h-1", "Troops enter Salaq", "2021-03-05", "Mira Tal", "Hill Wire")
    assert (two.id, two.date, two.text) == ("urn:1", "2021-03-06", f"{SALAQ}\n\n{ORUM}")
    assert not problems


RSS = f"""<?xml version="1.0"?><rss version="2.0"><channel><title>Hill Wire</title><language>en</language>
<item><guid>g1</guid><title>Troops enter Salaq</title><link>https://hill.example/1</link><pubDate>Wed, 05 Mar 2021 08:00:00 GMT</pubDate>
<description><![CDATA[<p>{SALAQ}</p>]]></description></item>
<item><guid>g2</guid><title>No day</title><description>{ORUM}</description></item></channel></rss>"""


def test_saved_feed(tmp_path: Path) -> None:
    file = tmp_path / "feed.xml"
    file.write_text(RSS, "utf-8")
    found, _ = gather(file)
    assert [(d.id, d.date, d.outlet, d.text) for d in found] == [("g1", "2021-03-05", "Hill Wire", SALAQ), ("g2", None, "Hill Wire", ORUM)]


def warc(compressed: bool) -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=compressed)
    for number, (kind, body, status) in enumerate([
            ("text/html; charset=utf-8", PAGE.encode(), "200 OK"), ("image/png", b"\x89PNG", "200 OK"), ("text/html", b"gone",
                "404 Not Found"),
            ("text/plain", ORUM.encode(), "200 OK"), ("application/pdf", pdf([[SALAQ]]), "200 OK"), ("text/html",
                b"\x1f\x8b\x08 no more", "200 OK")]):
        headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(f"https://hill.example/{number}", "response", payload=io.BytesIO(body),
            http_headers=headers,
                                                      warc_headers_dict={"WARC-Date": "2032-01-01T00:00:00Z"}))
    return out.getvalue()


@pytest.mark.parametrize("how", ["plain", "gzip", "wacz"])
def test_web_archive(tmp_path: Path, how: str) -> None:
    file = tmp_path / "crawl"
    data = warc(how != "plain")
    file.write_bytes(zipped({"datapackage.json": b"{}", "archive/data.warc.gz": data,
        "pages/pages.jsonl": b"{}"}) if how == "wacz" else data)
    found, problems = gather(file)
    assert [(d.url, d.date) for d in found] == [("https://hill.example/0", "2021-03-05"), ("https://hill.example/3", None),
                                                ("https://hill.example/4", None)]
    assert len(problems) == 1
    assert "https://hill.example/5" in problems[0]


def test_zip_in_zip_folder_and_packed_files(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.txt.gz").write_bytes(gzip.compress(SALAQ.encode()))
    (folder / "b.zst").write_bytes(zstandard.compress(ORUM.encode()))
    (folder / "deep/c.zip").write_bytes(zipped({"x/one.txt": SALAQ.encode(), "two.zip": zipped({"three.html": PAGE.encode()}),
        "p.png": b"\x89"}))
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder / ".hidden").write_bytes(b"no")
    found, problems = gather(folder)
    assert [d.id for d in found] == ["a", "b", "x/one", "three"]
    assert not problems


def test_tar(tmp_path: Path) -> None:
    import tarfile
    file = tmp_path / "all.tar.gz"
    with tarfile.open(file, "w:gz") as out:
        for name, words in (("d/a.txt", SALAQ), ("b.txt", ORUM)):
            member = tarfile.TarInfo(name)
            member.size = len(words.encode())
            out.addfile(member, io.BytesIO(words.encode()))
    found, problems = gather(file)
    assert [(d.id, d.text) for d in found] == [("d/a", SALAQ), ("b", ORUM)]
    assert not problems
