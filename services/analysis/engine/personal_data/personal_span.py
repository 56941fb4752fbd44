"""What is found of somebody's personal data in a text: where it stands, and of which kind it is."""

from dataclasses import dataclass
from typing import Literal

from services.analysis.domain.codings import Span

Kind = Literal["email", "nhs_number", "date_of_birth", "postcode", "phone", "name"]


@dataclass(frozen=True, slots=True)
class PersonalSpan:
    """A stretch of a text that may tell who somebody is; it holds no words itself, so that it may be logged."""

    span: Span
    kind: Kind
