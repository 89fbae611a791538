"""`python -m dragoman`: the command line, where the script `dragoman` is not on the path."""

from dragoman.desk.cli import main

main(prog_name="dragoman")
