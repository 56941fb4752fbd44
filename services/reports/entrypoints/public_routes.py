"""The parts of publishing that anybody may ask for: pages, files, feeds, and how to embed."""

from typing import Final

from services.reports.entrypoints.embedding import embedding
from services.reports.entrypoints.feeds import feeds
from services.reports.entrypoints.public_downloads import downloads
from services.reports.entrypoints.public_pages import pages

PUBLIC_PARTS: Final = (pages, downloads, feeds, embedding)
