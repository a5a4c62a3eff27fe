"""A catalogue that notes what is asked of it, so that it is known what a page was made from: all it asked for, and no more.

Whatever is reached on the catalogue or on the site map is noted, with a token that stands for what was found there. Entries hold
their own data only, so the token of an entry is the sum of its file. What cannot be told by a token is refused with `Untellable`.
"""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from hashlib import sha256
from typing import Any

from macros.addresses import SiteMap, UnknownId
from macros.catalogue import KINDS, Catalogue
from macros.model import Criterion, Entry, Unit
from macros.model.lean import list_values

Read = tuple[str, ...]
"""What was asked for: on what, how, and by which ids."""
MISSING = "missing"
LENGTH = 32
"""Letters of a token: enough that no two values share one, and few, since a large catalogue has many."""
PLAIN = (str, int, float, bool, type(None))
WHOLE = (Catalogue, SiteMap)
"""What may stand in no token: through it, anything could be reached unseen."""


class Untellable(Exception):
    """A value for which no token can stand."""


class Tokens:
    """Tells what stands for a value, and what is found today where something was asked for before."""

    def __init__(self, site: SiteMap) -> None:
        self.site, self.catalogue = site, site.catalogue
        self.sums: dict[int, str] = {}
        self.kept: list[Any] = []
        """What has a sum by its identity, so that no other value can take that identity over."""
        self.found: dict[Read, str] = {}
        for _, entry in self.catalogue.entries():
            if words := self.catalogue.origin(entry).words:
                self.sums[id(entry)] = words
        for criterion in self.catalogue.criteria.values():
            if words := self.sums.get(id(self.catalogue.unit_of(criterion))):
                self.sums[id(criterion)] = f"{words}/{criterion.id}"

    def stand_for(self, value: Any) -> str:
        """Return what stands for a value; the same for values that say the same."""
        if isinstance(value, PLAIN):
            return repr(value)
        if (known := self.sums.get(id(value))) is None:
            known = sha256(self._spell(value).encode()).hexdigest()[:LENGTH]
            if isinstance(value, tuple):  # the other kinds belong to one page or two, and are many
                self.sums[id(value)] = known
                self.kept.append(value)
        return known

    def _spell(self, value: Any) -> str:
        if isinstance(value, Entry):
            return f"{type(value).__name__} {', '.join(map(self.stand_for, list_values(value)))}"
        if isinstance(value, Enum):
            return f"{type(value).__name__}.{value.name}"
        if isinstance(value, tuple | list):
            return f"[{', '.join(map(self.stand_for, value))}]"
        if isinstance(value, Mapping):
            return f"{{{', '.join(f'{self.stand_for(key)}: {self.stand_for(found)}' for key, found in value.items())}}}"
        if is_dataclass(value) and not isinstance(value, (type, *WHOLE)):
            said = (self.stand_for(getattr(value, field.name)) for field in fields(value))
            return f"{type(value).__name__}({', '.join(said)})"
        raise Untellable(type(value).__name__)

    def find(self, read: Read) -> str:
        """Return what stands for that which is found today where something was asked for."""
        if read not in self.found:
            try:
                self.found[read] = self.stand_for(self._look(*read))
            except (KeyError, UnknownId):
                self.found[read] = MISSING
        return self.found[read]

    def _look(self, place: str, how: str, *asked: str) -> Any:
        if place == "site":
            return self.site.address(asked[0]) if how == "address" else self.site.pinned(self._entry(*asked))
        value = getattr(self.catalogue, place)
        if how == "call":
            pairs = zip(asked[::2], asked[1::2], strict=True)
            return settle(value(*(self._entry(*pair) if pair[0] else pair[1] for pair in pairs)))
        return {"value": lambda: value, "all": lambda: value, "keys": lambda: list(value), "get": lambda: value[asked[0]]}[how]()

    def _entry(self, kind: str, name: str) -> Any:
        return self.catalogue.criteria[name] if kind == "criterion" else getattr(self.catalogue, KINDS[kind])[name]


