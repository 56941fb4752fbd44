"""English answers have a tone, Welsh ones none; the lexicon is at hand without a download."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.analysis.engine.tone import tone_of


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("I love it, thank you so much!", "positive"),
        ("The meeting is on Tuesday", "neutral"),
        ("Terrible, nobody ever listens and it is awful", "negative"),
        ("not good", "negative"),
        ("great team, terrible systems", "mixed"),
    ],
)
def test_english_answers_have_a_tone(text: str, kind: str) -> None:
    tone = tone_of(text)
    assert tone is not None
    assert tone.kind == kind
    assert (tone.compound > 0.05) == (kind == "positive") or kind == "mixed"


@pytest.mark.parametrize("text", ["Dwi wrth fy modd!", "Mae'n ofnadwy, neb yn gwrando", "n/a", "PDSA", "", "😀"])
def test_what_is_not_english_has_no_tone_rather_than_a_neutral_one(text: str) -> None:
    assert tone_of(text) is None


@settings(deadline=None)  # the first answer loads the models
@given(st.text(alphabet=st.sampled_from("no gdREAT kind of!?.,'’😀:)ŵ\n") | st.characters(), max_size=60))
def test_any_text_is_borne_and_the_compound_stays_within_its_scale(text: str) -> None:
    tone = tone_of(text)
    assert tone is None or -1 <= tone.compound <= 1
