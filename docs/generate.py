"""Write the reference pages that follow from the code, so that they cannot go stale.

    python docs/generate.py            writes docs/reference/{cli,claim-record,codebook,formats}.md and claim-record.schema.json
    python docs/generate.py --check    says which of them differ from the code, and fails
"""
from __future__ import annotations

import argparse
import dataclasses
import sys
import tomllib
from pathlib import Path
from typing import Any

import click
from formats import formats_page

from reportedly.cli import main as command_line
from reportedly.model import record
from reportedly.model.codebook import event_types, tier_words, values

HERE = Path(__file__).parent
NOTE = "<!-- Made by docs/generate.py from the code; edit that, not this. -->\n"
NOTES: dict[str, dict[str, str]] = tomllib.loads((HERE / "claim_record.toml").read_text("utf-8"))


def table(head: list[str], rows: list[list[str]]) -> str:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(" ".join(c.split()).replace("|", "\\|") for c in cells) + " |"
    return "\n".join([line(head), "|" + "---|" * len(head), *map(line, rows)]) + "\n"


def _parameters(command: click.Command) -> str:
    context = click.Context(command)
    rows = []
    for p in command.params:
        if isinstance(p, click.Option) and not p.hidden:
            named, words = p.get_help_record(context) or ("", "")
            variable = f" Also `{p.envvar}`." if isinstance(p.envvar, str) and p.envvar not in words else ""
            rows.append([f"`{named}`", words + variable])
    return "\n" + table(["option", "what it does"], rows) if rows else ""


def _commands(group: click.Group, name: str) -> list[str]:
    out = []
    for key, command in sorted(group.commands.items()):
        if command.hidden:
            continue
        full = f"{name} {key}"
        usage = command.collect_usage_pieces(click.Context(command, info_name=key))
        words = " ".join((command.help or "").replace("\b", "").split())
        out.append(f"## `{full}`\n\n{words}\n\n    {full} {' '.join(usage)}\n{_parameters(command)}")
        if isinstance(command, click.Group):
            out += _commands(command, full)
    return out


def cli_page() -> str:
    head = (f"{NOTE}# The command line\n\n{' '.join((command_line.help or '').split())}\n\n"
            "Results go to standard output; progress, notes and errors to standard error, one line each. Exit codes: 0 everything\n"
            "was read, 1 something could not be read or does not hold (the rest was read all the same), 2 the command was called\n"
            f"wrongly.\n{_parameters(command_line)}")
    return "\n".join([head, *_commands(command_line, "reportedly")])


def _fields(shape: type[Any]) -> str:
    notes = NOTES[shape.__name__]
    missing = {f.name for f in dataclasses.fields(shape)} ^ notes.keys()
    if missing:
        raise SystemExit(f"docs/claim_record.toml and {shape.__name__} differ: {', '.join(sorted(missing))}")
    rows = [[f"`{f.name}`", f"`{f.type}`", notes[f.name]] for f in dataclasses.fields(shape)]
    return table(["field", "type", "what it is"], rows)


def record_page() -> str:
    shapes = [record.Record, record.RecordPlace, record.RecordRelation, record.RecordWhen, record.RecordSource,
              record.RecordCount, record.Spans, record.Candidates, record.ActorCandidates, record.Candidate, record.Reason]
    parts = [f"{NOTE}# The claim record\n\n{NOTES['page']['intro'].strip()}\n"]
    for shape in shapes:
        words = " ".join((shape.__doc__ or "").split())
        parts.append(f"## {shape.__name__}\n\n{words}\n\n{_fields(shape)}")
    return "\n".join(parts)


def codebook_page() -> str:
    either = " (the sides in either list)"
    types = [[t.family, f"`{n}`", t.words + either * t.symmetric] for n, t in event_types().items()]
    parts = [f"{NOTE}# The codebook\n\nEvent types by family, and the closed lists of values. They are data: "
             "`src/reportedly/model/codebook/*.toml`.\n\n## Event types\n\n" + table(["family", "type", "it is"], types)]
    for name in ("factuality", "verification", "source_kinds", "counts", "standings", "outlet_kinds", "decisions"):
        parts.append(f"## {name.replace('_', ' ').capitalize()}\n\n" + ", ".join(f"`{v}`" for v in values(name)) + "\n")
    parts.append("## Tiers of control\n\n" + table(["tier", "it means"], [[f"`{n}`", words] for n, words in tier_words().items()]))
    return "\n".join(parts)


def schema_page() -> str:
    """The JSON Schema of the claim record, as `reportedly schema` prints it."""
    import msgspec
    return msgspec.json.format(msgspec.json.encode(msgspec.json.schema(record.Record)), indent=2).decode() + "\n"


def web_api_page() -> str:
    from reportedly.web.app import bare_app
    from reportedly.web.reference import markdown
    return NOTE + markdown(bare_app().openapi())


PAGES = {"cli.md": cli_page, "claim-record.md": record_page, "codebook.md": codebook_page, "claim-record.schema.json": schema_page,
         "formats.md": formats_page, "web-api.md": web_api_page}


def stale() -> list[str]:
    """Names of the pages that are not what the code would write."""
    where = HERE / "reference"
    return [name for name, page in PAGES.items() if not (where / name).exists() or (where / name).read_text("utf-8") != page()]


def main() -> None:
    ask = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    ask.add_argument("--check", action="store_true")
    if ask.parse_args().check:
        sys.exit("\n".join(f"docs/reference/{n} is not what the code says: run python docs/generate.py" for n in stale()) or 0)
    (HERE / "reference").mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (HERE / "reference" / name).write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
