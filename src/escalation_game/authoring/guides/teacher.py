"""The guide for who leads a lesson: aims, a timetable, what is hidden, rival readings, endings, and questions for afterwards."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from escalation_game.authoring.guides.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Page,
    Paragraph,
    Said,
    Words,
    joined,
    words,
)
from escalation_game.authoring.guides.sources import entry_words, resting
from escalation_game.authoring.guides.wording import (
    aim,
    assumptions,
    counted,
    endings,
    formula,
    number,
    period,
    sight_of,
    sight_words,
    unit_of,
    variables,
    wanted,
)
from escalation_game.authoring.lint.formulas import effects
from escalation_game.scenario.load import Scenario
from escalation_game.scenario.schema import ScenarioFile, SeenBy

LESSONS = (45, 90)  #: minutes
_LEAST = 3  # minutes for a turn that is talked over
_OPENING = {45: 8, 90: 15}
_DEBRIEF = {45: 12, 90: 25}
_PAIRS = 3  # of readings that are asked about
_DOUBTFUL = frozenset({"D", "J"})


@dataclass(frozen=True)
class Lesson:
    """A lesson in minutes: reading and choosing seats, `turns` of `each`, what is left to spare, and talking it over."""

    minutes: int
    opening: int
    turns: int
    each: int
    spare: int
    debrief: int


def lesson(minutes: int, turns: int) -> Lesson:
    """The timetable of a lesson of 45 or 90 minutes: every turn gets as long as there is, and where that is too short, fewer are played."""
    playing = minutes - _OPENING[minutes] - _DEBRIEF[minutes]
    played = min(turns, playing // _LEAST)
    each = min(playing // played, 10)
    return Lesson(minutes, _OPENING[minutes], played, each, playing - played * each, _DEBRIEF[minutes])


def teacher_page(scenario: Scenario) -> Page:
    """The guide for the teacher. It tells what players do not know."""
    file = scenario.file
    blocks = (
        Paragraph(
            ("This guide tells what players must not know. Give them the guides of their seats instead.",),
            stands_out=True,
        ),
        *_about(file),
        *_aims(file),
        *_timetable(file),
        *_hidden(file),
        *_lenses(file),
        *_endings(file),
        *_claims(file),
        *_questions(file),
    )
    return Page("teacher", "Teacher guide", file.title, file.language, blocks)


def _about(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("What it is about",))
    yield Paragraph((Said(file.summary),))
    yield Paragraph((f"{period(file)}.",))
    if file.content_note:
        yield Paragraph(("Content note, to be read out before the lesson: ", Said(file.content_note)), stands_out=True)
    else:
        yield Paragraph(
            (
                "The author gives no content note. Judge for yourself whether the subject may touch somebody in the room.",
            )
        )


def _aims(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("Learning aims",))
    yield Paragraph(("After the lesson students can",))
    items: list[Words] = []
    for role in file.roles.values():
        pulling = list(wanted(file, role))[:4]
        if role.player and len(pulling) > 1:
            titles = joined((words("“", Said(file.objectives[name].title), "”") for name in pulling), " against ")
            items.append(words("weigh ", *titles, ", and give reasons for the order they put them in"))
    items += [
        words("state the case for “", Said(one.title), "” in their own words, and name what would speak against it")
        for one in file.lenses.values()
    ]
    items.append(("name, for one number they relied on, where it comes from and how sure it is",))
    items.append(("tell a good decision from a good outcome: what was known then, and what was luck",))
    yield Bullets(tuple(items))
    yield Heading(3, ("What can be wanted",))
    yield Bullets(tuple(aim(file, name) for name in file.objectives))


def _timetable(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("Timetable",))
    for minutes in LESSONS:
        plan = lesson(minutes, file.calendar.turns)
        rows: list[tuple[Words, ...]] = [
            (
                (f"0–{plan.opening}",),
                ("Read the summary and the content note, take seats, write down what you want most",),
            ),
            ((f"{plan.opening}–{minutes - plan.debrief}",), (_turns(plan, file.calendar.turns),)),
            ((f"{minutes - plan.debrief}–{minutes}",), ("Talk it over: the questions at the end of this guide",)),
        ]
        yield Grid(f"A lesson of {minutes} minutes", ("Minutes", "What"), tuple(rows))
    if file.presets:
        shorter = joined(
            (words(Said(one.title), f" ({counted(one.turns, 'turn')})") for one in file.presets.values()), "; "
        )
        yield Paragraph(words("Shorter matches that the author has prepared: ", *shorter, "."))


def _turns(plan: Lesson, of: int) -> str:
    spare = f", {counted(plan.spare, 'minute')} to spare" if plan.spare else ""
    if plan.turns < of:
        return f"Play {plan.turns} of {of} turns, {plan.each} minutes each{spare}; the rest can be played on another day, from the kept match"
    return f"Play {counted(of, 'turn')}, {plan.each} minutes each{spare}"


def _hidden(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("What is hidden, and how it comes to light",))
    if not file.cases and not any(_blurred(file)):
        yield Paragraph(("Nothing is hidden: everybody sees every number exactly.",))
        return
    for name, case in file.cases.items():
        yield Heading(3, (Said(case.title),))
        answers = [
            words(Said(case.labels.get(one, one.replace("_", " "))), f": {number(100 * share)} %")
            for one, share in case.odds.items()
        ]
        yield Paragraph(("How likely each answer is in the author's own numbers:",))
        yield Bullets(tuple(answers))
        yield Paragraph(
            words(
                "Comes to light: ",
                *(joined(_reveals(file, name), "; ") or ("never during a match; tell it afterwards",)),
                ".",
            )
        )
    rows = tuple(_blurred(file))
    if rows:
        yield Grid("Numbers that not everybody sees exactly", ("What", "Seat", "Sees it"), rows)
    secret = [
        words(Said(action.title), " (", Said(file.roles[action.role].title), ")")
        for action in file.actions.values() if _kept(file, action.role, action.seen_by)
    ]  # fmt: skip
    if secret:
        yield Paragraph(words("Choices that others may not learn of: ", *joined(secret, "; "), "."))


def _reveals(file: ScenarioFile, case: str) -> Iterator[Words]:
    for path, effect in effects(file):
        if case in effect.reveal:
            to = effect.reveal[case]
            whom = "everybody" if to is None else ", ".join(file.roles[role].title for role in to)
            later = f", {counted(effect.after, 'turn')} later" if effect.after else ""
            when = words(" when ", formula(effect.when)) if effect.when is not None else ()
            yield words("to ", Said(whom), " by ", *entry_words(file, path[:2]), *when, later)


def _blurred(file: ScenarioFile) -> Iterator[tuple[Words, ...]]:
    for _, _, entry in variables(file):
        for name, role in file.roles.items():
            sight = sight_of(entry.seen_by, name)
            if sight.kind != "exact":
                yield (Said(entry.title),), (Said(role.title),), (sight_words(sight, unit_of(entry)),)


def _kept(file: ScenarioFile, role: str, seen_by: SeenBy) -> bool:
    return any(sight_of(seen_by, other).kind == "hidden" for other in file.roles if other != role)


def _lenses(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("Rival readings",))
    if not file.lenses:
        yield Paragraph(
            ("The scenario has one reading only, the author's. Ask who would object, and to which number.",)
        )
        return
    yield Paragraph(
        (
            "Each match follows one of these readings, or the author's own numbers. Which one is told at the end; it can be chosen beforehand.",
        )
    )
    for lens in file.lenses.values():
        yield Heading(3, (Said(lens.title),))
        yield Paragraph((Said(lens.argument),))
        differs = tuple(assumptions(file, lens))
        if differs:
            yield Bullets(differs)


def _endings(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("How it can end",))
    rows = tuple(
        (
            (Said(one.title),),
            words(formula(one.when)) if one.when is not None else ("when the last turn is over",),
            (Said(one.text),),
        )
        for _, one in endings(file)
    )
    yield Grid("Endings; the first that holds ends the match", ("Ending", "When", "What is read"), rows)


def _claims(file: ScenarioFile) -> Iterator[Block]:
    if file.briefing and file.briefing.evidence:
        yield Heading(2, ("What is disputed",))
        rows = tuple(((Said(one.item),), (Said(one.article),), (Said(one.evidence),)) for one in file.briefing.evidence)
        yield Grid(
            "Claims of the article, and what later evidence says", ("Item", "The article", "Later evidence"), rows
        )


def _questions(file: ScenarioFile) -> Iterator[Block]:
    yield Heading(2, ("Questions for the talk afterwards",))
    items = [
        ("Which turn decided it? Was that known at the time, or only now?",),
        ("What did you want most before you began, and what did you act on?",),
        *_of_evidence(file),
        *_of_lenses(file),
        *_of_goals(file),
        *_of_sources(file),
        ("What would have had to be different for the opposite decision to be right?",),
    ]
    yield Bullets(tuple(items), numbered=True)


def _of_evidence(file: ScenarioFile) -> Iterator[Words]:
    if file.briefing and file.briefing.evidence:
        yield (
            "Take one row of the table above. Which of the two did your decisions rest on, and how would the other have changed them?",
        )


def _of_lenses(file: ScenarioFile) -> Iterator[Words]:
    """Where two readings take the same number differently, they can be held against what was seen; the first pairs that do."""
    told = 0
    for one, other in combinations(file.lenses.values(), 2):
        disputed = [
            name
            for name in one.parameters
            if name in other.parameters and one.parameters[name] != other.parameters[name]
        ]
        cases = [name for name in one.cases if name in other.cases and one.cases[name] != other.cases[name]]
        titles = [file.parameters[name].title or name.replace("_", " ") for name in disputed] + [
            file.cases[name].title for name in cases
        ]
        if titles and told < _PAIRS:
            told += 1
            yield words(
                "“", Said(one.title), "” and “", Said(other.title), "” disagree about ", *joined(((Said(title),) for title in titles[:4]), ", "),
                " and more" if len(titles) > 4 else "", ". What in your match spoke for the one, what for the other?",
            )  # fmt: skip


def _of_goals(file: ScenarioFile) -> Iterator[Words]:
    """Roles that want the same thing in the same way could have worked together; others had to give way."""
    for (_, one), (_, other) in combinations(file.roles.items(), 2):
        both = [name for name in one.objectives if name in other.objectives]
        if both:
            yield words(
                Said(one.title), " and ", Said(other.title), " both look to ", *joined(((Said(file.objectives[name].title),) for name in both), ", "),
                ". Did they help each other? What stood in the way?",
            )  # fmt: skip


def _of_sources(file: ScenarioFile) -> Iterator[Words]:
    """What rests on disputed sources or judgements, most entries first."""
    resting_on: Mapping[str, set[object]] = {
        name: {path[:2] for one, path in resting(file) if one == name} for name in file.sources
    }
    doubtful = [(name, paths) for name, paths in resting_on.items() if file.sources[name].grade in _DOUBTFUL and paths]
    for name, paths in sorted(doubtful, key=lambda one: (-len(one[1]), one[0]))[:3]:
        source = file.sources[name]
        what = "disputed" if source.grade == "D" else "a judgement of the authors"
        yield words(
            "“",
            Said(source.title),
            f"” is {what}, and {_entries(len(paths))} on it. Which of them would you put differently, and what would follow?",
        )


def _entries(count: int) -> str:
    return f"{count} {'entry rests' if count == 1 else 'entries rest'}"
