"""`python -m macros`: the command line, with the code of the current directory."""

from macros.cli import main

main(prog_name="centre-guide")
