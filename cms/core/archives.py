"""Archives that are made while they are sent."""


class Sink:
    """A file that ZipFile cannot go back in, so that what has been written can leave at once."""

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
