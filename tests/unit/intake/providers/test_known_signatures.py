"""Signatures that others computed: OpenSSL on the command line, and the test vectors of RFC 8032."""

from datetime import UTC, datetime

import pytest

from services.intake.providers.ed25519 import is_signed
from services.intake.providers.provider import RawRequest, Verdict
from services.intake.providers.registry import PROVIDERS

NOW = datetime.fromtimestamp(1775037600, UTC)
BODY = '{"data":"Plîs"}'.encode()
SYMMETRIC = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
PUBLIC = "whpk_Kay64UG8yvCyLhqU000LxzYeUm0L/hLIl5S8kyKWbdc="
V1 = "v1,10hkOGaHe2igTKneTJIW6bDSFCB/Vr65d4wfRwo2eeU="
V1A = "v1a,ap/5wSE0LhjcLvLRUoRQGGqp7ixMsIPVWfKZmvtRr9ly99LA4554E+V0TGtwmilQhGI2gizfoRIXiU8nzPaoBg=="
HMACS = {
    "typeform": ("typeform-signature", "sha256=5PyYoH6C8WAvc6FDfiWj3+KTrAluq5SEbYLJnq+SynI="),
    "tally": ("tally-signature", "5PyYoH6C8WAvc6FDfiWj3+KTrAluq5SEbYLJnq+SynI="),
    "smartsurvey": ("x-smartsurvey-signature", "e4fc98a07e82f1602f73a1437e25a3dfe293ac096eab94846d82c99eaf92ca72"),
    "surveymonkey": ("sm-signature", "mi6U9Bjf168JoVRX6Ykatlj6On8="),
}
# RFC 8032, section 7.1: public key, message and signature of the first three tests.
RFC = [
    (
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        (
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
            "655141438e7a100b"
        ),
    ),
    (
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        (
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aee"
            "b00d291612bb0c00"
        ),
    ),
    (
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        (
            "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28d"
            "c027beceea1ec40a"
        ),
    ),
]


@pytest.mark.parametrize("name", HMACS)
def test_openssl_signs_as_these_tools_do(name: str) -> None:
    header, value = HMACS[name]
    raw = RawRequest(headers={header: value, "sm-apikey": "client"}, body=BODY)
    assert PROVIDERS[name].verify(raw, ["key-1"], NOW) is Verdict.GOOD


def test_openssl_signs_a_field_as_qualtrics_does() -> None:
    made = (
        "d3c0c48b3b0dd9affe06b94836daa784dadf42d2d968927d3edbb7bfbfe7919e"
        "0117b4d9dd0e48ad68593c53bb0480188b937deef499dafb46bb04af984b4a6f"
    )
    body = f"undefined=&MSG=%7B%22ResponseID%22%3A%22R_Pl%C3%AEs%22%7D&HMAC={made}".encode()
    assert PROVIDERS["qualtrics"].verify(RawRequest(body=body), ["key-1"], NOW) is Verdict.GOOD


@pytest.mark.parametrize(
    ("signature", "secret", "expected"),
    [
        (V1, SYMMETRIC, "good"),
        (V1, SYMMETRIC.rstrip("="), "good"),
        (V1, SYMMETRIC.removeprefix("whsec_"), "good"),
        (V1A, PUBLIC, "good"),
        (f"v9,abc {V1A} {V1}", PUBLIC, "good"),
        (f"{V1A} {V1}", SYMMETRIC, "good"),
        (V1, PUBLIC, "wrong"),
        (V1A, SYMMETRIC, "wrong"),
        (V1A.replace("ap/5", "aq/5"), PUBLIC, "wrong"),
        ("v1,", "whsec_~", "wrong"),
        ("v1a,AAAA", PUBLIC, "wrong"),
    ],
)
def test_both_versions_of_standard_webhooks(signature: str, secret: str, expected: str) -> None:
    sent = {"webhook-id": "msg_1", "webhook-timestamp": "1775037600", "webhook-signature": signature}
    for name in ("standard-webhooks", "formbricks", "google-forms"):
        assert PROVIDERS[name].verify(RawRequest(headers=sent, body=BODY), [secret], NOW) == expected


@pytest.mark.parametrize(("key", "message", "signature"), RFC)
def test_the_vectors_of_the_standard(key: str, message: str, signature: str) -> None:
    parts = bytes.fromhex(key), bytes.fromhex(message), bytes.fromhex(signature)
    assert is_signed(*parts)
    assert not is_signed(parts[0], parts[1] + b"x", parts[2])
    for place in (0, 31, 32, 63):
        altered = bytearray(parts[2])
        altered[place] ^= 1
        assert not is_signed(parts[0], parts[1], bytes(altered))


def test_numbers_outside_their_range_are_no_signature() -> None:
    key, _, signature = (bytes.fromhex(part) for part in RFC[0])
    order = 2**252 + 27742317777372353535851937790883648493
    moved = int.from_bytes(signature[32:], "little") + order
    assert not is_signed(key, b"", signature[:32] + moved.to_bytes(32, "little"))
    for no_point in (b"\xff" * 32, (2).to_bytes(32, "little"), (1 | 1 << 255).to_bytes(32, "little")):
        assert not is_signed(no_point, b"", signature)
        assert not is_signed(key, b"", no_point + signature[32:])
    assert not is_signed(key[:31], b"", signature)
    assert not is_signed(key, b"", signature[:63])
