"""Every key of every screen, in one table: which command it gives, where that holds, and what the player made of it.

A screen asks by the name of a command, never by the letter. "escape", "tab", "enter" and the arrows always do what they
do, so that nobody can lock himself out; what a player sets for those commands works as well. A process has one keyboard
and so one set of keys: `use` makes a choice of the player's hold from now on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from escalation_game.ui.language import _

EVERYWHERE = "everywhere"
#: What the kit itself understands. It cannot be given to another command.
FIXED = frozenset(
    {"escape", "tab", "shift+tab", "enter", "space", "left", "right", "up", "down", "home", "end", "pageup", "pagedown"}
    | {"backspace", "delete"}
)


@dataclass(frozen=True, slots=True)
class Command:
    """What a key can do; `where` names the screens on which it does, `title_of` says it in words.

    `also` are keys that do the same while nothing else has them. `fixed` is a command of the kit, whose own key stays beside the player's.
    """

    name: str
    key: str
    where: tuple[str, ...]
    also: tuple[str, ...] = ()
    fixed: bool = False


COMMANDS: tuple[Command, ...] = (
    Command("next", "tab", (EVERYWHERE,), fixed=True),
    Command("previous", "shift+tab", (EVERYWHERE,), fixed=True),
    Command("use", "enter", (EVERYWHERE,), fixed=True),
    Command("back", "escape", (EVERYWHERE,), fixed=True),
    Command("help", "f1", (EVERYWHERE,), ("?", "h"), fixed=True),
    Command("glossary", "f2", (EVERYWHERE,)),
    Command("speak", "f4", (EVERYWHERE,)),
    Command("projector", "f5", (EVERYWHERE,)),
    Command("continue", "c", ("title",)),
    Command("new-match", "n", ("title", "ending")),
    Command("kept", "k", ("title",)),
    Command("scenarios", "o", ("title",)),
    Command("workshop", "w", ("title",)),
    Command("settings", "s", ("title",)),
    Command("end-turn", "e", ("room", "result", "briefing", "projector")),
    Command("undo", "u", ("room", "projector"), ("ctrl+z",)),
    Command("why", "w", ("room", "result", "why", "causes")),
    Command("situation", "1", ("room",)),
    Command("map", "2", ("room",)),
    Command("cards", "3", ("room", "projector")),
    Command("briefing", "b", ("room", "briefing", "projector")),
    Command("words", "m", ("room", "causes")),
    Command("every", "a", ("room", "causes")),
    Command("dispatch", "d", ("room",)),
    Command("others", "o", ("room",)),
    Command("causes", "c", ("room", "why", "causes")),
    Command("charts", "g", ("room", "charts")),
    Command("turns", "t", ("room", "ending", "turns")),
    Command("as-list", "l", ("turns",)),
    Command("assumptions", "p", ("room", "assumptions")),
    Command("earlier", "left", ("why", "charts")),
    Command("later", "right", ("why", "charts")),
    Command("look", "r", ("ending",)),
)
_NAMED = {one.name: one for one in COMMANDS}

_chosen: dict[str, str] = {}


def use(chosen: Mapping[str, str]) -> None:
    """Let the player's keys, by name of the command, hold from now on. Names and keys that mean nothing are left out."""
    global _chosen
    _chosen = {name: key for name, key in chosen.items() if name in _NAMED and not refused(name, key)}


def key_of(name: str) -> str:
    """Return the key of a command as `kit.events` spells it. Raises KeyError for an unknown name."""
    return _chosen.get(name, _NAMED[name].key)


def title_of(name: str) -> str:
    """Return what a command does, in words."""
    return _titles()[name]


def _titles() -> dict[str, str]:
    return {
        "next": _("Next"),
        "previous": _("The one before"),
        "use": _("Use what has the focus"),
        "back": _("Back, or the menu"),
        "help": _("More about what has the focus, or help"),
        "glossary": _("Words explained"),
        "speak": _("Speak what has the focus, on and off"),
        "projector": _("Projector, on and off"),
        "continue": _("Continue"),
        "new-match": _("New match"),
        "kept": _("Kept matches"),
        "scenarios": _("Scenarios"),
        "workshop": _("Workshop"),
        "settings": _("Settings"),
        "end-turn": _("End the turn, and go on"),
        "undo": _("Undo"),
        "why": _("Why, on a number"),
        "situation": _("To the situation"),
        "map": _("To the map"),
        "cards": _("To the cards"),
        "briefing": _("Briefing"),
        "words": _("The map in words"),
        "every": _("All variables"),
        "dispatch": _("Read the dispatch"),
        "others": _("What others did"),
        "causes": _("Causes"),
        "charts": _("Charts"),
        "turns": _("Turns and branches"),
        "as-list": _("As a list, or as a drawing"),
        "assumptions": _("Assumptions"),
        "earlier": _("The turn before"),
        "later": _("The turn after"),
        "look": _("Look at the room"),
    }


def command(name: str) -> Command:
    """Return one command. Raises KeyError for an unknown name."""
    return _NAMED[name]


def pressed(key: str, name: str) -> bool:
    """Return whether this key gives this command."""
    one = _NAMED[name]
    own = key == key_of(name) or (one.fixed and key == one.key)
    return own or (key in one.also and key not in _chosen.values())


def act(key: str, acts: Mapping[str, Callable[[], object]]) -> bool:
    """Carry out the command that this key gives among those named; return whether there was one."""
    for name, do in acts.items():
        if pressed(key, name):
            do()
            return True
    return False


def meant(key: str) -> str:
    """Return the key that the kit understands: a player's own key for "next" is "tab" to it."""
    for one in COMMANDS:
        if one.fixed and key == _chosen.get(one.name):
            return one.key
    return key


def refused(name: str, key: str) -> str:
    """Return why a command cannot have a key, "" when it can. Conflicts with other commands are told by `conflicts`."""
    if key == _NAMED[name].key:
        return ""
    if not key or key in FIXED:
        return _("This key moves about on every screen and keeps its meaning.")
    return ""


def conflicts(name: str, key: str) -> tuple[Command, ...]:
    """Return the other commands that have this key where this command holds."""
    return tuple(
        one
        for one in COMMANDS
        if one.name != name and key in {key_of(one.name), one.key if one.fixed else ""} and _meet(one, _NAMED[name])
    )


def _meet(one: Command, other: Command) -> bool:
    shared = set(one.where) & set(other.where)
    return bool(shared) or EVERYWHERE in (*one.where, *other.where)


def spelled(key: str) -> str:
    """Return a key as it is written on the keyboard: "F1", "SHIFT+TAB", "←"."""
    return "+".join(_part(part) for part in _parts(key))


def _parts(key: str) -> Iterator[str]:
    """Split "ctrl+z", but not the key "+" itself."""
    while "+" in key[:-1]:
        held, _plus, key = key.partition("+")
        yield held
    yield key


def _part(part: str) -> str:
    words = {
        "escape": _("ESC"), "enter": _("ENTER"), "tab": _("TAB"), "space": _("SPACE"), "shift": _("SHIFT"), "ctrl": _("CTRL"),
        "alt": _("ALT"), "left": "←", "right": "→", "up": "↑", "down": "↓",
    }  # fmt: skip
    return words.get(part, part.upper())


def spelled_of(name: str) -> str:
    """Return the present key of a command as it is written on the keyboard."""
    return spelled(key_of(name))


def hint(said: str, name: str) -> str:
    """Return a hint that ends with the present key of a command: "Plays the month. Key E."."""
    key = _("Key {key}.").format(key=spelled_of(name))
    return f"{said} {key}" if said else key
