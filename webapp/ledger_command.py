"""The command that looks at the whole ledger: for the auditor, on a copy or on the running office."""

from __future__ import annotations

import sys

import click
from sqlalchemy import select

from webapp.ledger_words import finding_in_words, grouped
from webapp.models.people import Project
from webapp.services.ownership.ledger.verify_ledger import Checked, KeptHead, verify_ledger
from webapp.services.ownership.ledger.verify_numbers import verify_numbers
from webapp.services.ownership.rulings.replay_rulings import replay_rulings
from webapp.transaction import across_projects, snapshot

_LANGUAGE = "en"
_MOST_SHOWN = 10


@click.command("verify-ledger")
@click.option("--project", type=int, help="Number of one office; all of them unless told.")
@click.option("--head", metavar="SIZE:ROOT", help="A head that somebody kept, such as from the desk or a phone.")
@click.option(
    "--replay", is_flag=True, help="Also build ownership from the rulings alone, and look what finds a client."
)
def verify_command(project: int | None, head: str | None, *, replay: bool) -> None:
    """Make every leaf of the ledger anew from its row; exit code 1 if anything does not fit."""
    kept = read_head(head)
    if kept is not None and project is None:
        message = "Say with --project which office the head is of."
        raise click.ClickException(message)
    with across_projects() as session:
        numbers = session.scalars(select(Project.id).order_by(Project.id)).all()
    wanted = [number for number in numbers if project in {None, number}]
    if not wanted:
        message = "There is no such office."
        raise click.ClickException(message)
    fits = [_verify(number, kept, replay=replay) for number in wanted]
    if not all(fits):
        raise click.exceptions.Exit(1)


def read_head(text: str | None) -> KeptHead | None:
    """Read SIZE:ROOT; the root may stand in groups of letters."""
    if text is None:
        return None
    size, colon, root = text.partition(":")
    if not colon or not size.strip().isdigit():
        message = "Write the head as SIZE:ROOT, such as 4711:aGVh…"
        raise click.ClickException(message)
    return KeptHead(int(size), "".join(root.split()))


def _verify(project: int, kept: KeptHead | None, *, replay: bool) -> bool:
    with snapshot(project) as work:
        checked = verify_ledger(work, kept, _tell)
        _say(project, checked)
        fits = not checked.findings
        if replay:
            replayed = replay_rulings(work)
            click.echo(f"  {replayed.rulings} rulings replayed for {replayed.clients} clients.")
            for client_id in replayed.otherwise[:_MOST_SHOWN]:
                click.echo(f"  Client {client_id} stands otherwise than its rulings say.")
            lost = verify_numbers(work)
            for client_id in lost[:_MOST_SHOWN]:
                click.echo(f"  Client {client_id} is found or joined otherwise than was written down.")
            fits = fits and not replayed.otherwise and not lost
    return fits


def _say(project: int, checked: Checked) -> None:
    click.echo(f"Office {project}: {checked.size} records, root {grouped(checked.root)}")
    for finding in checked.findings[:_MOST_SHOWN]:
        click.echo(f"  {finding_in_words(finding, _LANGUAGE)}")
    if not checked.findings:
        click.echo("  Every row fits its leaf, and every leaf the tree.")


def _tell(done: int, whole: int) -> None:
    if done < whole and sys.stderr.isatty():
        click.echo(f"\r  {done} of {whole}", nl=False, err=True)
