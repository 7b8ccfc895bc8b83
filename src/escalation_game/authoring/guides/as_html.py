"""Writes a page as HTML that stands alone: one file with its style in it, no script, readable on a screen, on paper and aloud."""

from __future__ import annotations

import re
from html import escape

from escalation_game.authoring.guides.blocks import (
    Block,
    Bullets,
    Code,
    Grid,
    Heading,
    Link,
    Page,
    Paragraph,
    Picture,
    Said,
    Words,
)

INSIDE = re.compile(r"[a-z0-9_-]+\.(html|csv)")
WEB = re.compile(r"https?://[^\s\x00-\x20<>\"]+")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>\s*")

STYLE = """
:root{color-scheme:light}
*{box-sizing:border-box}
body{margin:0 auto;max-width:54rem;padding:2.5rem 1.5rem 4rem;background:#fff;color:#15191d;
font:1.0625rem/1.6 "IBM Plex Sans","Segoe UI","Helvetica Neue",Arial,sans-serif;overflow-wrap:break-word}
header{border-bottom:3px solid #9c6200;margin-bottom:2rem;padding-bottom:1rem}
header p{margin:0;color:#46505a;text-transform:uppercase;letter-spacing:.06em;font-size:.9rem}
h1{font-size:2.1rem;line-height:1.2;margin:.2rem 0 0}
h2{font-size:1.45rem;line-height:1.3;margin:2.6rem 0 .8rem}
h3{font-size:1.15rem;margin:1.8rem 0 .4rem}
h4{font-size:1rem;margin:1.2rem 0 .3rem}
p,ul,ol{margin:.5rem 0 .9rem}
li{margin:.25rem 0}
a{color:#1c5a82}
a:focus-visible,[tabindex]:focus-visible{outline:3px solid #9c6200;outline-offset:2px}
code{font:.9em/1.4 "IBM Plex Mono",Consolas,"Liberation Mono",monospace;background:#f2efe8;padding:.05em .3em;border-radius:3px}
.framed{border-left:4px solid #9c6200;background:#f7f5f0;padding:.7rem 1rem}
.wide{overflow-x:auto;margin:1rem 0 1.4rem}
table{border-collapse:collapse;width:100%;font-size:.95rem}
caption{text-align:left;color:#46505a;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .7rem .45rem 0;border-bottom:1px solid #d9d5cb}
thead th{border-bottom:2px solid #73726b}
tbody th{font-weight:600}
figure{margin:1.2rem 0}
figure svg{max-width:100%;height:auto;border:1px solid #d9d5cb}
figcaption{color:#46505a;font-size:.95rem}
@page{margin:18mm}
@media print{
body{max-width:none;padding:0;font-size:10.5pt}
h2,h3,h4,caption,thead{break-after:avoid}
tr,li,.framed,figure{break-inside:avoid}
thead{display:table-header-group}
.wide{overflow:visible}
a{color:inherit;text-decoration:none}
a.web::after{content:" (" attr(href) ")";font-size:.85em;color:#46505a}
nav{display:none}
}
"""


def html_of(page: Page) -> str:
    """The page as a whole HTML document."""
    author = _author_attribute(page.language)
    title = escape(f"{page.title} – {page.kind}")
    body = "\n".join(_block(one, author) for one in page.blocks)
    back = "" if page.name == "index" else '<nav aria-label="Guides"><a href="index.html">All guides</a></nav>\n'
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n{back}<header>\n<p>{escape(page.kind)}</p>\n"
        f"<h1{author}>{escape(page.title)}</h1>\n</header>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _author_attribute(language: str) -> str:
    """What marks words in the author's language; nothing where that is the page's own."""
    known = _LANGUAGE.fullmatch(language) and language.lower() != "en"
    return f' lang="{language}"' if known else ""


def _block(block: Block, author: str) -> str:
    match block:
        case Heading(level, spans):
            return f"<h{level}>{_words(spans, author)}</h{level}>"
        case Paragraph(spans, stands_out):
            frame = ' class="framed"' if stands_out else ""
            return f"<p{frame}>{_words(spans, author)}</p>"
        case Bullets(items, numbered):
            tag = "ol" if numbered else "ul"
            return f"<{tag}>\n" + "\n".join(f"<li>{_words(one, author)}</li>" for one in items) + f"\n</{tag}>"
        case Grid():
            return _grid(block, author)
        case Picture(_, svg, says):
            return f"<figure>\n{_PROLOG.sub('', svg).strip()}\n<figcaption>{escape(says)}</figcaption>\n</figure>"


def _grid(grid: Grid, author: str) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in grid.head)
    rows: list[str] = []
    for first, *rest in grid.rows:
        cells = "".join(f"<td>{_words(one, author)}</td>" for one in rest)
        rows.append(f'<tr><th scope="row">{_words(first, author)}</th>{cells}</tr>')
    return (
        f'<div class="wide" role="region" aria-label="{escape(grid.caption)}" tabindex="0"><table>\n<caption>{escape(grid.caption)}</caption>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table></div>"
    )


def _words(spans: Words, author: str) -> str:
    return "".join(_span(one, author) for one in spans)


def _span(span: str | Said | Code | Link, author: str) -> str:
    match span:
        case Said(text):
            return f"<span{author}>{escape(text)}</span>" if author else escape(text)
        case Code(text):
            return f"<code>{escape(text)}</code>"
        case Link(text, target):
            if INSIDE.fullmatch(target):
                return f'<a href="{escape(target)}">{escape(text)}</a>'
            return (
                f'<a class="web" href="{escape(target)}">{escape(text)}</a>' if WEB.fullmatch(target) else escape(text)
            )
        case str():
            return escape(span)
