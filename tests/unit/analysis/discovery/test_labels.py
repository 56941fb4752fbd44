"""Labels tell clusters apart by words as people write them."""

from services.analysis.engine.discovery.labels import label_words


def test_what_all_speak_of_stands_behind_what_one_speaks_of() -> None:
    parking = [["staff", "parking"], ["staff", "parked"], ["staff", "parking", "fee"], ["staff", "fees"]]
    lunch = [["staff", "lunch"], ["staff", "lunch", "queue"], ["staff", "lunches"]]
    assert label_words([parking, lunch]) == [("parking", "fee", "staff"), ("lunch", "staff")]


def test_one_person_who_repeats_a_word_names_nothing() -> None:
    assert label_words([[["lift"] * 9, ["stairs"], ["stairs"]]]) == [("stairs",)]


def test_no_clusters_have_no_labels() -> None:
    assert label_words([]) == []
