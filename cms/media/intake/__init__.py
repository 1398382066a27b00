"""The one door for files that come from outside: of citizens, maintainers and editors, by import and by API.

`taking.take` is what everybody calls. Whatever parses a foreign file stands in `reader`, a program of its own
that imports no Django: `process` runs it beside this process, one file at a time, with an end to its memory and time.
`words` says why a file is refused.
"""
