"""Pictures: decoded within a limit of pixels, and made anew for their preview."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from concerns.evidence.kinds import Kind
from concerns.evidence.limits import MOST_PIXELS, PREVIEW
from concerns.evidence.refusal import Reason, Refused

_FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG"}
_WHITE = (255, 255, 255)
PREVIEW_TYPE = "image/jpeg"


def preview(data: bytes, kind: Kind) -> bytes:
    """A smaller JPEG, drawn from the pixels alone: nothing else of the file is in it.

    :raises Refused: if the picture is not of that kind, is damaged or has too many pixels.
    """
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint switches it on where it is loaded too
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=[_FORMATS[kind]]) as picture:
                return _drawn(picture)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise Refused(Reason.PIXELS) from error
    except UnidentifiedImageError as error:
        raise Refused(Reason.CONTENT) from error
    except (OSError, ValueError, SyntaxError, IndexError, KeyError) as error:  # all that it raises
        raise Refused(Reason.DAMAGED) from error


def _drawn(picture: Image.Image) -> bytes:
    picture.draft("RGB", (PREVIEW, PREVIEW))  # a JPEG is decoded no larger than is needed
    picture.thumbnail((PREVIEW, PREVIEW))
    upright = ImageOps.exif_transpose(picture).convert("RGBA")
    page = Image.new("RGB", upright.size, _WHITE)
    page.paste(upright, mask=upright)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=85)
    return out.getvalue()
