"""The registry of survey tools: a new tool is one file beside this one and its line here."""

from typing import Final

from services.intake.providers import (
    cognito_forms,
    fillout,
    formbricks,
    google_forms,
    govuk_forms,
    jotform,
    kobotoolbox,
    limesurvey,
    microsoft_forms,
    odk_central,
    paperform,
    qualtrics,
    smartsurvey,
    standard_webhooks,
    surveymonkey,
    tally,
    typeform,
)
from services.intake.providers.provider import Provider

_ALL: Final[tuple[Provider, ...]] = (
    standard_webhooks.StandardWebhooks(),
    formbricks.Formbricks(),
    typeform.Typeform(),
    tally.Tally(),
    smartsurvey.SmartSurvey(),
    surveymonkey.SurveyMonkey(),
    microsoft_forms.MicrosoftForms(),
    google_forms.GoogleForms(),
    kobotoolbox.KoboToolbox(),
    odk_central.OdkCentral(),
    jotform.Jotform(),
    limesurvey.LimeSurvey(),
    qualtrics.Qualtrics(),
    fillout.Fillout(),
    paperform.Paperform(),
    cognito_forms.CognitoForms(),
    govuk_forms.GovukForms(),
)

PROVIDERS: Final[dict[str, Provider]] = {provider.name: provider for provider in _ALL}
