"""Each format of its own shape against what its standard asks: required fields, types, allowed values, order. The schemas are restated."""
from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

from reportedly.publish.exports import cameo, export, ftm, gdelt, icews, misp, plover, polecat, prov, viina
from reportedly.publish.exports.acled import COLUMNS as ACLED
from reportedly.publish.exports.material import Material, Options, cases
from reportedly.publish.exports.profile import table
from reportedly.publish.exports.report import Noting
from reportedly.publish.exports.ucdp import COLUMNS as UCDP

from ..war import war
from .small import Row, of_picture
from .small import material as made_of
from .test_coders import CODES

COLUMNS = Path(__file__).parents[4] / "shared/field/columns.json"
TEXT, NUMBER, TEXTS = {"type": "string"}, {"type": "number"}, {"type": "array", "items": {"type": "string"}}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
NAME = {"type": "string", "minLength": 1}


def of(required: str, **properties: Any) -> Row:
    return {"type": "object", "required": required.split(), "properties": properties}


def only(required: str, **properties: Any) -> Row:
    return of(required, **properties) | {"additionalProperties": False}


def of_kind(kind: str, required: str, **properties: Any) -> Row:
    return of(f"@type {required}", **{"@type": {"const": kind}}, **properties)


THING = of("@type name", name=NAME)
# W3C Web Annotation Data Model 2017: context, id, type, a target; a specific resource has a source and selectors.
ANNOTATION = of("@context id type target body", **{
    "@context": {"const": "http://www.w3.org/ns/anno.jsonld"}, "id": {"type": "string", "pattern": "^(urn|https?):"},
    "type": {"const": "Annotation"}, "motivation": {"enum": ["describing"]}, "creator": of("type name", type={"enum": ["Person",
        "Software"]}),
    "body": {"type": "array", "items": of("type value purpose", type={"const": "TextualBody"}, value=NAME,
                                          purpose={"enum": ["describing", "tagging"]})},
    "target": of("source selector", source={"type": "string", "pattern": "^(urn|https?):"}, selector={"type": "array", "prefixItems": [
        only("type exact", type={"const": "TextQuoteSelector"}, exact=NAME, prefix=TEXT, suffix=TEXT),
        only("type start end", type={"const": "TextPositionSelector"}, start={"type": "integer", "minimum": 0},
             end={"type": "integer", "minimum": 1})], "minItems": 2, "maxItems": 2})})
# schema.org's ClaimReview with what search engines ask for.
REVIEW = of_kind("ClaimReview", "claimReviewed reviewRating author itemReviewed url", claimReviewed=NAME, author=THING, datePublished=DAY,
                 url={"type": "string", "pattern": "^https://"},
                 reviewRating=of_kind("Rating", "ratingValue bestRating worstRating alternateName", alternateName=NAME,
                                      ratingValue={"enum": [1, 2, 3, 4, 5]}, bestRating={"const": 5}, worstRating={"const": 1}),
                 itemReviewed=of_kind("Claim", "author appearance", author=THING, datePublished=DAY,
                                      appearance={"type": "array", "minItems": 1, "items": of_kind("CreativeWork", "name", name=NAME)}))
# W3C PROV-JSON: records by identifier, each relation with the ends that it must have.
ENDS = {"wasGeneratedBy": "prov:entity", "used": "prov:activity", "wasDerivedFrom": "prov:generatedEntity prov:usedEntity",
        "wasAttributedTo": "prov:entity prov:agent", "wasAssociatedWith": "prov:activity"}
PROV = only("prefix entity agent activity", prefix=of("prov"), **{
    k: {"type": "object", "propertyNames": {"pattern": "^(doc|claim|event|voice|act):."}} for k in ("entity", "activity", "agent")},
    **{k: {"type": "object", "propertyNames": {"pattern": "^_:."}, "additionalProperties": of(ends)} for k, ends in ENDS.items()})
