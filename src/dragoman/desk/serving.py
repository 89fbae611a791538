"""`dragoman serve`: the desk on an address, with a token where others can reach it."""

import os

import click

from dragoman.values.errors import ConfigError

VARIABLE = "DRAGOMAN_TOKEN"
HEADER_BYTES = 32_768  # of all headers of a request


@click.command()
@click.option("--db", required=True, metavar="FILE", help="The database.")
@click.option("--port", default=8765, type=click.IntRange(1, 65_535), metavar="N", help="Port; 8765 when not given.")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Address; 127.0.0.1 when not given: this machine only.")
@click.option("--name", "names", multiple=True, metavar="NAME", help="A host name under which a proxy reaches it.")
@click.option("--judge", is_flag=True, help="Let people mark events right, wrong or different on the page.")
@click.option("--keep", is_flag=True, help="Keep searches in a file beside the database, for every browser; --judge does, too.")
@click.option("--show-protected", is_flag=True, help="Show texts whose notice forbids it: you have the right to.")
def serve(db: str, port: int, host: str, names: tuple[str, ...], judge: bool, keep: bool, show_protected: bool) -> None:
    """Open the desk: a page and an API on a database, for reading. Ctrl-C ends it.

    With --judge verdicts on events are kept in the database, as `dragoman audit --read` keeps those of a sheet. With --keep
    searches are kept in FILE.searches, where `dragoman searches` finds them; without it each browser keeps its own.

    On another address than this machine's own a token is needed: that of the variable DRAGOMAN_TOKEN, or a new one is printed.

    \b
    Example:
      dragoman serve --db corpus.db
    """
    run_serve(db, port=port, host=host, names=names, judging=judge, keeping=keep or judge, protected=show_protected)


def run_serve(path: str, *, port: int, host: str, names: tuple[str, ...], judging: bool, keeping: bool, protected: bool) -> None:
    """Serves until it is interrupted."""
    try:
        import uvicorn

        from dragoman.desk.api.app import served
        from dragoman.desk.api.settings import Settings
    except ModuleNotFoundError as error:
        raise ConfigError(f"serve needs the package '{error.name}'; pip install 'dragoman[desk]' brings it") from error
    from dragoman.store import open_database, searches

    open_database(path, readonly=not judging).close()  # what is wrong with the files is said before anything is opened
    searches.kept(path)
    if keeping:
        searches.change(path)
    _bindable(host, port)
    token = os.environ.get(VARIABLE, "")
    if not token and not _local(host):
        import secrets

        token = secrets.token_urlsafe(24)
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"dragoman: http://{shown}:{port}/{'?token=' + token if token else ''}   (Ctrl-C ends)", err=True)
    app = served(Settings(path, host, port, token, names, protected, judging, keeping), warmed=True)
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        h11_max_incomplete_event_size=HEADER_BYTES,
        limit_concurrency=200,
        timeout_keep_alive=30,
    )


def _bindable(host: str, port: int) -> None:
    """ConfigError where nothing can listen at an address."""
    import socket

    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            tried.bind(address)
    except OSError as error:
        words = f"{error.strerror}; give another with --port or --host, or end what listens there"
        raise ConfigError(f"cannot listen at {host}, port {port}: {words}") from None


def _local(host: str) -> bool:
    import ipaddress

    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
