"""The claim record survives its own JSON, and its two forms agree."""
from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import Any

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.model.claim import Reason, claim_id
from reportedly.model.document import Document
from reportedly.model.record import Record, RecordCount, RecordPlace, RecordRelation, RecordSource, RecordWhen, plain

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.floats(allow_nan=False, allow_infinity=False, width=32)
days = st.dates().map(lambda d: d.isoformat())
for kind, strategy in ((str, texts), (float, numbers), (int, st.integers(-2**50, 2**50))):
    st.register_type_strategy(kind, strategy)


@SLOW
@given(st.from_type(Record))
def test_a_record_survives_json(record: Record) -> None:
    assert msgspec.json.decode(msgspec.json.encode(record), type=Record) == record


@SLOW
@given(st.from_type(Record))
def test_plain_values_and_dataclasses_print_the_same(record: Record) -> None:
    assert msgspec.json.decode(msgspec.json.encode(plain(record))) == msgspec.json.decode(msgspec.json.encode(record))


@SLOW
@given(texts, texts, st.one_of(st.none(), days), texts)
def test_a_copy_at_another_outlet_is_another_document(name: str, text: str, day: str | None, outlet: str) -> None:
    one = Document(name, text, day, outlet=outlet)
    assert one.key == Document(name, text, day, outlet=outlet).key
    assert one.key != Document(name, text, day, outlet=outlet + "x").key
    published = [name, text, day, "", "", outlet, "", ""]
    assert one.key == hashlib.sha256(json.dumps(published, ensure_ascii=False).encode()).hexdigest()


@given(texts, st.integers(0, 9**6), st.integers(0, 9**6), st.sampled_from(["capture", "kill"]))
def test_claim_ids_are_short_and_the_same_again(key: str, start: int, end: int, kind: str) -> None:
    assert claim_id(key, start, end, kind) == claim_id(key, start, end, kind)
    assert len(claim_id(key, start, end, kind)) == 16
    assert claim_id(key, start, end, kind) != claim_id(key, start, end + 1, kind)


def test_the_schema_names_every_field() -> None:
    schema: dict[str, Any] = msgspec.json.schema(Record)
    for shape in (Record, RecordPlace, RecordWhen, RecordSource, RecordCount, RecordRelation, Reason):
        assert set(schema["$defs"][shape.__name__]["properties"]) == {f.name for f in fields(shape)}
