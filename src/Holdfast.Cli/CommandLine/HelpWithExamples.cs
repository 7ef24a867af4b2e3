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
        HideThoseAbove(parseResult.CommandResult.Command);
        int code = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output = output;
        output.Write(MarkOptional(page.ToString(), parseResult.CommandResult.Command.Subcommands));
        IReadOnlyList<string> examples = parseResult.CommandResult.Command is ExampleCommand command ? command.Examples : RootExamples;
        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine($"  {example}");
        }

        return code;
    }

    /// <summary>Usage would show "capacity [&lt;FILE&gt;] retest &lt;URL&gt;", and explain a FILE: what a command above takes is not asked for here.</summary>
    private static void HideThoseAbove(Command command)
    {
        foreach (Argument argument in command.Parents.OfType<Command>().SelectMany(above => above.Arguments))
        {
            argument.Hidden = true;
        }
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
