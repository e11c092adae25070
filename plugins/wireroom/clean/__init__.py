"""Clean markup: safe HTML, plain text, and the posts, players and notices that stand in it.

    read/ ─▶ boilerplate/ ─▶ credits/ ─▶ embeds/ ─▶ write/

`clean_html` says why the steps have this order. `read` turns BeautifulSoup's tree into blocks, on which the
other steps work; `embeds` also reads the cards that `read` meets in the tree. Data tables are in `data/`.
"""

from wireroom.clean.boilerplate.drop_footers import without_footer
from wireroom.clean.clean_html import clean_html, clean_text
from wireroom.clean.credits.datelines import tells_change, without_label
from wireroom.clean.credits.linked_licence import linked_licence

__all__ = ["clean_html", "clean_text", "linked_licence", "tells_change", "without_footer", "without_label"]
