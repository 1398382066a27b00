"""The directory given away: one reading of the public records, many ways to write them down.

`source` reads, `entries` makes of each record what every format needs, `formats` lists the formats, `answers` sends
them. Nothing here reads a page: what is not in the public record cannot leave.
"""
