"""What a person does to connect each tool, in words."""

from collections.abc import Mapping
from typing import Any, Final

from flask_babel import lazy_gettext as _l

HINTS: Final[Mapping[str, Any]] = {
    "standard-webhooks": _l(
        "Let your program send JSON to this address, signed with the secret as Standard Webhooks describes it."
    ),
    "formbricks": _l(
        "Add a webhook in Formbricks with this address, and paste here the signing secret that Formbricks shows."
    ),
    "typeform": _l(
        "Add a webhook in Typeform under Connect with this address, paste the secret there and switch it on."
    ),
    "tally": _l("Connect a webhook in Tally under Integrations with this address, and paste the signing secret there."),
    "smartsurvey": _l(
        "Add a webhook in SmartSurvey with this address, and paste here the signature key that SmartSurvey shows."
    ),
    "surveymonkey": _l(
        "Create a webhook through SurveyMonkey's API with this address, and paste here client id & client secret."
    ),
    "microsoft-forms": _l("Build the Power Automate flow that the manual describes: it sends the secret in a header."),
    "google-forms": _l(
        "Paste the script of the manual into your form's script editor, with this address and the secret."
    ),
    "kobotoolbox": _l(
        "Add a REST service in KoboToolbox with this address, and put the secret into a custom HTTP header."
    ),
    "odk-central": _l(
        "Install the add-on central-webhook beside ODK Central with this address, and the secret as its API key."
    ),
    "jotform": _l(
        "Add a webhook in Jotform under Settings, Integrations, with this address: the secret is part of it."
    ),
    "limesurvey": _l(
        "Install the plug-in LimeSurveyWebhook, and give it this address and the secret as its auth token."
    ),
    "qualtrics": _l(
        "Let a brand administrator subscribe this address to completed responses, with the secret as shared key."
    ),
    "fillout": _l("Add a webhook in Fillout under Integrate with this address: the secret is part of it."),
    "paperform": _l("Add a webhook in Paperform under After Submission with this address: the secret is part of it."),
    "cognito-forms": _l(
        "Turn on Post JSON Data to a Website in Cognito Forms, with this address for both: the secret is in it."
    ),
    "govuk-forms": _l(
        "Let a flow hand the JSON or CSV files of GOV.UK Forms on to this address, with the secret in a header."
    ),
}
"""By the tool's name; in English the same as the tool's own `setup.hint`."""
