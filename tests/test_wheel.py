"""The wheel: built, put into an empty environment with the libraries that it asks for and no others, it works from there."""
from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import zipfile
from importlib.metadata import distribution, distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from reportedly import __version__
from reportedly.resolve.gazetteer.build import folder

ROOT = Path(__file__).parents[1]
CODE = """
import sys, reportedly as rp
from pathlib import Path
assert Path(sys.prefix) in Path(rp.extract.__code__.co_filename).parents, rp.extract.__code__.co_filename
claims = rp.extract("Rebels claimed to have taken Taloqan yesterday.", date="2001-11-13")
print(claims[0]["type"], claims[0]["factuality"], claims[0]["place"]["country"])
war = rp.Ledger("war.db")
war.add(rp.Document("d", "Rebels took Taloqan yesterday, residents said.", "2001-11-13"))
print(dict(war.export("acled", "x.csv").written)["rows"], len(war.map()) > 100_000)
"""


def run(*command: str | Path, cwd: Path) -> str:
    # The gazetteer that is built already: building it again is tested elsewhere.
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"REPORTEDLY_GAZETTEER": str(folder())}
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, timeout=300, env=env)
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]
    return done.stdout


def needed(site: Path) -> set[str]:
    """The libraries that the wheel in `site` asks for, and those that they ask for, as they are installed here."""
    (wheel,) = distributions(name="reportedly", path=[str(site)])
    found: set[str] = set()
    asked = [(r, "") for r in wheel.requires or ()]
    while asked:
        text, extra = asked.pop()
        need = Requirement(text)
        if need.marker and not need.marker.evaluate({"extra": extra}):
            continue
        if need.name not in found:
            found.add(need.name)
            asked += [(r, e) for r in distribution(need.name).requires or () for e in ("", *need.extras)]
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT, cwd=ROOT)
    (found,) = out.glob("*.whl")
    return found


def test_it_has_the_pages_and_data_inside(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("publish/static/picture.js", "publish/static/basemap.json", "web/static/desk.js", "publish/exports/data/acled.toml",
                 "extract/lexicon/nouns.toml", "__init__.pyi", "py.typed"):
        assert f"reportedly/{name}" in names
    assert not [n for n in names if n.startswith(("tests", "docs", "evaluation")) or "/built/" in n]


def test_it_works_where_nothing_else_of_the_project_is(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", "--without-pip", "env", cwd=tmp_path)
    python = tmp_path / "env/bin/python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    site = next((tmp_path / "env/lib").glob("python*")) / "site-packages"
    for library in sorted(needed(site)):
        for top in {Path(f).parts[0] for f in distribution(library).files or () if ".." not in Path(f).parts}:
            if not (site / top).exists():
                (site / top).symlink_to(Path(sysconfig.get_paths()["purelib"]) / top)
    assert not (site / "pyarrow").exists() and not (site / "fastapi").exists()
    assert run(tmp_path / "env/bin/reportedly", "--version", cwd=tmp_path).split()[-1] == __version__
    assert run(python, "-c", CODE, cwd=tmp_path).split() == ["capture", "certain", "AF", "1", "True"]
