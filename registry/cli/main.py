# SPDX-License-Identifier: Apache-2.0
"""Entry point: every verb, and the one place that turns errors into exit codes (protocol §8).

0 done, scheduled or valid; 1 invalid, refused or differences; 2 cannot tell; 64 misuse; 65 bad input; 70 internal
error.
"""

import sys
from typing import TYPE_CHECKING

from registry.cli import output
from registry.config import language
from registry.errors import RegistryError, ScheduledError

if TYPE_CHECKING:
    import typer

USAGE, INTERNAL, INTERRUPTED = 64, 70, 130


def make_app(first: str | None = None) -> "typer.Typer":
    """The command with all its verbs, or with the one that ``first`` names."""
    import typer

    from registry.cli.verbs import register_verbs

    app = typer.Typer(
        name="antin",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        help="Sổ đăng ký giấy chứng nhận hợp chuẩn, hợp quy và hiệu chuẩn. / "
        "Registry of conformity and calibration certificates.",
    )
    app.callback()(_group)  # else a single verb would be the whole command
    register_verbs(app, first)
    return app


def _dispatch(given: list[str]) -> None:
    if given[:1] == ["verify"]:  # reads its own options: see verify_arguments
        from registry.cli import verify

        verify.run(given[1:])
    else:
        make_app(given[0] if given else None)(given, prog_name="antin")


def _group() -> None:
    pass


def run(arguments: list[str] | None = None) -> None:
    """Run the command; always ends the process with one of the documented exit codes."""
    given = sys.argv[1:] if arguments is None else arguments
    output.tolerate_terminal()
    speaker = output.Output(language(_option(given, "--lang")), "--json" in given)
    try:
        _dispatch(given)
    except output.Finish:
        raise
    except SystemExit as ended:
        # Typer ends with 2 on misuse, with 1 at a prompt that is broken off; both mean something else here.
        code = ended.code if isinstance(ended.code, int) else INTERNAL
        known = {0: 0, 1: INTERRUPTED, 2: USAGE, INTERRUPTED: INTERRUPTED}
        raise SystemExit(known.get(code, INTERNAL)) from ended
    except ScheduledError as scheduled:
        from registry.cli.scheduling import tell_scheduled

        raise SystemExit(tell_scheduled(speaker, scheduled)) from scheduled
    except RegistryError as error:
        speaker.error(error)
        raise SystemExit(error.exit_code) from error
    except KeyboardInterrupt as error:
        raise SystemExit(INTERRUPTED) from error
    except BrokenPipeError as error:
        raise SystemExit(INTERRUPTED) from error
    except Exception as error:
        import traceback

        traceback.print_exception(error)
        raise SystemExit(INTERNAL) from error


def _option(arguments: list[str], name: str) -> str | None:
    for index, argument in enumerate(arguments):
        if argument == name and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith(name + "="):
            return argument.partition("=")[2]
    return None


if __name__ == "__main__":
    run()
