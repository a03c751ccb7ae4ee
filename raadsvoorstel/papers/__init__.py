"""Papers as the rules read them: passages of plain letters that know where they come from.

A paper of our own and a file of anybody's give the same `Reading`.
"""
