#!/usr/bin/env python3
"""Makes docs/terminal.svg: a real run of the program, as a terminal of 100 columns shows it.

    docs/terminal.py target/debug/news-search

Needs Python 3 and nothing else. `tests/readme.rs` compares the words in the picture with what the
program prints, and runs this when `NEWS_SEARCH_BLESS` is set.
"""

import fcntl
import html
import os
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "terminal.svg"
COMMAND = """news-search query 'Vietsovpetro "Bach Ho"' -n 3"""

COLUMNS, LINES = 100, 60
SIZE, WIDTH, HEIGHT, MARGIN = 14, 8.45, 21, 24
GAP = 8  # between the command and its output

# What each SGR code means here: the attributes it adds.
STYLES = {
    1: {"font-weight": "bold", "fill": "#f5f7fa"},
    2: {"fill": "#7f8997"},
    3: {"font-style": "italic"},
    31: {"fill": "#ff8f80"},
    36: {"fill": "#74c7d6"},
}


def run(program, command, index):
    """Everything the command writes to a terminal."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", LINES, COLUMNS, 0, 0))
    path = f"{program.parent}:{os.environ['PATH']}"
    environment = {"PATH": path, "TERM": "xterm-256color", "NEWS_SEARCH_INDEX": index}
    child = subprocess.Popen(
        ["sh", "-c", command], cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    written = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed.
            break
        if not piece:
            break
        written += piece
    if child.wait() != 0:
        sys.exit(f"{command}: exit status {child.returncode}\n{written.decode()}")
    return written.decode().replace("\r\n", "\n")


def spans(line):
    """The pieces of a line and the attributes of each."""
    attributes = {}
    for piece in re.split(r"(\x1b\[[\d;]*m)", line):
        if not piece.startswith("\x1b"):
            if piece:
                yield piece, attributes
            continue
        for code in (int(number or 0) for number in piece[2:-1].split(";")):
            attributes = {**attributes, **STYLES[code]} if code else {}


def text(line, number):
    """One line of the picture."""
    y = MARGIN + SIZE + number * HEIGHT + (GAP if number else 0)
    out, column = "", 0
    for piece, attributes in spans(line):
        styled = "".join(f' {name}="{value}"' for name, value in attributes.items())
        x = MARGIN + column * WIDTH
        out += f'<tspan x="{x:g}"{styled}>{html.escape(piece, quote=False)}</tspan>'
        column += len(piece)
    return f'<text xml:space="preserve" y="{y:g}">{out}</text>\n'


def picture(lines):
    width = MARGIN * 2 + COLUMNS * WIDTH
    height = MARGIN * 2 + SIZE + (len(lines) - 1) * HEIGHT + GAP + 4
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width:g}" height="{height:g}" role="img" aria-label="A search in a terminal">\n'
        f'<rect width="100%" height="100%" rx="10" fill="#171b22"/>\n'
        f'<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', '
        f'monospace" font-size="{SIZE}" fill="#c9d1db">\n'
        + "".join(text(line, number) for number, line in enumerate(lines) if line)
        + "</g>\n</svg>\n"
    )


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as index:
        subprocess.run(
            [program, "index", "corpus/", "--index", index], cwd=ROOT, check=True, capture_output=True
        )
        output = run(program, COMMAND, index)
    lines = ["\x1b[2m$\x1b[0m " + COMMAND, *output.rstrip("\n").split("\n")]
    PICTURE.write_text(picture(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
