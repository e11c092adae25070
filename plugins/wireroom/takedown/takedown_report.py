"""Put the result of a takedown into sentences that never quote the article, for command and page."""

from __future__ import annotations

from wireroom.common.text.counted import agreeing, are, counted
from wireroom.takedown.listed_takedowns import Lists
from wireroom.takedown.repeat_takedowns import Repeated
from wireroom.takedown.take_down import TakenDown

_ELSEWHERE = "Backups and exports made before still hold it: see to them yourself"
_ON_RECORD = "on record since it came in"


def report_of(done: TakenDown, *, dry_run: bool) -> tuple[str, ...]:
    """Sentences about a takedown: what was found or removed, what is left, what somebody must attend to."""
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


def report_of_repeat(done: Repeated, *, restored: bool) -> tuple[str, ...]:
    """Sentences about repeated takedowns; empty if nothing was missing.

    `restored`: a backup was just restored, and may have brought back what no list names.
    """
    words = []
    if restored:
        words.append(f"{counted(len(done.lists), 'takedown')} on record beside the landed files")
    if done.articles:
        words.append(
            f"{counted(done.articles, 'article')} that had come back {are(done.articles)} taken down again"
        )
    if done.addresses:
        names = counted(done.addresses, "address", "addresses")
        words.append(
            f"refused entries that had come back are gone again: they named {names} taken down before"
        )
    if done.listed:
        words.append(
            f"{counted(done.listed, 'takedown')} had no list beside the landed files: now there is one"
        )
    if restored and (done.listed or not done.lists.ours):
        words.append(
            "what was taken down after the backup, and is on no list, must be taken down again by hand"
        )
    words += [sentence for taken in done.left for sentence in _left(taken)]
    return (*words, *warnings_of(done.lists))


def warnings_of(lists: Lists) -> tuple[str, ...]:
    """Warnings of lists that cannot be applied here: landed files may bring their articles back."""
    words = [
        f"{each}: what it named must be taken down again by hand, then it can go" for each in lists.unread
    ]
    if lists.others:
        listed = f"{counted(lists.others, 'takedown')} on record {are(lists.others)} of another database"
        unseen = (
            "by which nothing can be told here: what was taken down there must be taken down again by hand"
        )
        words.append(f"{listed}, {unseen}")
    return tuple(words)


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
