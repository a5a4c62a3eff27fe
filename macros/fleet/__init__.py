"""Many centres → many copies: the shared site is made once, and each copy differs from it where its centre does.

A base is the site of a centre whose every string is a token (`tokens`). Its files are cut at the tokens (`cut`): a copy is the
pieces joined with another value in each gap. What depends on a centre in its structure is rendered for it, by the functions a
full build uses. So a copy has the bytes that `build --centre` gives.
"""
