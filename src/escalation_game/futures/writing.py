"""Writes a Result into its folder: tables, figures, the report, and the manifest last."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec

from escalation_game.futures.folder import REPORT, Folder
from escalation_game.futures.report import report
from escalation_game.futures.results import HOW_TO_GET, Result
from escalation_game.futures.tables import Format, as_file

_OTHER: dict[Format, Format] = {"parquet": "csv", "csv": "parquet"}


def missing() -> tuple[str, ...]:
    """The packages of the extra that are not installed."""
    return tuple(name for name in ("pyarrow", "matplotlib", "pandas") if not _installed(name))


def apology() -> str:
    """What cannot be written without the extra, in a sentence; empty when all of it can."""
    lacking = missing()
    parts = ["tables are written as CSV instead of Parquet"] if "pyarrow" in lacking else []
    parts += ["there are no figures"] if "matplotlib" in lacking else []
    return f"Without {', '.join(lacking)}: {' and '.join(parts)}. To have them: {HOW_TO_GET}" if parts else ""


def write_results(result: Result, folder: Folder) -> None:
    """Writes all that can be made of the cells there are. Raises OSError that names the file; cells and older files are then as they were."""
    form: Format = "csv" if "pyarrow" in missing() else "parquet"
    files: list[str] = []
    for name, table in result.tables.items():
        folder.write(f"tables/{name}.{form}", as_file(table, form))
        folder.remove(f"tables/{name}.{_OTHER[form]}")
        files.append(f"tables/{name}.{form}")
    shown: dict[str, str] = {}
    if result.cells and "matplotlib" not in missing():
        from escalation_game.futures.figures import figures

        for name, title, content in figures(result):
            folder.write(f"figures/{name}.png", content)
            shown[f"figures/{name}.png"] = title
    folder.write(REPORT, report(result, shown, apology()).encode("utf-8"))
    observed = result.observed
    more: dict[str, object] = {
        "complete": result.complete,
        "files": [*files, *shown, REPORT],
        "written_with": {name: version(name) for name in ("numpy", "pyarrow", "matplotlib") if _installed(name)},
    }
    if observed is not None:
        more["observed"] = {"file": observed.file, "hash": observed.digest}
    folder.tell(result.asked, result.cells, more)


def _installed(name: str) -> bool:
    try:
        return find_spec(name) is not None and bool(version(name))
    except (PackageNotFoundError, ValueError):  # ValueError: its import is blocked
        return False
