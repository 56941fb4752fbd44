"""The registry of survey tools: a new tool is one file beside this one and one line here."""

from services.intake.providers.provider import Provider

_ALL: tuple[Provider, ...] = ()

PROVIDERS: dict[str, Provider] = {provider.name: provider for provider in _ALL}