# MISP core format.
EVENT = of("uuid date info analysis threat_level_id distribution Attribute Tag", date=DAY, info=NAME, analysis={"enum": ["0", "1", "2"]},
           threat_level_id={"enum": ["1", "2", "3", "4"]}, distribution={"enum": ["0", "1", "2", "3"]}, published={"type": "boolean"},
           Attribute={"type": "array", "items": only("uuid type category value to_ids", uuid=NAME, type={"enum": ["text", "link"]},
                                                     category={"const": "External analysis"}, value=NAME, to_ids={"const": False},
                                                         comment=TEXT)},
           Tag={"type": "array", "items": only("name", name={"type": "string", "pattern": r'^[a-z-]+:[a-z-]+="[^"]+"$'})})
# PLOVER's manual: * fields required, its 16 types, 15 quads and modes as in the table that ships.
ENTITY = only("code sector entity_text", code=TEXT, sector=TEXTS, entity_text=TEXT, identifier_id=TEXT, identifier_text=TEXT, religion=TEXT,
              ethnicity=TEXT, office=TEXT, gender=TEXT, age=TEXT)
RECORD = only(
    "id date actor event", id=NAME, has_event={"const": True}, date=DAY, time=TEXT, enddate=DAY, endtime=TEXT,
    actor={"type": "array", "minItems": 1, "items": ENTITY}, recipient={"type": "array", "items": ENTITY},
    event={"type": "array", "minItems": 1, "items": {"enum": list(table("plover")["quad"])}},
    event_loc=only("", **dict.fromkeys(("extracted_place", "resolved_place", "geonameid", "city", "district", "province", "country",
        "country_code", "feature_class", "feature_code"), TEXT),
                   lat=NUMBER, lon=NUMBER, resolution={"enum": [1, 2, 3, 4, 5]}),
    event_text=TEXTS, quad_code={"enum": ["V-COOP", "M-COOP", "V-CONF", "M-CONF"]}, event_scale=NUMBER,
    mode={"type": "array", "items": {"enum": [*(m for ms in table("plover")["modes"].values() for m in ms)]}}, context=TEXTS, link=TEXT,
        text=TEXT,
    text_info=of(""), cite_info=only("", **dict.fromkeys(("corpus", "citation", "url", "title", "language", "publication", "license",
        "copyright", "coder", "codebook", "version"), TEXT)),
    size=only("", dead={"type": "integer"}, injured={"type": "integer"}, arrested={"type": "integer"}), coder=TEXT, coded_date=DAY,
    coded_time=TEXT, comment=TEXT)
CONTEXTS = """military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal
    reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic
    territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber
    misinformation crime corruption illegal_drugs trafficking""".split()
SECTORS = """COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO UNO EUR NGO ISM IMG
    MNC""".split()
# FollowTheMoney's properties of the schemata that are used, with those that they inherit.
THINGS = "name summary description country alias previousName weakAlias sourceUrl publisher publisherUrl topics address notes proof"
DATED = "startDate endDate date summary description recordId sourceUrl publisher publisherUrl proof namesMentioned"
PARTY = f"{THINGS} legalForm status registrationNumber jurisdiction email phone website"
FTM = {"Event": f"{THINGS} {DATED} location important organizer involved",
       "Article": f"{THINGS} title author generator crawler publishedAt date language bodyText contentHash fileName mimeType",
       "Person": f"{PARTY} title firstName lastName nationality position gender", "LegalEntity": PARTY, "Organization": PARTY,
       "PublicBody": PARTY}
# What may stand in a placemark of KML 2.2, in the order of its schema.
PLACEMARK = ("name", "visibility", "description", "TimeStamp", "TimeSpan", "styleUrl", "Style", "ExtendedData", "Point", "Polygon",
             "MultiGeometry")


@pytest.fixture(scope="module")
def picture() -> Material:
    return of_picture(war())


def valid(schema: Row, row: Row) -> None:
    Draft202012Validator.check_schema(schema)
    found = [f"{'/'.join(map(str, e.path))}: {e.message[:120]}" for e in Draft202012Validator(schema).iter_errors(row)]
    assert not found


def rows_of(name: str, picture: Material, tmp_path: Path, **options: Any) -> list[Row]:
    export(name, picture, str(tmp_path / name), Options(include=("undated",), **options))
    return [json.loads(line) for line in (tmp_path / name).read_text("utf-8").splitlines()]


