"""`migrate`: brings scenarios of an older format to the present one, and shows that they still play as they did."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from escalation_game.authoring.migration.migrating import Migration, migration_of
from escalation_game.authoring.migration.replaying import Otherwise, Replays, replays
from escalation_game.authoring.migration.writing import write
from escalation_game.authoring.reading import TESTS, read_tests
from escalation_game.cli.failures import WRONG
from escalation_game.cli.output import print_document, print_lines
from escalation_game.cli.scenario_paths import scenarios_at
from escalation_game.scenario.findings import Finding, ScenarioError, as_text
from escalation_game.scenario.formats import PRESENT
from escalation_game.scenario.report import as_data


@dataclass(frozen=True)
class _Done:
    """What came of one path. `refused` says why it was not touched; `tests` is what is wrong with the tests beside the scenario."""

    path: str
    refused: tuple[Finding, ...] = ()
    migration: Migration | None = None
    kept: Path | None = None
    replays: Replays | None = None
    tests: tuple[Finding, ...] = ()

    @property
    def wrong(self) -> bool:
        """Whether there is anything left to do or to look at."""
        migration = self.migration
        left = migration is not None and bool(migration.by_hand or migration.findings)
        return bool(self.refused or self.tests or left or (self.replays and self.replays.otherwise))


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--dry-run", is_flag=True, help="Show the change as a unified diff, write nothing.")
@click.option(
    "--records", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="FOLDER",
    help="Records of matches to play again, beside a few that bots play.",
)  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON document instead of lines.")
def migrate(paths: Sequence[str], records: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Bring scenarios of an older format to the present one: files, folders, or folders of folders.

    Comments, order and quoting stay. The old file is kept as scenario.yaml.before.
    Plays from before are played again, and what comes out otherwise is told.
    """
    done = [_migrated(one, records, dry_run=dry_run) for path in paths for one in scenarios_at(path)]
    if as_json:
        print_document({"format": PRESENT, "dry_run": dry_run, "scenarios": [_document(one) for one in done]})
    else:
        for one in done:
            _tell(one, dry_run=dry_run)
    if any(one.wrong for one in done):
        sys.exit(WRONG)


def _migrated(path: str, records: Path | None, *, dry_run: bool) -> _Done:
    try:
        migration = migration_of(path)
    except ScenarioError as error:
        return _Done(path, refused=error.findings)
    if migration.format == PRESENT:
        return _Done(path, migration=migration)
    kept = None if dry_run else write(migration)
    played = replays(migration.meant, migration.scenario, records) if migration.scenario else None
    tests = () if dry_run or migration.scenario is None else _findings_in_tests(migration.path)
    return _Done(path, (), migration, kept, played, tests)


def _findings_in_tests(path: Path) -> tuple[Finding, ...]:
    """What is wrong with the tests beside a scenario, which may name keys of it."""
    tests = path.with_name(TESTS)
    if not tests.exists():
        return ()
    try:
        read_tests(tests)
    except ScenarioError as error:
        return error.findings
    return ()


def _tell(done: _Done, *, dry_run: bool) -> None:
    migration = done.migration
    if migration is None:
        click.echo("\n".join(as_text(one) for one in done.refused), err=True)
        return
    if dry_run and migration.diff:
        click.echo(migration.diff)
    print_lines(list(_lines(done, migration, dry_run=dry_run)))
    for told, findings in _left(migration, done.tests, dry_run=dry_run):
        click.echo("\n".join([told, *(as_text(one) for one in findings)]), err=True)


def _lines(done: _Done, migration: Migration, *, dry_run: bool) -> Iterator[str]:
    if migration.format == PRESENT:
        yield f"{migration.path}: is of format {PRESENT}, the present one: nothing to do"
        return
    verb = "would become" if dry_run else "is now"
    yield f"{migration.path}: was of format {migration.format}, {verb} {PRESENT}"
    yield from (f"  {step}" for step in migration.steps)
    if done.kept is not None:
        yield f"  the old file is kept as {done.kept}"
    yield from (f"  {line}" for line in _played(done.replays))


def _played(played: Replays | None) -> Iterator[str]:
    if played is None:
        yield "no plays were repeated: the file does not hold together yet"
        return
    what = _counted(played.plays, "play by bots", "plays by bots")
    what += f" and {_counted(played.records, 'record', 'records')}" if played.records else ""
    if not played.otherwise and played.plays + played.records:
        yield f"{what} played again: all come out as they did, number by number"
    elif not played.otherwise:
        yield "no plays were repeated: there is none from before"
    else:
        yield f"{what} played again: {_counted(len(played.otherwise), 'comes', 'come')} out otherwise"
    for one in played.otherwise:
        yield f"  {one.play}: {_outcome(one)}"
        yield from (f"    {difference}" for difference in one.differences)
    yield from (f"  not used: {one}" for one in played.unused)


def _outcome(one: Otherwise) -> str:
    was, now = (f"“{title}”" if title else "not at all" for title in (one.was, one.now))
    return f"ends as before, {now}" if one.was == one.now else f"ended {was}, now ends {now}"


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _left(migration: Migration, tests: Sequence[Finding], *, dry_run: bool) -> Iterator[tuple[str, Sequence[Finding]]]:
    """Headings, and what stands under them."""
    lines = " (lines as they will be)" if dry_run and migration.format < PRESENT else ""
    if migration.by_hand:
        yield f"{_counted(len(migration.by_hand), 'step', 'steps')} to do by hand{lines}:", migration.by_hand
    if migration.findings:
        yield f"What `validate` says of it{lines}:", migration.findings
    if tests:
        yield "What is wrong with the tests beside it:", tests


def _document(done: _Done) -> dict[str, object]:
    migration = done.migration
    if migration is None:
        return {"path": done.path, "refused": True, **as_data(done.refused)}
    return {
        "path": str(migration.path), "refused": False,
        "from": migration.format, "to": PRESENT, "steps": list(migration.steps), "diff": migration.diff,
        "kept": None if done.kept is None else str(done.kept), "by_hand": as_data(migration.by_hand)["findings"],
        **as_data((*migration.findings, *done.tests)), "replays": None if done.replays is None else asdict(done.replays),
    }  # fmt: skip
