"""Make the pictures and sounds behind the stories: a small valid file for each path."""

from __future__ import annotations

import colorsys
import struct
import zlib
from pathlib import PurePosixPath
from zlib import crc32

from wireroom.newsroom.feeds.write_rss import AUDIO_BYTES
from wireroom.newsroom.http_messages import Response

_MPEG_FRAME = b"\xff\xfb\x10\xc4" + bytes(
    100
)  # MPEG 1 layer III, 32 kbit/s, 44.1 kHz, mono: 104 bytes of silence
_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)


def picture(path: str) -> Response | None:
    """The file at `path`: /images/*.svg or .png, /logo.png, /pixel.gif, /audio/*.mp3; None: no such file."""
    if path == "/pixel.gif":
        return Response(200, _PIXEL, "image/gif")
    suffix = PurePosixPath(path).suffix
    if path.startswith("/audio/") and suffix == ".mp3":
        return Response(200, _MPEG_FRAME * (AUDIO_BYTES // len(_MPEG_FRAME)), "audio/mpeg")
    if not path.startswith(("/images/", "/logo.png", "/favicon.ico")):
        return None
    red, green, blue = _colour(path)
    if suffix == ".svg":
        return Response(200, _svg(f"rgb({red},{green},{blue})"), "image/svg+xml")
    return Response(200, _png(bytes((red, green, blue))), "image/png")


def _colour(path: str) -> tuple[int, int, int]:
    hue = crc32(path.encode()) % 360 / 360
    red, green, blue = colorsys.hls_to_rgb(hue, 0.45, 0.5)
    return int(red * 255), int(green * 255), int(blue * 255)


def _svg(colour: str) -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360" viewBox="0 0 640 360">'
        '<rect width="640" height="240" fill="#cfe3ee"/>'
        f'<rect y="240" width="640" height="120" fill="{colour}"/>'
        f'<path d="M220 240h200l-40 50H260z" fill="#333"/><path d="M320 90v150h90z" fill="{colour}"/></svg>'
    ).encode()


def _png(pixel: bytes) -> bytes:
    width, height = 64, 36
    rows = b"".join(b"\0" + pixel * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", crc32(kind + data))
