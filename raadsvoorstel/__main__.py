"""The process: `raadsvoorstel` and `python -m raadsvoorstel` both start here."""

import gc
from typing import NoReturn

_OBJECTS_BEFORE_A_LOOK = 100_000


def main() -> NoReturn:
    """Run the command line, and look for garbage seldom: what a run makes is in use to its end.

    The usual looks, with a last one at all there is when everything is done, took a fourteenth of a
    short run and brought no memory back in the longest.
    """
    gc.set_threshold(_OBJECTS_BEFORE_A_LOOK)
    from raadsvoorstel.cli import main as run

    try:
        run()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
