"""Values that are made often are built quickly, and are the frozen dataclasses they were all the same."""

from __future__ import annotations

import copy
import inspect
import pickle
from dataclasses import FrozenInstanceError, asdict, dataclass, field, fields, replace

import pytest

from wireroom.models import Article, DateReading, Entry, Link, Markup, Media, Tag
from wireroom.models.quick_to_build import quick_to_build


@dataclass(frozen=True, slots=True)
class Plain:
    name: str
    size: int = 3
    notes: dict[str, str] = field(default_factory=dict, hash=False)
    tags: tuple[str, ...] = ()


@quick_to_build
@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    size: int = 3
    notes: dict[str, str] = field(default_factory=dict, hash=False)
    tags: tuple[str, ...] = ()


def test_a_quick_value_says_the_same_as_a_plain_one():
    for given in (("a",), ("a", 4), ("a", 4, {"x": "y"}, ("t",))):
        assert asdict(Quick(*given)) == asdict(Plain(*given))
        assert hash(Quick(*given)) == hash(Plain(*given))
        assert repr(Quick(*given)) == repr(Plain(*given)).replace("Plain", "Quick")
    assert asdict(Quick(tags=("t",), name="a")) == asdict(Plain(tags=("t",), name="a"))
    assert inspect.signature(Quick) == inspect.signature(Plain)


def test_a_default_made_by_a_factory_is_made_anew():
    assert Quick("a").notes == {}
    assert Quick("a").notes is not Quick("b").notes


@pytest.mark.parametrize("wrong", [{}, {"name": "a", "colour": "red"}], ids=["too few", "unknown"])
def test_wrong_arguments_are_refused(wrong: dict[str, str]):
    with pytest.raises(TypeError):
        Quick(**wrong)


@pytest.mark.parametrize(
    "value",
    [
        Quick("a"),
        Entry(0, guid="a"),
        Link("a"),
        Markup("a"),
        Tag("a"),
        Media("a", "image"),
        DateReading("a", "feed:pubDate"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_is_frozen_copied_and_pickled(value: Entry):
    name = fields(value)[0].name
    with pytest.raises(FrozenInstanceError):
        setattr(value, name, "b")
    with pytest.raises(FrozenInstanceError):
        delattr(value, name)
    for same in (replace(value), copy.deepcopy(value), pickle.loads(pickle.dumps(value))):
        assert same == value
        assert type(same) is type(value)


def test_nothing_derives_from_a_quick_class_but_its_own_open_half():
    for cls in (Article, Entry, Link, Markup, Media, Tag, DateReading):
        assert [made.__name__ for made in cls.__subclasses__()] == [cls.__name__]
