"""The words of the game itself, explained in a sentence or two each. The words of a scenario are in its own file."""

from __future__ import annotations

from dataclasses import dataclass

from escalation_game.ui.language import _


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the game. `see` are the names of others that help to understand it."""

    name: str
    title: str
    text: str
    see: tuple[str, ...] = ()


def terms() -> tuple[Term, ...]:
    """Return the words of the game in the language of the interface, in the order of their titles."""
    return tuple(
        sorted((*_of_play(), *_of_rules(), *_of_knowing(), *_of_judging()), key=lambda one: one.title.casefold())
    )


def _of_play() -> tuple[Term, ...]:
    """What a match is made of."""
    return (
        Term(
            "scenario",
            _("Scenario"),
            _("The file an author wrote: who may do what, and what follows from it. Anybody can read it."),
            ("role", "rule", "source"),
        ),
        Term(
            "match",
            _("Match"),
            _("A scenario being played, turn by turn. It is kept after every turn."),
            ("record", "branch"),
        ),
        Term(
            "turn",
            _("Turn"),
            _("One step of the calendar. All roles choose, then everything that follows happens at once."),
            ("action", "doctrine"),
        ),
        Term(
            "role",
            _("Role"),
            _("An actor of the scenario, such as a government. Each sees the world in its own way."),
            ("seat", "doctrine", "sight"),
        ),
        Term(
            "seat",
            _("Seat"),
            _("Who plays a role: you, another person here, its doctrine, or a simple bot."),
            ("role", "doctrine"),
        ),
        Term(
            "doctrine",
            _("Doctrine"),
            _(
                "How the scenario says a role behaves when nobody plays it. It decides from what that role knows, with some "
                "chance."
            ),
            ("role", "chance"),
        ),
        Term(
            "action",
            _("Action"),
            _("Something a role may choose in a turn. It can cost something, and can be closed by what has happened."),
            ("cost", "lag"),
        ),
        Term(
            "cost",
            _("Cost"),
            _("What choosing an action spends. Who cannot pay cannot choose it."),
            ("action", "stock"),
        ),
        Term(
            "lag",
            _("Lag"),
            _("How many turns pass before an action is felt for the first time."),
            ("action",),
        ),
        Term(
            "inject",
            _("Inject"),
            _(
                "Something placed on a date by the author, or by whoever leads the exercise. The word is used so in crisis "
                "exercises."
            ),
            ("event",),
        ),
        Term(
            "ending",
            _("Ending"),
            _("How a match is over: because a condition has come true, or because the last turn has passed."),
            ("match",),
        ),
        Term(
            "record",
            _("Record"),
            _(
                "The file in which a match is kept: everything chosen and the luck it met, so that it can be played again "
                "exactly."
            ),
            ("match", "luck"),
        ),
        Term(
            "branch",
            _("Branch"),
            _("A match that leaves another after some turn. What was played stays as it is, so both can be compared."),
            ("same-luck", "match"),
        ),
        Term(
            "pack",
            _("Pack"),
            _("A scenario in one file, to be passed on. Its hash shows whether two people have the same one."),
            ("scenario",),
        ),
    )


def _of_rules() -> tuple[Term, ...]:
    """What numbers are, and how they move."""
    return (
        Term(
            "stock",
            _("Stock"),
            _(
                "A number that builds up and runs down, such as soldiers or money. It changes only by what flows in and out."
            ),
            ("derived", "ledger", "limit"),
        ),
        Term(
            "derived",
            _("Derived value"),
            _("A number worked out from others at each moment, such as losses in a day. It has no memory of its own."),
            ("stock",),
        ),
        Term(
            "switch",
            _("Switch"),
            _("Something that is on or off, or in one of a few named states, such as a permission."),
            ("stock", "rule"),
        ),
        Term(
            "rule",
            _("Rule"),
            _("What the author says always follows, as long as its condition holds."),
            ("scenario", "ledger"),
        ),
        Term(
            "event",
            _("Event"),
            _("Something that may happen by chance. How likely it is can depend on how things stand."),
            ("chance", "inject"),
        ),
        Term(
            "parameter",
            _("Parameter"),
            _(
                "A number of the rules that nobody knows exactly. It has a value, a lowest and a highest, and each match draws "
                "one."
            ),
            ("lens", "source", "chance"),
        ),
        Term(
            "case",
            _("Hidden case"),
            _(
                "Something about the world that is decided before the first turn and that some roles do not know. Events can "
                "reveal it."
            ),
            ("sight", "lens"),
        ),
        Term(
            "limit",
            _("Limit"),
            _(
                "The lowest or highest a number can be. What a limit held back stands in the account as a part of its own."
            ),
            ("ledger", "stock"),
        ),
        Term(
            "ledger",
            _("Ledger"),
            _(
                "The account of a turn: every part that moved a number, by name. The parts add up to the change exactly."
            ),
            ("why", "stock"),
        ),
        Term(
            "why",
            _("Why?"),
            _(
                "The question every number answers: what moved it in a turn, from which source, and what your own choices did."
            ),
            ("ledger", "same-luck"),
        ),
        Term(
            "chance",
            _("Chance"),
            _(
                "All that is drawn by lot: events, uncertain numbers, what others decide. It comes from the luck number alone."
            ),
            ("luck", "same-luck"),
        ),
        Term(
            "luck",
            _("Luck number"),
            _(
                "The number that decides all chance. Whoever enters the same one meets the same luck, on any machine. Others call"
                " it a seed."
            ),
            ("chance", "same-luck"),
        ),
        Term(
            "same-luck",
            _("Same luck"),
            _("Two branches with one luck number meet the same chances, so that what differs comes from the decision."),
            ("branch", "luck"),
        ),
    )


def _of_knowing() -> tuple[Term, ...]:
    """What one seat can know."""
    return (
        Term(
            "sight",
            _("What a role sees"),
            _("Exactly, with noise, or not at all. Cards, forecasts and headlines use only what your role can know."),
            ("noise", "belief"),
        ),
        Term(
            "noise",
            _("Noise"),
            _(
                "Reports that are not exact. The sign ± gives their standard error: two times out of three the truth lies within "
                "it."
            ),
            ("sight",),
        ),
        Term(
            "belief",
            _("Belief"),
            _(
                "What an honest observer in your seat could think now: many possible worlds, each weighted by how well it fits "
                "what was seen."
            ),
            ("future", "evidence"),
        ),
        Term(
            "future",
            _("Future"),
            _("One way in which all that is unknown could turn out. A forecast plays hundreds of them."),
            ("belief", "fan"),
        ),
        Term(
            "forecast",
            _("Forecast"),
            _(
                "What is likely to follow from a choice, compared with choosing nothing. It says what to expect, not what is "
                "right."
            ),
            ("fan", "baseline", "likelihood"),
        ),
        Term(
            "fan",
            _("Fan"),
            _(
                "A forecast drawn as a band that widens. In 8 futures of 10 the number lies within the wide band, in 5 of 10 "
                "within the narrow one."
            ),
            ("forecast", "future"),
        ),
        Term(
            "baseline",
            _("Baseline"),
            _("What would happen without the choice, on the same luck. Every forecast is told against it."),
            ("forecast", "same-luck"),
        ),
        Term(
            "evidence",
            _("Little evidence"),
            _("Said where few of the possible worlds still fit what was seen. Such a forecast deserves less trust."),
            ("belief",),
        ),
        Term(
            "likelihood",
            _("Likelihood words"),
            _(
                "Words for chances, as United States intelligence reports use them (ICD 203): almost no chance up to 5 %, very "
                "unlikely to 20, unlikely to 45, roughly even to 55, likely to 80, very likely to 95, almost certain above."
            ),
            ("forecast",),
        ),
    )


def _of_judging() -> tuple[Term, ...]:
    """Whose reading it is, and how an outcome is judged."""
    return (
        Term(
            "lens",
            _("Lens"),
            _(
                "One reading of the crisis with its argument, the article's or its critics'. The world follows one of them; which"
                " one is told at the end."
            ),
            ("parameter", "adviser"),
        ),
        Term(
            "adviser",
            _("Adviser"),
            _(
                "Somebody who reads the crisis through one lens and looks at one objective first. The advice is that lens's "
                "forecast."
            ),
            ("lens", "objective"),
        ),
        Term(
            "objective",
            _("Objective"),
            _("Something that can be wanted, measured at the end. The game does not say which of them matters most."),
            ("priority",),
        ),
        Term(
            "priority",
            _("Priority"),
            _("How much you said you want an objective, before playing. What came out is told against it."),
            ("objective",),
        ),
        Term(
            "source",
            _("Source and grade"),
            _(
                "Where a number comes from. A documented, B well sourced, C a claim or an estimate, D disputed, J our judgement."
            ),
            ("parameter",),
        ),
        Term(
            "deed-word",
            _("Deed and word"),
            _("A warning is worth what is believed of it, and it is believed when deeds follow."),
            ("action",),
        ),
        Term(
            "debrief",
            _("Debrief"),
            _(
                "Looking back together: what was decided, what it led to, what was hidden, and what else could have been."
            ),
            ("branch", "why"),
        ),
    )
