using System.CommandLine;
using System.CommandLine.Parsing;
using Holdfast.Configuration.Reading;

namespace Holdfast.Cli;

/// <summary>Wrong use as one line that says what to write instead.</summary>
internal static class UsageErrors
{
    public const int ExitCode = 2;

    /// <summary>
    /// Who asks for help may leave out or mix up whatever else the command needs; but help about a command that there is not would be that of another one.
    /// </summary>
    public static bool Matter(ParseResult result) => result.Action switch
    {
        PrintVersion => false,
        HelpWithExamples => result.UnmatchedTokens.Count > 0 && result.CommandResult.Command.Subcommands.Count > 0,
        _ => true,
    };

    /// <summary>Null when the arguments can be used.</summary>
    public static string? Find(ParseResult result)
    {
        // The options of an unknown command are unknown, too.
        if (result.CommandResult.Command is { Subcommands.Count: > 0 } group && result.UnmatchedTokens is [var first, ..] && !first.StartsWith('-'))
        {
            return Unknown("command", first, group, group.Subcommands.Select(known => known.Name));
        }

        if (FirstUnknownOption(result) is { } option)
        {
            // An option that is known is an argument only where the one before it takes a value and has none.
            if (OptionNames(result.CommandResult.Command).Contains(option) && OptionBefore(result, option) is { } lonely)
            {
                return $"'{lonely}' needs a value, and '{option}' is the next option: write {lonely} and what it is first. {See(result.CommandResult.Command)}";
            }

            return Unknown("option", option, result.CommandResult.Command, OptionNames(result.CommandResult.Command));
        }

        if (result.UnmatchedTokens.Count > 0)
        {
            Command command = result.CommandResult.Command;
            return $"'{result.UnmatchedTokens[0]}' is one argument too many for '{NameOf(command)}'. {See(command)}";
        }

        return result.Errors.Count > 0 ? $"{Sentence(result.Errors[0])} {See(result.CommandResult.Command)}" : null;
    }

    // The parser takes an option that it does not know for an argument: "run --chek-only file" would look for a file of that name. No option
    // begins with a digit; "-10m" is a time.
    private static string? FirstUnknownOption(ParseResult result) =>
        result.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash)
            .Where(token => token.Type == TokenType.Argument && token.Value.Length > 1 && token.Value[0] == '-' && !char.IsAsciiDigit(token.Value[1]))
            .Select(token => token.Value)
            .Concat(result.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? [] : result.UnmatchedTokens.Where(token => token.StartsWith('-')))
            .FirstOrDefault();

    private static string? OptionBefore(ParseResult result, string option)
    {
        int at = result.Tokens.ToList().FindIndex(token => token.Type == TokenType.Argument && token.Value == option);
        return at > 0 && result.Tokens[at - 1].Type == TokenType.Option ? result.Tokens[at - 1].Value : null;
    }

    private static string Unknown(string kind, string written, Command command, IEnumerable<string> known)
    {
        string name = written.Split('=')[0];
        // What other programs call it.
        string? otherwise = (command is RootCommand, name) switch
        {
            (true, "check" or "validate" or "test") => "Write 'holdfast run --check-only CONFIG'.",
            (true, "stats" or "stat") => "Did you mean 'status'?",
            // Most commands ask a gateway; these read what runs on this machine have left.
            (false, "--admin" or "--token-file") when known.Contains("--state-dir") => "It asks no gateway: it reads the state directory of this machine (--state-dir).",
            _ => null,
        };
        string suggestion = otherwise ?? (DidYouMean.Closest(name, known) is { } closest ? $"Did you mean '{closest}'?" : See(command));
        return $"unknown {kind} '{name}' of '{NameOf(command)}'. {suggestion}";
    }

    private static IEnumerable<string> OptionNames(Command command) =>
        command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");

    private static string Sentence(ParseError error)
    {
        // The parser lists what it would take on lines of their own, indented.
        string message = string.Join(' ', error.Message.TrimEnd('.').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return message.Length == 0 ? "wrong use." : $"{char.ToLowerInvariant(message[0])}{message[1..]}{(message[^1] == '?' ? "" : ".")}";
    }

    private static string See(Command command) => $"See '{NameOf(command)} --help'.";

    private static string NameOf(Command command) =>
        command is RootCommand ? "holdfast" : $"{NameOf(command.Parents.OfType<Command>().First())} {command.Name}";
}
