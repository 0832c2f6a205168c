"""Dates of events: which words of a sentence date which deed, and what relative dates count from."""

from __future__ import annotations

import pytest

from readings import said


def dated(text: str) -> dict[str, str | None]:
    return {s.content.event_type: s.content.date for s in said(text, "event")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In March it signed a pact with Peru and expelled two Chilean diplomats.", "2025-03"),
        ("On Friday Chad expelled two Chilean diplomats.", "2025-05-09"),
        ("Ghana met Togolese officials on Friday and expelled two Chilean diplomats.", "2025-05-09"),
        ("Last November Ghana expelled two Chilean diplomats.", "2024-11"),
        ("A decade ago Ghana expelled two Chilean diplomats.", "2015"),
        ("In the summer of 2023 Ghana expelled two Chilean diplomats.", "2023"),
        ("The dispute began in 2019, when Ghana expelled two Chilean diplomats.", "2019"),
        ("Ghana had expelled two Chilean diplomats jailed since 2009.", None),
        ("Ghana expelled two Chilean diplomats who had arrived in May 2023.", None),
        ("Ghana, which joined the bloc in May 2023, expelled two Chilean diplomats.", None),
    ],
)
def test_a_deed_has_the_date_of_its_own_clause_or_one_that_this_shares(
    text: str, expected: str | None
) -> None:
    assert dated(f"Ghana is small. {text}")["SANCTION"] == expected


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ("A week later", "2023-03-22"),
        ("Two days earlier", "2023-03-13"),
        ("The next day", "2023-03-16"),
        ("Three months later", "2023-06"),
        ("The following June", "2023-06"),
        ("The following year", "2024"),
        ("In the same month", "2023-03"),
        ("That December", "2023-12"),
    ],
)
def test_a_date_may_count_from_the_one_before_it(when: str, expected: str) -> None:
    assert (
        dated(f"Oman broke with Kenya on 15 March 2023. {when}, India attacked Pakistan.")["ASSAULT"]
        == expected
    )


def test_an_infinitive_has_the_date_of_its_offer() -> None:
    assert set(dated("Oman offered on Friday to mediate between Chad and Sudan.").values()) == {"2025-05-09"}


def test_the_date_of_an_accord_is_that_of_its_making_alone() -> None:
    assert dated("Oman brokered the Muscat accord of May 2019.") == {"CONSULT": "2019-05"}
    assert dated("Chad condemned Niger over the accord of May 2019.")["ACCUSE"] is None


def test_what_happens_has_the_date_of_the_verb_that_says_so() -> None:
    assert dated("The shelling of Kherson by Russian forces resumed on Tuesday.")["ASSAULT"] == "2025-05-13"


def test_until_and_before_name_no_day_of_the_deed() -> None:
    assert dated("Ghana's army fought Togo until 2022.")["ASSAULT"] is None


def test_a_modal_is_no_month() -> None:
    assert (
        dated(
            "Oman broke with Kenya on 15 March 2023. A deal that may fail angered India, which attacked Pakistan."
        )["ASSAULT"]
        is None
    )


def test_a_deed_of_the_past_has_no_date_to_come() -> None:
    (found,) = said("Russia has ordered Belarus to be ready by 2027.", "event")
    assert found.content.date is None


def test_a_month_to_come_is_that_of_last_year_for_what_is_done() -> None:
    (found,) = said("Mali left ECOWAS in December.", "event")
    assert found.content.date == "2024-12"
