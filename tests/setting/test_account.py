"""The account counts the paragraphs of a text, however often parts of it are set again."""

from __future__ import annotations

from handpress.setting.total_fit import Account, Reason


def laid_out(account: Account, text: str, *reasons: Reason | None) -> None:
    account.begin(text)
    for number, reason in enumerate(reasons):
        account.enter((number, object()), reason)


def test_every_text_of_a_pamphlet_counts() -> None:
    account = Account()
    laid_out(account, "article", None, Reason.PICTURE, None)
    laid_out(account, "reply", Reason.RAGGED)

    assert (account.planned, dict(account.left)) == (2, {Reason.PICTURE: 1, Reason.RAGGED: 1})
    assert account.counts == {str(Reason.PICTURE): 1}


def test_of_two_layouts_of_a_text_the_last_counts() -> None:
    account = Account()
    laid_out(account, "article", None, Reason.PICTURE)
    laid_out(account, "reply", None)
    laid_out(account, "article", None, Reason.SIGN)

    assert (account.planned, dict(account.left)) == (2, {Reason.SIGN: 1})
