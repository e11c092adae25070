"""The result of a takedown in; sentences for the command and the page out, which never quote the article."""

from __future__ import annotations

from wireroom.common.text.counted import agreeing, are, counted
from wireroom.takedown.take_down import Repeated, TakenDown

_ELSEWHERE = "Backups and exports made before still hold it: see to them yourself"
_ON_RECORD = "on record since it came in"


def report_of(done: TakenDown, *, dry_run: bool) -> tuple[str, ...]:
    """What was found, or is gone; then what is left, and what somebody must see to."""
    found = [] if done.articles else ["no article answers to it" + ("" if dry_run else "; none will come in")]
    holds = agreeing(done.changed, "holds", "hold")
    files = f"{done.changed} of {counted(done.searched, 'landing file')} {holds if dry_run else 'held'} it"
    end = _ELSEWHERE if dry_run else f"taken down. {_ELSEWHERE}"
    return (
        *found,
        f"{counted(done.quarantined, 'refused entry', 'refused entries')}; {files}",
        *_left(done),
        end,
        *_elsewhere(done),
    )


def report_of_repeat(done: Repeated, landing_url: str) -> tuple[str, ...]:
    """After a restore: what went again, and what somebody must see to."""
    if not done.lists:
        return (f"no takedown is on record beside {landing_url}",)
    listed = counted(done.lists, "takedown") + f" on record beside {landing_url}"
    found = f"{counted(done.articles, 'article')} that the backup held {are(done.articles)} taken down again"
    return (f"{listed}: {found}", *warning_of_others(done.of_others))


def warning_of_others(lists: int) -> tuple[str, ...]:
    """Where some takedowns were made in another database: what is landed may bring their articles in here."""
    if not lists:
        return ()
    listed = f"{counted(lists, 'takedown')} on record {are(lists)} of another database"
    unseen = "by which nothing can be told here: what was taken down there must be taken down again by hand"
    return (f"{listed}, {unseen}",)


def _elsewhere(done: TakenDown) -> list[str]:
    if not done.articles:
        return []
    made = [f"{_ON_RECORD}: {made}" for made in done.elsewhere]
    return made or [f"none of them is {_ON_RECORD}: only those that our commands made are"]


def _left(done: TakenDown) -> list[str]:
    left = []
    if named := sum(len(taken.named) for taken in done.files.values()):
        left.append(
            f"{named} landed records go on naming it: entries that link to it, or failed requests for it"
        )
    if not done.searched:
        left.append("no landing file was looked through: none is there of the days on which it was met")
    left += [
        f"article {article_id} has neither address nor identifier: it could not be looked for in landed "
        "files; what its feed landed on its days may still hold it"
        for article_id in done.untold
    ]
    left += [
        f"{uri} may still hold it: remove the file once the rest of it can be spared"
        for uri, taken in done.files.items()
        if taken.held or taken.damage
    ]
    return left
