"""`python -m webapp COMMAND`."""

from webapp.cli import main

main(prog_name="python -m webapp")