def test_web_annotations(picture: Material, tmp_path: Path) -> None:
    for row in rows_of("webannotation", picture, tmp_path):
        valid(ANNOTATION, row)


def test_claim_reviews(picture: Material, tmp_path: Path) -> None:
    export("claimreview", picture, str(tmp_path / "x"), Options(author="Desk", url="https://desk.example/checks/"))
    found = json.loads((tmp_path / "x").read_text("utf-8"))
    assert found["@context"] == "https://schema.org" and found["@graph"]
    for card in found["@graph"]:
        valid(REVIEW, card)
        assert card["url"].startswith("https://desk.example/checks/e") and len({c["@id"] for c in found["@graph"]}) == len(found["@graph"])
    report = export("claimreview", picture, str(tmp_path / "y"))
    assert any("--url" in n for n in report.notes) and any("--author" in n for n in report.notes)


def test_prov(picture: Material) -> None:
    valid(PROV, json.loads(json.dumps(prov.bundle(picture, Noting()))))


def test_misp(picture: Material) -> None:
    for case in cases(picture):
        row = misp.misp_event(case, picture.made)
        valid(EVENT, row)
        assert uuid.UUID(row["uuid"]).version == 5 and len({a["uuid"] for a in row["Attribute"]}) == len(row["Attribute"])


def test_plover(picture: Material, tmp_path: Path) -> None:
    found = [*rows_of("plover", picture, tmp_path), *rows_of("plover", made_of(*(s for s, *_ in CODES)), tmp_path)]
    known = table("plover")
    for row in found:
        valid(RECORD, row)
        (kind,) = row["event"]
        assert set(row["mode"]) <= {*known["modes"][kind], *known["modes"]["auxiliary"]} and set(row["context"]) <= set(CONTEXTS)
        assert {s for e in (*row["actor"], *row["recipient"]) for s in e["sector"]} <= set(SECTORS)
        assert kind not in known["needs_recipient"] or row["recipient"]
    assert len(CONTEXTS) == 37 and {r["event"][0] for r in found} >= {"ASSAULT", "COERCE", "RETREAT", "SANCTION", "AID"}
    assert plover.NOBODY["sector"] == ["UNK"]


def test_ftm(picture: Material) -> None:
    for entity in ftm.entities(picture, Noting()):
        assert set(entity["properties"]) <= set(FTM[entity["schema"]].split()), entity["schema"]
        assert entity["properties"].get("name") or entity["properties"].get("title")
        assert all(len(c) == 2 and c.islower() for c in entity["properties"].get("country", ()))
        assert all(len(c) == 3 for c in entity["properties"].get("language", ()))


def test_kml(picture: Material, tmp_path: Path) -> None:
    export("kml", picture, str(tmp_path / "x"))
    root = etree.parse(tmp_path / "x").getroot()
    space = "{http://www.opengis.net/kml/2.2}"
    styles = {s.get("id") for s in root.iter(f"{space}Style")}
    for mark in root.iter(f"{space}Placemark"):
        order = [PLACEMARK.index(child.tag.removeprefix(space)) for child in mark]
        assert order == sorted(order) and mark.findtext(f"{space}styleUrl").removeprefix("#") in styles
    for span in root.iter(f"{space}TimeSpan"):
        begin, end = (span.findtext(f"{space}{e}") for e in ("begin", "end"))
        assert begin <= end and len(begin) == 10
    for ring in root.iter(f"{space}coordinates"):
        points = [tuple(map(float, p.split(","))) for p in ring.text.split()]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in points) and (len(points) == 1 or points[0] == points[-1])


def test_geojson(picture: Material, tmp_path: Path) -> None:
    from shapely.geometry import shape
    export("geojson", picture, str(tmp_path / "x"))
    found = json.loads((tmp_path / "x").read_text("utf-8"))
    valid(only("type features", type={"const": "FeatureCollection"}, features={"type": "array", "items": only(
        "type geometry properties", type={"const": "Feature"}, properties={"type": "object"}, geometry={"anyOf": [
            {"type": "null"}, only("type coordinates", type={"enum": ["Point", "Polygon"]}, coordinates={"type": "array"})]})}), found)
    for f in found["features"]:
        made = shape(f["geometry"]) if f["geometry"] else None
        assert made is None or (made.is_valid and (made.geom_type == "Point" or made.exterior.is_ccw))


