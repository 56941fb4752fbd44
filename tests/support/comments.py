"""Made-up patients' comments in the form that `adborth benchmark nhs` reads."""

import json
from pathlib import Path

_TOPICS = {
    "Food & drink provision & facilities": ("the soup was tasty", "dinner was cold", "more fruit at lunch"),
    "Timeliness of care": ("waited for hours", "the van was late", "seen within minutes"),
    "Staff manner & personal attributes": ("the porter was friendly", "such kind people", "she was rude"),
}
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Saturday", "Sunday")


def write_comments(path: Path) -> Path:
    """Write 54 comments to train with and 9 to test with, the first of which is said to be a duplicate."""
    texts = [(label, text) for label, of_label in _TOPICS.items() for text in of_label]
    train = [row(label, f"{text} on {day}", "train") for label, text in texts for day in _DAYS]
    test = [row(label, f"{text} on Friday", "test") for label, text in texts]
    test[0]["duplicate_of_train"] = True
    lines = (json.dumps({"id": number} | line) + "\n" for number, line in enumerate(train + test))
    path.write_text("".join(lines), encoding="utf-8")
    return path


def row(label: str, text: str, split: str) -> dict[str, object]:
    """One comment without its id."""
    return {"question": "Why?", "text": text, "labels": [label], "split": split}
