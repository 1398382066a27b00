"""Archives that are streamed while they are written."""


class Sink:
    """An unseekable file, so that ZipFile's output can be sent right away."""

    def __init__(self):
        self.content = bytearray()

    def write(self, content: bytes) -> int:
        self.content += content
        return len(content)

    def flush(self) -> None:
        pass

    def take(self) -> bytes:
        content = bytes(self.content)
        self.content.clear()
        return content
