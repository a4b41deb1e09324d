"""What is read of an upload: no more than a file may have, in memory, and nothing on the disk.

Django's own handlers write whatever comes into a file, readable and without an end.
"""

from __future__ import annotations

import io
from typing import Any, NoReturn

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LARGEST_FILE = 20_000_000  # bytes kept; the forms say so (`concerns.evidence.limits`)
LARGEST_BODY = 60_000_000  # bytes read at all; then the connection is left alone


class BoundedUploadHandler(FileUploadHandler):
    """Keeps a file up to its limit, and of a larger one only its size, for the form to say so.

    Somebody who chose a film is told by the field, and not by a broken connection; somebody who
    sends without end is cut off. A body without its length is not read by Django at all.
    """

    chunk_size = 1 << 18

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any
    ) -> None:
        self._promised = content_length

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._file = io.BytesIO()
        if self._promised > LARGEST_BODY:
            self._cut_off()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        size = start + len(raw_data)
        if size > LARGEST_BODY:
            self._cut_off()
        if size <= LARGEST_FILE:
            self._file.write(raw_data)
        elif start <= LARGEST_FILE:
            self._file = io.BytesIO()  # a form that forgot to look at the size finds nothing

    def _cut_off(self) -> NoReturn:
        self.request.upload_cut_off = True  # type: ignore[union-attr]
        raise StopUpload(connection_reset=True)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._file.seek(0)
        return InMemoryUploadedFile(
            self._file,
            self.field_name,
            self.file_name,
            self.content_type,
            file_size,
            self.charset,
            self.content_type_extra,
        )
