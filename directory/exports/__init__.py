"""The directory as open data: public records are read in one way and written in many formats.

`source` reads, `entries` prepares what every format needs, `formats` lists the formats, `answers` sends the files.
Nothing here reads a page, so nothing outside the public record can leak.
"""
