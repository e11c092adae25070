"""Markup in, safe HTML, plain text and what was quoted in it out.

    read/ ─▶ boilerplate/ ─▶ credits/ ─▶ embeds/ ─▶ write/

`clean_html` says why in this order. `read` makes blocks of BeautifulSoup's tree; the others work on blocks,
but that `embeds` also reads the cards that `read` meets. Data tables are in `data/`.
"""

from wireroom.clean.boilerplate.drop_footers import without_footer
from wireroom.clean.clean_html import clean_html, clean_text
from wireroom.clean.credits.datelines import tells_change, without_label
from wireroom.clean.credits.linked_licence import linked_licence

__all__ = ["clean_html", "clean_text", "linked_licence", "tells_change", "without_footer", "without_label"]
