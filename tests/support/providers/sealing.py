"""Deliveries of each tool, proved as the tool proves them, by code that shares nothing with the product's."""

import base64
import hashlib
import hmac
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from standardwebhooks import Webhook

from services.intake.providers.provider import RawRequest

PAYLOADS = Path(__file__).parents[2] / "unit" / "intake" / "providers" / "payloads"
NOW = datetime(2026, 4, 1, 10, 0, tzinfo=UTC)

Seal = Callable[[bytes, str, datetime], RawRequest]


def payload(name: str) -> bytes:
    """A body that this project composed after a tool's documents."""
    return (PAYLOADS / name).read_bytes()


def by_standard_webhooks(body: bytes, secret: str, at: datetime) -> RawRequest:
    """Signed by the independent library; a secret is text, of which the library gets the base64 of its hash."""
    made = Webhook(standard_secret(secret)).sign("msg_1", at, body.decode())
    sent_at = str(int(at.timestamp()))
    return RawRequest(
        headers={"webhook-id": "msg_1", "webhook-timestamp": sent_at, "webhook-signature": made}, body=body
    )


def standard_secret(secret: str) -> str:
    """A secret in the form of Standard Webhooks."""
    return "whsec_" + base64.b64encode(hashlib.sha256(secret.encode()).digest()).decode()


def by_typeform(body: bytes, secret: str, _: datetime) -> RawRequest:
    """Base64 after a prefix."""
    made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    return RawRequest(headers={"typeform-signature": f"sha256={made}"}, body=body)


def by_tally(body: bytes, secret: str, _: datetime) -> RawRequest:
    """Base64 without prefix."""
    made = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
    return RawRequest(headers={"tally-signature": made}, body=body)


def by_smartsurvey(body: bytes, secret: str, _: datetime) -> RawRequest:
    """Hexadecimal."""
    made = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return RawRequest(headers={"x-smartsurvey-signature": made}, body=body)


def by_surveymonkey(body: bytes, secret: str, _: datetime) -> RawRequest:
    """SHA-1 with the client's id in the key."""
    made = base64.b64encode(hmac.new(f"client&{secret}".encode(), body, hashlib.sha1).digest()).decode()
    return RawRequest(headers={"sm-signature": made, "sm-apikey": "client"}, body=body)


def by_qualtrics(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The body is the message, which is signed before it is encoded."""
    made = hmac.new(secret.encode(), body, hashlib.sha512).hexdigest()
    topic = "brand.surveyengine.completedResponse.SV_1"
    return RawRequest(body=f"HMAC={made}&MSG={quote(body.decode())}&Topic={topic}".encode())


def by_header(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The secret itself, in our header."""
    return RawRequest(headers={"x-adborth-secret": secret}, body=body)


def by_basic(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The secret as a password."""
    credentials = base64.b64encode(f"adborth:{secret}".encode()).decode()
    return RawRequest(headers={"authorization": f"Basic {credentials}"}, body=body)


def by_bearer(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The secret as a token."""
    return RawRequest(headers={"authorization": f"Bearer {secret}"}, body=body)


def by_api_key(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The secret as an API key."""
    return RawRequest(headers={"x-api-key": secret}, body=body)


def by_address(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The secret in the query."""
    return RawRequest(query={"secret": secret}, body=body)


def by_body(body: bytes, secret: str, _: datetime) -> RawRequest:
    """The secret as the member `api_token`."""
    return RawRequest(body=body.replace(b'"secret-one"', f'"{secret}"'.encode()))


QUALTRICS = b'{"Status":"Complete","SurveyID":"SV_1","ResponseID":"R_1","CompletedDate":"2026-04-01 10:00:00"}'
_FIELDS = {
    "formID": "111",
    "submissionID": "5900000000000000001",
    "type": "WEB",
    "webhookURL": "https://adborth.example.org/hooks/jotform/1?secret=secret-one",
    "empty": "",
    "rawRequest": (
        '{"slug":"submit\\/111","q3_better":"Mwy o gadeiriau","q4_used":["Phone","By post"],'
        '"q5_when":{"day":"1","month":"4","year":"2026"},"q6_name":{"first":"","last":""},'
        '"q7_who":{"first":"Ann","last":"Jones"},"q8_home":{"addr_line1":"1 Stryd Fawr","addr_line2":"",'
        '"city":"Bangor","state":"","postal":"LL57"},"q9_phone":{"full":"(01248) 000000"},'
        '"q10_slot":{"implementation":"new","date":"2026-04-19 10:00","duration":"60","timezone":"Europe/London"},'
        '"q11_at":{"month":"04","day":"18","year":"2026","timeInput":"01:29","hour":"01","min":"29","ampm":"PM"},'
        '"q12_time":{"hourSelect":"9","minuteSelect":"05","ampm":"AM"},"q13_more":{"0":"Phone","other":"Pigeon"},'
        '"q14_grid":{"Food":"Good","Parking":["Poor","Full"]},"upload":["https://files.example.org/a.jpg"],'
        '"temp_upload":{"q15_upload":["a.jpg"]},"event_id":"1","submitDate":"1775037600000","buildDate":"1"}'
    ),
}
_BOUNDARY = "--------------------------4711"


def multipart(fields: dict[str, str]) -> bytes:
    """Fields as a web form sends them."""
    parts = (f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{n}"\r\n\r\n{v}\r\n' for n, v in fields.items())
    return ("".join(parts) + f"--{_BOUNDARY}--\r\n").encode()


JOTFORM_FIELDS = dict(_FIELDS)
JOTFORM = multipart(JOTFORM_FIELDS)

SEALS: dict[str, tuple[bytes, Seal]] = {
    "standard-webhooks": (payload("standard-webhooks.json"), by_standard_webhooks),
    "formbricks": (payload("formbricks.json"), by_standard_webhooks),
    "typeform": (payload("typeform.json"), by_typeform),
    "tally": (payload("tally.json"), by_tally),
    "smartsurvey": (payload("smartsurvey.json"), by_smartsurvey),
    "surveymonkey": (payload("surveymonkey.json"), by_surveymonkey),
    "microsoft-forms": (payload("microsoft-forms.json"), by_header),
    "google-forms": (payload("google-forms.json"), by_standard_webhooks),
    "kobotoolbox": (payload("kobotoolbox.json"), by_basic),
    "odk-central": (payload("odk-central.json"), by_api_key),
    "jotform": (JOTFORM, by_address),
    "limesurvey": (payload("limesurvey.json"), by_body),
    "qualtrics": (QUALTRICS, by_qualtrics),
    "fillout": (payload("fillout.json"), by_address),
    "paperform": (payload("paperform.json"), by_address),
    "cognito-forms": (payload("cognito-forms.json"), by_bearer),
    "govuk-forms": (payload("govuk-forms.json"), by_header),
}
"""A delivery of each tool, and how it is proved."""


def sealed(name: str, secret: str, at: datetime = NOW, body: bytes | None = None) -> RawRequest:
    """A delivery of a tool, proved by a secret."""
    composed, seal = SEALS[name]
    return seal(composed if body is None else body, secret, at)


def configured(name: str, secret: str) -> str:
    """The secret as a team gives it to us, which is another text where Standard Webhooks rules it."""
    return standard_secret(secret) if SEALS[name][1] is by_standard_webhooks else secret
