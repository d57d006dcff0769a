# SPDX-License-Identifier: Apache-2.0
"""Where updates come from: an HTTPS address, or a folder carried here on a stick. Neither is trusted."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface
from tuf.ngclient.urllib3_fetcher import Urllib3Fetcher

from registry.errors import UsageError

_CHUNK = 64 * 1024
_LOOPBACK = ("127.0.0.1", "localhost", "::1")


class FolderFetcher(FetcherInterface):
    """Reads ``file:`` addresses below one folder; what is not there is a 404 as on a web server."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()

    def _fetch(self, url: str) -> Iterator[bytes]:
        path = Path(unquote(urlsplit(url).path)).resolve()
        if not path.is_relative_to(self._folder) or not path.is_file():
            raise DownloadHTTPError(f"{path.name} is not there", 404)
        return self._chunks(path)

    def _chunks(self, path: Path) -> Iterator[bytes]:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                yield chunk


def open_source(source: str) -> tuple[str, FetcherInterface]:
    """Base address and fetcher of a source: a folder's path, or an https address (http on this machine only).

    Raises ``UsageError`` TRUST_SOURCE_ADDRESS.
    """
    parts = urlsplit(source)
    if parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        return source.rstrip("/"), Urllib3Fetcher(app_user_agent="antin")
    folder = Path(source)
    if parts.scheme or not folder.is_dir():
        raise UsageError("TRUST_SOURCE_ADDRESS", source)
    return folder.resolve().as_uri(), FolderFetcher(folder)
