"""Notices stay long enough to be read, and go by themselves."""

from __future__ import annotations

from escalation_game.ui.notice import Notice


def test_words_stay_for_a_while_from_when_they_are_first_seen() -> None:
    notice = Notice()
    assert not notice.is_over(0.0)
    notice.say("that cannot be paid")
    assert notice.words == "That cannot be paid"
    assert not notice.is_over(100.0)
    assert not notice.is_over(104.9)
    assert notice.is_over(105.0)
    assert notice.words == ""
    assert not notice.is_over(200.0)


def test_new_words_begin_anew() -> None:
    notice = Notice()
    notice.say("one")
    assert not notice.is_over(0.0)
    notice.say("two")
    assert not notice.is_over(5.0)
    assert notice.words == "Two"
    notice.say("")
    assert notice.words == ""
