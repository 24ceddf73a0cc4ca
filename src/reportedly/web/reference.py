"""The API's reference, from its own OpenAPI description: a page without scripts, and Markdown for the docs."""
from __future__ import annotations

import html
from typing import Any

Spec = dict[str, Any]


def operations(spec: Spec) -> list[tuple[str, str, Spec]]:
    """(method, path, operation) in order of the paths."""
    return [(method.upper(), path, op) for path, ops in sorted(spec["paths"].items()) for method, op in ops.items()]


def kind(schema: Spec) -> str:
    """A type as a reader wants it: "integer", "text", "Record[]"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind(s) for s in schema["anyOf"] if s.get("type") != "null"))
    if "enum" in schema:
        return " or ".join(f"`{v}`" for v in schema["enum"])
    if schema.get("type") == "array":
        return f"{kind(schema.get('items', {}))}[]"
    return {"string": "text"}.get(str(schema.get("type", "any")), str(schema.get("type", "any")))


def markdown(spec: Spec) -> str:
    """The reference as Markdown: every address with its parameters and what it answers with, then the shapes."""
    parts = [f"# The API of the desk\n\n{spec['info']['description']}\n\n"
             f"`GET /openapi.json` is the same for programs (OpenAPI {spec['openapi']}).\n"]
    for method, path, op in operations(spec):
        parts.append(f"## `{method} {path}`\n\n{_told(op)}\n")
        rows = [(p["name"], kind(p["schema"]), _said(p)) for p in op.get("parameters", ())]
        body = op.get("requestBody", {}).get("content", {})
        rows += [("body", kind(found["schema"]), f"`{media}`") for media, found in body.items() if "schema" in found]
        if rows:
            parts.append("| parameter | type | |\n|---|---|---|\n" + "\n".join(f"| `{a}` | {b} | {c} |" for a, b, c in rows) + "\n")
        good: Spec = next((r for code, r in op["responses"].items() if code.startswith("2")), {})
        shape = good.get("content", {}).get("application/json", {}).get("schema", {})
        if "$ref" in shape:
            parts.append(f"Answers with {kind(shape)}.\n")
    parts.append("## Shapes\n")
    for name, schema in sorted(spec["components"]["schemas"].items()):
        if "properties" in schema and not name.startswith("HTTPValidation"):
            told = " ".join(schema.get("description", "").split())
            rows3 = "\n".join(f"| `{n}` | {kind(s)} | {_said(s)} |" for n, s in schema["properties"].items())
            parts.append(f"### {name}\n\n{told}\n\n| field | type | |\n|---|---|---|\n{rows3}\n")
    return "\n".join(parts)


def _told(op: Spec) -> str:
    return " ".join(str(op.get("description") or op.get("summary") or "").split())


def _said(found: Spec) -> str:
    return " ".join(str(found.get("description", "")).split()).replace("|", "\\|")


def page(spec: Spec) -> str:
    """The same as a plain HTML page."""
    rows = []
    for method, path, op in operations(spec):
        names = ", ".join(p["name"] for p in op.get("parameters", ()))
        small = f"<br><small>{html.escape(names)}</small>" if names else ""
        rows.append(f"<dt><code>{method} {html.escape(path)}</code></dt><dd>{html.escape(_told(op))}{small}</dd>")
    return ('<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>API of reportedly</title></head><body><main><h1>API</h1><p>{html.escape(spec['info']['description'])}</p>"
            f'<p><a href="/openapi.json">OpenAPI description</a></p><dl>{"".join(rows)}</dl></main></body></html>')