def settle(value: Any) -> Any:
    """Return a value that can be looked at twice."""
    return tuple(value) if isinstance(value, Iterator) else value


def name_entry(entry: Entry) -> tuple[str, str]:
    """Return the kind and the id of an entry that has both."""
    kind = "criterion" if isinstance(entry, Criterion) else type(entry).__name__.lower()
    if kind != "criterion" and kind not in KINDS:
        raise Untellable(type(entry).__name__)
    return kind, str(entry.id)  # type: ignore[attr-defined]


class Notes:
    """What has been asked for since the last page was begun."""

    def __init__(self) -> None:
        self.reads: dict[Read, None] = {}

    def take(self, *read: str) -> None:
        """Note one thing."""
        self.reads[read] = None

    def begin(self) -> dict[Read, None]:
        """Begin another page; return what the notes hold from now on."""
        self.reads = {}
        return self.reads


class TracedCatalogue:
    """Stands in for a catalogue, and notes what is asked of it."""

    __hash__ = None  # type: ignore[assignment] # nothing may be remembered by it: the next page would ask in vain, unseen

    def __init__(self, catalogue: Catalogue, notes: Notes) -> None:
        self._catalogue, self._notes = catalogue, notes

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._catalogue, name)
        if isinstance(value, Mapping):
            traced: Any = TracedMapping(value, name, self._notes)
        elif callable(value):
            traced = self._trace(value, name)
        else:
            self._notes.take(name, "value")
            return value
        self.__dict__[name] = traced  # it notes what is asked of it, every time: it need not be made again
        return traced

    def _trace(self, ask: Callable[..., Any], name: str) -> Callable[..., Any]:
        def asked(*arguments: Any) -> Any:
            given = [name_entry(each) if isinstance(each, Entry) else ("", _plain(each)) for each in arguments]
            self._notes.take(name, "call", *(part for pair in given for part in pair))
            return settle(ask(*arguments))

        return asked


def _plain(argument: Any) -> str:
    if isinstance(argument, str):
        return str(argument)
    raise Untellable(type(argument).__name__)


class TracedMapping(Mapping[str, Any]):
    """Stands in for the entries of a kind, and notes which are asked for."""

    def __init__(self, entries: Mapping[str, Any], name: str, notes: Notes) -> None:
        self._entries, self._name, self._notes = entries, name, notes

    def __getitem__(self, key: str) -> Any:
        self._notes.take(self._name, "get", str(key))
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._whole())

    def __reversed__(self) -> Iterator[str]:
        return reversed(self._whole())  # type: ignore[call-overload, no-any-return]

    def keys(self) -> KeysView[str]:
        """Return all ids."""
        return self._whole().keys()

    def values(self) -> ValuesView[Any]:
        """Return all entries."""
        return self._whole().values()

    def items(self) -> ItemsView[str, Any]:
        """Return all entries with their ids."""
        return self._whole().items()

    def _whole(self) -> Mapping[str, Any]:
        self._notes.take(self._name, "all")
        return self._entries

    def __len__(self) -> int:
        self._notes.take(self._name, "keys")
        return len(self._entries)


@dataclass(frozen=True)
class TracedSite(SiteMap):
    """Stands in for a site map, and notes which addresses are asked for."""

    real: SiteMap | None = None
    notes: Notes | None = None

    def address(self, target: str | Entry) -> str:
        """Return the address of an id, as the site map does."""
        name = self.id_of(target)
        self._notes.take("site", "address", name)
        return self._site.find(name)

    def pinned(self, entry: Unit | Criterion) -> str | None:
        """Return where the newest frozen edition has an entry, as the site map does."""
        self._notes.take("site", "pinned", *name_entry(entry))
        return self._site.pinned(entry)

    @property
    def _known(self) -> Mapping[str, str]:
        raise Untellable("all addresses")

    @property
    def _site(self) -> SiteMap:
        assert self.real is not None  # noqa: S101 - always given; a dataclass wants defaults after those of its base
        return self.real

    @property
    def _notes(self) -> Notes:
        assert self.notes is not None  # noqa: S101 - the same
        return self.notes
