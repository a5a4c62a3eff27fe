"""Guide → a picture for each unit and criterion, and one for the site, which messengers show beside a link (Open Graph).

What a card says is `content`, and `bodies` draws it, once for all copies; how it looks in a copy, with the centre's name, colours
and logo, is `look`; `paint` joins the two in a moment. Cards are made where the site's address is known, because a link to a
picture has to be whole; a copy on a disk has none.
"""
