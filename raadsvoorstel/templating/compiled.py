"""Templates compiled in an earlier run: compiling takes longer than all that follows.

What is kept is code, so it is only kept in a folder that nobody else can write.
"""

from __future__ import annotations

import marshal

from jinja2.bccache import Bucket, BytecodeCache

from raadsvoorstel import cache

_KIND = "sjabloon"


class Compiled(BytecodeCache):
    """Code by the text of its template and by all that turned it into code."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of an earlier run, where there is any."""
        content = cache.get(_KIND, _key(bucket)) if cache.is_private() else None
        if content is not None:
            bucket.code = marshal.loads(content)  # noqa: S302 - whole, and from this user

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code for a next run."""
        if bucket.code is not None and cache.is_private():
            cache.put(_KIND, _key(bucket), marshal.dumps(bucket.code))


def _key(bucket: Bucket) -> str:
    return cache.key(cache.stamp(), bucket.key, bucket.checksum)
