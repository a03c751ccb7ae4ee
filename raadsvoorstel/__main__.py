"""`python -m raadsvoorstel`."""

from raadsvoorstel.cli import main

if __name__ == "__main__":
    main()
