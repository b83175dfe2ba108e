"""`pincite serve`: the corpus as a page in the browser."""

from __future__ import annotations

from typing import Annotated

from cli.common import CorpusOption, say
from cli.declaring import Option


def serve(
    corpus: CorpusOption = None,
    port: Annotated[
        int | None, Option("Port [default: 8765, or a free one].", min=1, max=65535)
    ] = None,
    no_browser: Annotated[bool, Option("Do not open the browser.")] = False,
    host: Annotated[
        str,
        Option("Address to serve on; any but this computer’s needs a token in PINCITE_TOKEN."),
    ] = "127.0.0.1",
) -> int:
    """Show the corpus as a page in the browser.

    Search, read the passage on the picture of its page, copy quotation and citation, check drafts.
    Only this computer can open the page, and nothing leaves it. Ctrl-C ends it.

    Example: pincite serve
    """
    import os
    import webbrowser
    from contextlib import suppress

    from corpus.paths import find_corpus
    from web.serving import serve as run_server

    paths = find_corpus(corpus)

    def announce(address: str) -> None:
        say(f"{paths.root.name} is open at {address}\nCtrl-C ends it.")
        if not no_browser:
            webbrowser.open(address)

    with suppress(KeyboardInterrupt):  # how a server ends
        run_server(paths, host, port, os.environ.get("PINCITE_TOKEN", ""), announce)
    return 0
