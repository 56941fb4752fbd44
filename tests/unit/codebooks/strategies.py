"""Any codebook at all, for rules that hold for every codebook."""

from hypothesis import strategies as st

from shared.codebooks.codebook import Code, Codebook, Facet, Theme

_AWKWARD = ['"quoted"', "two\nlines", "Id: x", " ends ", "a: b", "0\x85\u2028"]
_WORDS = st.text(max_size=30).filter(str.strip) | st.sampled_from(_AWKWARD)
_TITLES = st.fixed_dictionaries({"en": _WORDS}, optional={"cy": _WORDS, "pt-BR": _WORDS})
_PHRASES = st.dictionaries(st.sampled_from(["en", "cy"]), st.lists(_WORDS, min_size=1, max_size=3).map(tuple))


@st.composite
def codebooks(draw: st.DrawFn) -> Codebook:
    """A codebook of a few themes, codes and facets with any words in them."""
    ids = iter(draw(st.lists(st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True), min_size=13, unique=True)))

    def code() -> Code:
        exclude = draw(_TITLES | st.just({}))
        return Code(next(ids), draw(_TITLES), draw(_TITLES), exclude, draw(_PHRASES))

    def theme() -> Theme:
        codes = tuple(code() for _ in range(draw(st.integers(1, 3))))
        return Theme(next(ids), draw(_TITLES), draw(_TITLES), codes)

    themes = tuple(theme() for _ in range(draw(st.integers(1, 2))))
    facets = tuple(Facet(next(ids), draw(_TITLES), draw(_TITLES)) for _ in range(draw(st.integers(0, 2))))
    return Codebook(next(ids), draw(st.integers(1, 10**6)), draw(_TITLES), themes, facets)
