"""The letters of an introduction: the one that asks, and the one that says where the other can be written to."""

from datetime import datetime
from string import Template
from typing import Final

from services.intake.domain.introductions import Reached
from shared.post.letters import Letter

_SUBJECT: Final = {
    "en": ("Would you like to be introduced to somebody?", "Somebody who would like to hear from you"),
    "cy": ("Hoffech chi gael eich cyflwyno i rywun?", "Rhywun a hoffai glywed gennych"),
}
_ASKING: Final = {
    "en": Template(
        'You answered "$title" and said that you may be contacted. The organiser thinks that you and somebody else '
        "who answered could help each other.\n\nAbout the other person:\n$about\n\n"
        "Say here whether you agree, by $day:\n$link\n\n"
        "Nobody is told your address unless you both agree. If you do nothing, or say no, nobody learns who you are.\n"
    ),
    "cy": Template(
        'Fe wnaethoch chi ateb "$title" a dweud y gellir cysylltu â chi. Mae\'r trefnydd yn meddwl y gallech chi a '
        "rhywun arall a atebodd helpu eich gilydd.\n\nAm y person arall:\n$about\n\n"
        "Dywedwch yma a ydych yn cytuno, erbyn $day:\n$link\n\n"
        "Ni chaiff neb wybod eich cyfeiriad oni bai eich bod chi'ch dau yn cytuno. Os na wnewch chi ddim, neu os "
        "dywedwch na, ni chaiff neb wybod pwy ydych chi.\n"
    ),
}
_MEETING: Final = {
    "en": Template(
        'You both agreed to be introduced after answering "$title".\n\n'
        "About the other person:\n$about\n\nWrite to them at:\n$address\n\n"
        "They were sent your address in the same way. adborth sends no more letters about this.\n"
    ),
    "cy": Template(
        'Cytunodd y ddau ohonoch i gael eich cyflwyno ar ôl ateb "$title".\n\n'
        "Am y person arall:\n$about\n\nYsgrifennwch ato neu ati yn:\n$address\n\n"
        "Anfonwyd eich cyfeiriad chi yn yr un modd. Ni fydd adborth yn anfon rhagor o lythyrau am hyn.\n"
    ),
}


def asking_letter(to: Reached, about: str, link: str, expires_at: datetime) -> Letter:
    """The letter that asks; `link` is for its reader alone."""
    spoken = _spoken(to)
    day = f"{expires_at:%d/%m/%Y}"
    at = f"{link}?lang={spoken}"
    text = _ASKING[spoken].substitute(title=to.title, about=about, link=at, day=day)
    return Letter(to.address, _SUBJECT[spoken][0], text, at)


def meeting_letter(to: Reached, about: str, other: Reached, link: str) -> Letter:
    """The letter that tells one of them the other's address; only after both agreed."""
    spoken = _spoken(to)
    text = _MEETING[spoken].substitute(title=to.title, about=about, address=other.address)
    return Letter(to.address, _SUBJECT[spoken][1], text, f"{link}?lang={spoken}")


def _spoken(to: Reached) -> str:
    return to.language if to.language in _ASKING else "en"
