"""The gazetteer: names of places, built once from installed packages and own tables, asked through `store`.

`names` folds spellings, `sources` reads what is installed, `build` writes the SQLite file, `store` answers, `prior` tells how
likely a name by itself is a place, `imports` adds a user's own files.
"""
