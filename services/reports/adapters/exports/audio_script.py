"""What is read aloud: plain text, a sentence a line, an empty line for a pause."""

from services.reports.adapters.exports.safe_text import safe
from services.reports.domain.report_content import ReportContent


def script_txt(content: ReportContent) -> bytes:
    """The script."""
    return (safe("\n".join(content.script)).strip() + "\n").encode()
