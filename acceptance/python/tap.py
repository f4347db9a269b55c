"""Runs the functions of a module whose names begin with `test_`, and writes what came of them as
the Test Anything Protocol, version 13."""

import traceback


def run(module):
    tests = [(name, each) for name, each in vars(module).items() if name.startswith("test_")]
    print("TAP version 13")
    for number, (name, test) in enumerate(tests, 1):
        label = name.removeprefix("test_").replace("_", " ")
        try:
            test()
            print(f"ok {number} - {label}")
        except Exception:
            print(f"not ok {number} - {label}")
            print("\n".join("  " + line for line in traceback.format_exc().splitlines()))
            print("  ...")
    print(f"1..{len(tests)}")
