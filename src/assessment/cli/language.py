"""Help and refusals of click in the language that the line asks for, from the catalogue.

Help texts of commands and options are keys of the catalogue. click's own words come through its
gettext hook, which knows one language a process and wants compiled files; so they are set here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

import click

from assessment.core.labels import LANGUAGES, Phrase, phrase, say

LANG = "--lang"
_EQUALS = f"{LANG}="
_LANG_WORDS = (*LANGUAGES, *(_EQUALS + one for one in LANGUAGES))
_HEADINGS = {"Options": "cli.heading.options", "Commands": "cli.heading.commands"}
_PIECES = {"[OPTIONS]": "cli.usage.options", "COMMAND [ARGS]...": "cli.usage.command"}
_OPTIONAL = "  ["


def language(words: Sequence[str]) -> str:
    """Return the language a line asks for, wherever it does so: the last one told, else Chinese.

    Examples
    --------
    >>> language(["run", "--help", "--lang", "en"]), language(["--lang=en", "run"]), language([])
    ('en', 'en', 'zh')
    """
    line = " ".join(words).replace(f"{LANG} ", _EQUALS).split()
    told = [word.removeprefix(_EQUALS) for word in line if word.startswith(_EQUALS)]
    return next((one for one in reversed(told) if one in LANGUAGES), LANGUAGES[0])


class Formatter(click.HelpFormatter):
    """Writes help whose texts are keys of the catalogue."""

    lang = LANGUAGES[0]

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write how a command is called."""
        for piece, key in _PIECES.items():
            args = args.replace(piece, say(key, self.lang))
        super().write_usage(prog, args, prefix or say("cli.usage", self.lang))

    def write_heading(self, heading: str) -> None:
        """Write the name of a section."""
        name = say(_HEADINGS[heading], self.lang) if heading in _HEADINGS else heading
        self.write(f"{'':>{self.current_indent}}{say('cli.heading', self.lang, name=name)}\n")

    def write_text(self, text: str) -> None:
        """Write what a command does."""
        super().write_text(say(text, self.lang))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write names with what they stand for."""
        told = [(name, self._said(text)) for name, text in rows]
        super().write_dl(told, col_max, col_spacing)

    def _said(self, text: str) -> str:
        # click puts what it knows about an option behind the text: `  [required]`.
        key, known, _ = text.partition(_OPTIONAL)
        return say(key, self.lang) + (say("cli.required", self.lang) if known else "")


class Context(click.Context):
    """A call; its `obj` is the language."""

    def make_formatter(self) -> Formatter:
        """Return what writes help in the language of the call."""
        made = Formatter(width=self.terminal_width, max_width=self.max_content_width)
        made.lang = self.obj
        return made


class CallError(click.UsageError):
    """A call that cannot be understood, said in its language."""

    def __init__(self, what: Phrase, ctx: click.Context) -> None:
        super().__init__(what.line(ctx.obj), ctx)

    def show(self, file: IO[Any] | None = None) -> None:
        """Write usage, where to find help, and what is wrong."""
        assert self.ctx is not None
        lang, command = self.ctx.obj, self.ctx.command_path
        lines = [
            self.ctx.get_usage(),
            say("cli.call.try", lang, command=command) + "\n",
            say("cli.call.error", lang, what=self.format_message()),
        ]
        click.echo("\n".join(lines), file=file, err=True)


class Command(click.Command):
    """A command that helps and refuses in the language of the line; its help is a key."""

    context_class = Context
    # What is left over is refused below, in the language of the line.
    allow_extra_args = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Without a short help click would cut the key as it cuts a text.
        self.short_help = self.help

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Return the call, which inherits the language of the whole line."""
        if parent is None:
            extra.setdefault("obj", language(args))
        return super().make_context(info_name, args, parent, **extra)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return --help, described by a key as all the others are."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = "cli.help"
        return found

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line.

        Raises
        ------
        CallError
            When it cannot be understood.
        """
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            what = _refusal(error, ctx)
            if what is None:
                raise
            raise CallError(what, ctx) from None
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise CallError(phrase("cli.call.extra", words=" ".join(rest)), ctx)
        return rest


class Group(Command, click.Group):
    """A group of such commands."""

    command_class = Command
    group_class = type

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the line; a language alone asks for nothing, so that help is given."""
        asked = [word for word in args if word not in (LANG, *_LANG_WORDS)]
        return super().parse_args(ctx, args if asked else [])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that the line names.

        Raises
        ------
        CallError
            When there is none of that name.
        """
        name = args[0]
        if self.get_command(ctx, name) is None and not ctx.resilient_parsing:
            near = _near(name, self.list_commands(ctx))
            raise CallError(phrase("cli.call.no_command", name=name, near=near), ctx)
        return super().resolve_command(ctx, args)


def _refusal(error: click.UsageError, ctx: click.Context) -> Phrase | None:
    """Return what is wrong with a line, nothing where click only shows its help."""
    if isinstance(error, click.NoSuchOption):
        near = _near(error.option_name, [one for param in ctx.command.params for one in param.opts])
        return phrase("cli.call.no_option", name=error.option_name, near=near)
    if isinstance(error, click.BadOptionUsage):
        flags = {one for param in ctx.command.params if _is_flag(param) for one in _names(param)}
        key = "cli.call.takes_none" if error.option_name in flags else "cli.call.needs_value"
        return phrase(key, name=error.option_name)
    if not isinstance(error, click.BadParameter) or error.param is None:
        return None
    name = _shown(error.param)
    if isinstance(error, click.MissingParameter):
        return phrase("cli.call.missing", name=name)
    return phrase("cli.call.bad_value", name=name, why=_wanted(error.param.type, error))


def _names(param: click.Parameter) -> list[str]:
    return [*param.opts, *param.secondary_opts]


def _is_flag(param: click.Parameter) -> bool:
    return isinstance(param, click.Option) and param.is_flag


def _shown(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name


def _wanted(kind: click.ParamType[Any, Any], error: click.BadParameter) -> Phrase | str:
    if isinstance(kind, click.Choice):
        return phrase("cli.call.choice", words=list(kind.choices))
    return phrase("cli.call.integer") if kind is click.INT else error.message


def _near(name: str, known: Sequence[str]) -> Phrase | str:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return phrase("cli.call.near", name=near[0]) if near else ""
