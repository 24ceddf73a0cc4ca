"""Other people's events: rows of their data sets to documents with one claim each. The mappings are data (`data/*.toml`)."""
from __future__ import annotations

FORMATS = ("acled", "deepstate", "gdelt", "gdelt-mentions", "icews", "jsonl", "parquet", "polecat", "ucdp", "viina")
TABLE = {"gdelt-mentions": "gdelt"}
