"""Write the README's table of scores from what the gate measured.

    python evaluation/gate.py --json figures.json
    python docs/scores.py figures.json
"""
from __future__ import annotations

import json
import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
COLUMNS = {"dev": "news and statements (15)", "muc4": "1989 agency wire", "re3d": "statements on Syria and Iraq",
           "muc4-held": "agency wire, held out (10)", "own-held": "stories, held out (10)",
           "own-held2": "stories, newly held out (7)"}
SERIES = {"south-sudan": "A war in 22 dispatches (looked at)", "kivu-2012": "A war in 13 dispatches (two of its answers were looked at)",
          "mozambique-2021": "A war in 12 dispatches (0.58 of 0.72 and 0.58 as of a day at first reading; then its mistakes were mended)",
          "iraq-2014": "A war of many sides in 16 dispatches (0.59 of 0.92 and 0.51 as of a day at first reading; then mended)",
          "sri-lanka-2009": "A war in 16 dispatches, held (0.86 of 0.84 and 0.55 as of a day at first reading; only sums are seen)"}
ROWS = {
    "claims": "claims found, with type (F1)", "actor": "actor", "target": "target", "place": "place within 25 km", "when": "days",
    "source": "source", "sourced": "source, where somebody speaks (F1)", "factuality_marked": "factuality, where not certain (F1)",
    "verification_marked": "verification, where marked (F1)", "counted": "counts, where given (F1)",
    "soft_claim_f1": "claims, by the share of fields right (F1)", "whole_claim_f1": "**whole claims: all key fields right (F1)**",
}


def table(found: dict[str, dict[str, float]]) -> str:
    columns = [c for c in COLUMNS if c in found]
    lines = ["| | " + " | ".join(COLUMNS[c] for c in columns) + " |", "|---|" + "---:|" * len(columns)]
    lines += [f"| {words} | " + " | ".join(f"{found[c][key]:.2f}" for c in columns) + " |" for key, words in ROWS.items()]
    out = "\n".join(lines) + "\n"
    for name, words in SERIES.items():
        if name in found:
            f = found[name]
            out += (f"\n{words}: who holds what is right for {f['control_precision']:.2f} of the place-days it answers "
                    f"({f['control_coverage']:.2f} of all), the answer as known on a day for {f['asof_right']:.2f}; reports are put "
                    f"together with B³ {f['event_b3']:.2f}; {f['untrue_taken_for_fact']:.2f} of falsehoods are taken for fact.\n")
    if "phenomena" in found:
        texts, unseen = found["phenomena"]["texts"], found["phenomena"]["heldout"]
        false, unseen_false = found["negatives"]["per_twenty"], found["negatives"]["heldout"]
        out += (f"\n{texts:.2f} of the texts of the [minimal pairs](docs/reference/phenomena.md) are read rightly, {unseen:.2f} of those\n"
                "that no rule was written for, and "
                f"{false:.1f} false claims\nare found in 20 paragraphs on sport, markets, science and "
                f"the like ({unseen_false:.1f} in 20 that no rule was written for).\n")
    return out


def main() -> None:
    found = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    if "phenomena" not in found:
        sys.path.insert(0, str(README.parent / "evaluation"))
        import negatives
        import phenomena
        found |= {"phenomena": phenomena.figures(), "negatives": negatives.figures()}
    text = README.read_text("utf-8")
    new = re.sub(r"(<!-- scores[^\n]*-->\n).*?(<!-- /scores -->)", lambda m: m[1] + "\n" + table(found) + "\n" + m[2], text, flags=re.S)
    README.write_text(new, "utf-8")


if __name__ == "__main__":
    main()
