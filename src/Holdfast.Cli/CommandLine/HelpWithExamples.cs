using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Holdfast.Cli;

/// <summary>The usual help, then examples: most readers look for one that is close and change it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private static readonly string[] RootExamples = ["holdfast demo", "holdfast run gateway.yaml", "holdfast run gateway.yaml --check-only"];

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        TextWriter output = parseResult.InvocationConfiguration.Output;
        using StringWriter page = new();
        parseResult.InvocationConfiguration.Output = page;
        int code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(WithoutThoseAbove(MarkOptional(page.ToString(), parseResult.CommandResult.Command.Subcommands), parseResult.CommandResult.Command));
        IReadOnlyList<string> examples = parseResult.CommandResult.Command is ExampleCommand command ? command.Examples : RootExamples;
        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }

    /// <summary>The usual line of usage shows "capacity [&lt;FILE&gt;] retest &lt;URL&gt;": what a command above takes is not asked for here.</summary>
    private static string WithoutThoseAbove(string page, Command command)
    {
        foreach (Command above in command.Parents.OfType<Command>())
        {
            foreach (Argument argument in above.Arguments)
            {
                string name = argument.Arity.MaximumNumberOfValues > 1 ? $"<{argument.Name}>..." : $"<{argument.Name}>";
                string shown = argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}]" : name;
                page = page.Replace($" {shown} {command.Name} ", $" {command.Name} ", StringComparison.Ordinal);
            }
        }

        return page;
    }

    /// <summary>The usual list of commands shows arguments that may be left out like those that may not: "reload &lt;CONFIG&gt;". Their own help has the brackets.</summary>
    private static string MarkOptional(string page, IEnumerable<Command> commands)
    {
        foreach (Command command in commands)
        {
            foreach (Argument argument in command.Arguments.Where(argument => argument.Arity.MinimumNumberOfValues == 0))
            {
                string listed = $"\n  {command.Name} <{argument.Name}>";
                // The column behind it stays where it is.
                page = page.Replace($"{listed}    ", $"\n  {command.Name} [<{argument.Name}>]  ", StringComparison.Ordinal)
                    .Replace($"{listed} ", $"\n  {command.Name} [<{argument.Name}>] ", StringComparison.Ordinal);
            }
        }

        return page;
    }
}
