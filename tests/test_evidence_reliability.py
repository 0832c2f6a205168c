"""How far origins are relied on: by kind, by the shipped table, and by a user's own file."""

import pytest

from builders import article, position, speaker
from detente.errors import VocabularyError
from detente.evidence import weigh
from detente.evidence.reliability import load_ranking, shipped

REUTERS = article("One.", publisher="Reuters")
LAVROV = speaker("Sergei Lavrov", "RUS", name="Sergei Lavrov", sector="GOV")


def letters(statements, ranking=None):
    (claim,) = weigh([], statements, ranking=ranking).claims
    return {o.id: o.reliability for o in claim.origins}


@pytest.fixture
def ratings(tmp_path):
    def write(text):
        path = tmp_path / "ratings.yaml"
        path.write_text(text, encoding="utf8")
        return load_ranking(path)

    return write


def test_without_a_file_outlets_have_their_table_and_speakers_their_kind():
    found = letters([position("ISR", source=REUTERS), position("ISR", source=REUTERS, speakers=[LAVROV])])
    assert found == {"outlet:reuters": "B", "speaker:sergei-lavrov": "C"}


@pytest.mark.parametrize("name", ["Reuters", "reuters", "outlet:reuters"])
def test_a_user_rates_an_origin_by_name_or_id(ratings, name):
    ranking = ratings(f'origins: {{"{name}": E}}')
    assert letters([position("ISR", source=REUTERS)], ranking) == {"outlet:reuters": "E"}


def test_a_user_rates_a_kind_and_what_a_letter_counts(ratings):
    ranking = ratings("kinds: {official: D}\nletters: {D: 0.25}")
    said = position("ISR", source=REUTERS, speakers=[LAVROV], certainty=1.0)
    (claim,) = weigh([], [said], ranking=ranking).claims
    assert claim.origins[0].reliability == "D"
    assert claim.belief == pytest.approx(0.25)


def test_an_empty_file_changes_nothing(ratings):
    assert ratings("# nothing yet\n") == shipped()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("origins: {Reuters: Z}", "'Z'"),
        ("origins: {Reuters: [A]}", "Reuters"),
        ("kinds: {wizard: A}", "'wizard'"),
        ("letters: {A: 1.5}", "0.95"),
        ("letters: {A: yes}", "A"),
        ("colours: {}", "'colours'"),
        ("origins: [Reuters]", "no mapping"),
        ("- a\n- b", "no mapping"),
        ("origins: {a: &x A, b: *x}", "alias"),
        ("origins: {a: ", "broken YAML"),
        ("[" * 5000, "nested"),
        ("x: !!python/object/apply:os.getcwd []", "a tag"),
    ],
)
def test_a_bad_file_ends_in_one_line_that_names_it(ratings, text, told):
    with pytest.raises(VocabularyError) as error:
        ratings(text)
    assert told in error.value.message
    assert "ratings.yaml" in error.value.message
    assert "\n" not in error.value.message


def test_a_missing_or_huge_file_is_refused(tmp_path):
    with pytest.raises(VocabularyError, match="cannot be read"):
        load_ranking(tmp_path / "none.yaml")
    huge = tmp_path / "huge.yaml"
    huge.write_bytes(b"#" * 2_000_000)
    with pytest.raises(VocabularyError, match="larger"):
        load_ranking(huge)


def test_ministers_of_one_government_are_named_both_but_count_as_one_witness():
    putin = speaker("Vladimir Putin", "RUS", name="Vladimir Putin", sector="GOV")
    one = [position("ISR", source=REUTERS, speakers=[LAVROV])]
    (alone,) = weigh([], one).claims
    (both,) = weigh([], [*one, position("ISR", source=REUTERS, speakers=[putin])]).claims
    assert len(both.origins) == 2
    assert both.belief == alone.belief


def test_men_of_two_governments_are_two_witnesses():
    fidan = speaker("Hakan Fidan", "TUR", name="Hakan Fidan", sector="GOV")
    one = [position("ISR", source=REUTERS, speakers=[LAVROV])]
    (alone,) = weigh([], one).claims
    (both,) = weigh([], [*one, position("ISR", source=REUTERS, speakers=[fidan])]).claims
    assert both.belief > alone.belief
