"""Why a file is refused: a code for which `cms.media.intake.words` has a sentence."""


class Refused(Exception):
    def __init__(self, code: str, **numbers):
        super().__init__(code)
        self.code, self.numbers = code, numbers


class Steps:
    """Counts what is looked at; a file that asks for too much is refused instead of searched for ever."""

    def __init__(self, most: int, code: str = "costly"):
        self.left, self.code = most, code

    def take(self, number: int = 1) -> None:
        self.left -= number
        if self.left < 0:
            raise Refused(self.code)
