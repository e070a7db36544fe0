"""Serves the tools to the assistant that started this program, over its standard streams."""

from .server import create_server


def main() -> None:
    """Serve until the assistant hangs up."""
    create_server().run("stdio")


if __name__ == "__main__":
    main()
