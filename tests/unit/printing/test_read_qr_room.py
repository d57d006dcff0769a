# SPDX-License-Identifier: Apache-2.0
"""A picture of few bytes takes much memory while it is read, so few are open at a time."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image

from registry.errors import InputError
from registry.printing import read_qr


class Gate:
    """Stands for the reader: counts who is inside, and lets nobody out before ``expected`` are."""

    def __init__(self, expected: int) -> None:
        self._lock = threading.Lock()
        self._full = threading.Event()
        self._expected = expected
        self.inside = self.most = 0

    def __call__(self, _data: bytes, _where: str) -> list[str]:
        with self._lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
            if self.inside == self._expected:
                self._full.set()
        assert self._full.wait(30)
        with self._lock:
            self.inside -= 1
        return ["text"]


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate(read_qr.AT_ONCE)
    monkeypatch.setattr(read_qr, "_read", gate)
    return gate


def test_no_more_pictures_are_open_than_there_is_room_for(gate: Gate) -> None:
    with ThreadPoolExecutor(12) as pool:
        assert list(pool.map(lambda _: read_qr.read_qr_codes(b"x"), range(24))) == [["text"]] * 24
    assert gate.most == read_qr.AT_ONCE


def test_a_refused_picture_gives_its_room_back() -> None:
    white = io.BytesIO()
    Image.new("1", (64, 64), 1).save(white, "PNG")
    for data, code in ((b"no picture", "PICTURE_FORMAT"), (white.getvalue(), "QR_NOT_FOUND")) * 3:
        with pytest.raises(InputError) as caught:
            read_qr.read_qr_codes(data)
        assert caught.value.code == code
