"""Lines between elements: they are drawn where they belong, as thick as they are strong, and under what they join."""

from __future__ import annotations

import pygame
import pytest

from escalation_game.ui.kit import Element, Look, Screen, column, panel, row, spacer, text
from escalation_game.ui.kit.pilot import Pilot
from escalation_game.ui.links import Line, linked
from escalation_game.ui.theme import THEMES

pygame.font.init()
DESK = THEMES["dark"].desk


class Two(Screen):
    """Two boxes far apart, and lines between them."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines

    def describe(self) -> Element:
        boxes = [
            panel(text(name)).having(key=name, role="region", name=name).at(width=80, align="center") for name in "ab"
        ]
        return column(linked(row(boxes[0], spacer(), boxes[1], folds=False, align="center"), self.lines).at(weight=1))


def painted(*lines: Line, look: Look | None = None) -> Pilot:
    return Pilot(lambda _stage: Two(list(lines)), (400, 200), look)


def pixels(pilot: Pilot, colour: tuple[int, int, int]) -> int:
    array = pygame.surfarray.array3d(pilot.surface).astype(int)
    return int((abs(array - colour).sum(axis=2) < 30).sum())


@pytest.mark.parametrize(("polarity", "role"), [("+", "choice"), ("-", "question"), ("±", "edge")])
def test_a_line_has_the_colour_of_its_sign(polarity, role) -> None:
    without, with_it = painted(), painted(Line("a", "b", polarity, 0.0))
    assert pixels(with_it, DESK.colour(role)) > pixels(without, DESK.colour(role)) + 200


def test_a_strong_line_is_thicker() -> None:
    sizes = [pixels(painted(Line("a", "b", "+", strength)), DESK.choice) for strength in (0.0, 0.2, 1.0)]
    assert sizes == sorted(set(sizes))


def test_a_faded_line_is_faint_and_one_to_nowhere_is_left_out() -> None:
    assert pixels(painted(Line("a", "b", "+", 1.0, faded=True)), DESK.choice) == 0
    assert pixels(painted(Line("a", "nowhere", "+", 1.0)), DESK.choice) == 0


def test_a_delay_is_two_strokes() -> None:
    on_time, late = (pixels(painted(Line("a", "b", "+", 0.3, late=late, mark="")), DESK.ink) for late in (False, True))
    assert late > on_time


def test_an_arrow_points_at_the_end() -> None:
    for start, end, side in (("a", "b", 300), ("b", "a", 99)):
        pilot = painted(Line(start, end, "+", 0.0, mark=""))
        array = pygame.surfarray.array3d(pilot.surface).astype(int)
        lit = (abs(array - DESK.choice).sum(axis=2) < 30).sum(axis=1)  # by column of the picture
        near_end = lit[side - 24 : side + 24].max()
        assert near_end > lit[150:250].max(), (start, end)


def test_in_a_mirrored_layout_the_line_is_mirrored() -> None:
    plain, mirrored = (painted(Line("a", "b", "+", 0.5, mark=""), look=Look(direction=way)) for way in ("ltr", "rtl"))
    one = pygame.transform.flip(plain.surface, True, False)
    assert pixels(mirrored, DESK.choice) == pytest.approx(pixels(plain, DESK.choice), rel=0.05)
    assert pygame.surfarray.array3d(one)[20:380, 95:105].mean() == pytest.approx(
        pygame.surfarray.array3d(mirrored.surface)[20:380, 95:105].mean(), rel=0.05
    )