def test_geoparquet(picture: Material, tmp_path: Path) -> None:
    import pyarrow.parquet as pq
    for kind in ("events", "claims", "control"):
        export("geoparquet", picture, str(tmp_path / kind), Options(table=kind))
        schema = pq.read_schema(tmp_path / kind)
        geo = json.loads(schema.metadata[b"geo"])
        valid(of("version primary_column columns", version={"const": "1.1.0"}, primary_column={"const": "geometry"}, columns=only(
            "geometry", geometry=only("encoding geometry_types", encoding={"const": "WKB"}, geometry_types={"const": ["Point"]},
                                      bbox={"type": "array", "items": NUMBER, "minItems": 4, "maxItems": 4}))), geo)
        west, south, east, north = geo["columns"]["geometry"]["bbox"]
        assert -180 <= west <= east <= 180 and -90 <= south <= north <= 90 and str(schema.field("geometry").type) == "binary"


def test_columns_are_those_of_the_published_lists() -> None:
    if not COLUMNS.exists():
        return
    published = json.loads(COLUMNS.read_text("utf-8"))
    assert tuple(
        published[k] for k in ("acled_31", "ucdp_ged_49", "gdelt2_event_61", "icews_20", "polecat_40")) == (ACLED, UCDP, gdelt.COLUMNS,
            icews.COLUMNS, polecat.COLUMNS)
    assert viina.COLUMNS[:7] == published["viina2_control"]
    assert set(RECORD["properties"]) - {"size"} == set(published["plover_json"])
    assert set(ENTITY["properties"]) == set(published["plover_entity"])


def test_coded_rows_hold_allowed_values() -> None:
    """GDELT, ICEWS, POLECAT and CAMEO: every golden case, each value of a closed list in it."""
    made, goldstein = made_of(*(s for s, *_ in CODES)), table("cameo")["codes"]
    for row in gdelt.gdelt_rows(made, Options(), Noting()):
        assert row["QuadClass"] in (1, 2, 3, 4) and row["EventRootCode"] in [f"{n:02}" for n in range(1, 21)]
        assert row["EventCode"].startswith(row["EventBaseCode"]) and row["EventBaseCode"].startswith(row["EventRootCode"])
        assert -10 <= row["GoldsteinScale"] <= 10 and len(row["SQLDATE"]) == 8 and len(str(row["DATEADDED"])) == 14
        assert row["ActionGeo_Type"] in (1, 2, 3, 4, 5) and int(row["FractionDate"]) == row["Year"]
        for n in "12":
            assert row[f"Actor{n}CountryCode"] in (None, "", "KEN", "UGA") and row[f"Actor{n}Type1Code"] in (None, "", *SECTORS)
    for row in icews.icews_rows(made, Options(), Noting()):
        assert row["CAMEO Code"] in goldstein and row["Intensity"] == goldstein[row["CAMEO Code"]]["scale"] and row["Source Name"]
        assert {row["Source Sectors"], row["Target Sectors"]} <= {*icews.SECTORS.values(), "", None}
    for row in polecat.polecat_rows(made, Options(), Noting()):
        assert row["Quad Code"] == table("plover")["quad"][row["Event Type"]] and row["Actor Name"]
        assert row["Event Mode"] in ("", *table("plover")["modes"][row["Event Type"]])
        assert set(row["Contexts"].split("; ")) <= {*CONTEXTS, ""} and {row["Primary Actor Sector"]} <= {*SECTORS, ""}
    for row in cameo.cameo_rows(made, Options(), Noting()):
        assert row["label"] and row["quad"] in (1, 2, 3, 4) and isinstance(row["code"], str)
    codes = Path(__file__).parents[4] / "shared/field/cameo_to_plover.tsv"
    if codes.exists():
        known = {line.split("\t")[0] for line in codes.read_text("utf-8").splitlines()}
        assert set(goldstein) <= known
