#!/usr/bin/env python3
"""The solver cvc5 as a program that reads SMT-LIB from its input, for those who have it as a Python package alone."""
import sys

import cvc5


def whole(text):
    """Whether every parenthesis outside strings, names and comments is closed."""
    depth, inside = 0, ""
    for letter in text:
        if inside:
            inside = "" if letter == inside or (inside == ";" and letter == "\n") else inside
        elif letter in '"|;':
            inside = letter
        elif letter in "()":
            depth += 1 if letter == "(" else -1
    return depth == 0 and inside in ("", ";")


class Solver:
    """One solver; `(reset)` begins with another."""

    def __init__(self):
        self.solver = cvc5.Solver()
        self.symbols = cvc5.SymbolManager(self.solver)
        self.parser = cvc5.InputParser(self.solver, self.symbols)
        self.solver.setOption("tlimit-per", "60000")

    def answer(self, text):
        self.parser.setStringInput(cvc5.InputLanguage.SMT_LIB_2_6, text, "folkmoot")
        while not (command := self.parser.nextCommand()).isNull():
            said = command.invoke(self.solver, self.symbols)
            if said:
                sys.stdout.write(said if said.endswith("\n") else said + "\n")
                sys.stdout.flush()


def main():
    solver, waiting = Solver(), ""
    for line in sys.stdin:
        waiting += line
        if not waiting.strip() or not whole(waiting):
            continue
        if waiting.strip() == "(reset)":
            solver = Solver()
        else:
            solver.answer(waiting)
        waiting = ""


main()
