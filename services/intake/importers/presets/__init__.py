"""The registry of presets: a further tool's export is one file beside this one and one line here.

The order counts only where two are equally sure: the earlier one is chosen.
"""

from importlib import import_module
from typing import Final

from services.intake.importers.layout import Preset

_MODULES: Final = (
    "microsoft_forms",
    "google_forms",
    "surveymonkey",
    "smartsurvey",
    "qualtrics",
    "typeform",
    "tally",
    "limesurvey",
    "govuk_forms",
    "kobotoolbox",
    "odk_central",
    "citizen_space",
    "jisc",
    "our_own",
    "columns",
)
_ALL: Final[tuple[Preset, ...]] = tuple(import_module(f"{__name__}.{module}").PRESET for module in _MODULES)
PRESETS: Final[dict[str, Preset]] = {preset.name: preset for preset in _ALL}
