using System.CommandLine;
using System.CommandLine.Help;

namespace Holdfast.Cli;

/// <summary>All commands: one line each. A new command is a file in Commands/ and a line here.</summary>
internal static class CommandTree
{
    public static int Invoke(string[] arguments)
    {
        RootCommand root = Create();
        ParseResult result = root.Parse(arguments, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (UsageErrors.Matter(result) && UsageErrors.Find(result) is { } wrong)
        {
            Console.Error.WriteLine($"holdfast: {wrong}");
            return UsageErrors.ExitCode;
        }

        // Exceptions come to Program, and the commands take signals themselves.
        return result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    internal static RootCommand Create()
    {
        RootCommand root = new("Holdfast: a load balancer that does not have the same outage twice.")
        {
            RunCommand.Create(),
            DemoCommand.Create(),
            DrillCommand.Create(),
            OriginCommand.Create(),
            LoadCommand.Create(),
            ReloadCommand.Create(),
            StatusCommand.Create(),
            WhyCommand.Create(),
            TopCommand.Create(),
            IncidentCommand.Create(),
            EscalationCommand.Create(),
            PostmortemCommand.Create(),
            TaskCommand.Create(),
            AgentCommand.Create(),
            AgentsCommand.Create(),
            LimitCommand.Create(),
            ServerDrainCommand.Create(),
            ThrottleCommand.Create(),
            SeriesCommand.Create(),
            StateCommand.Create(),
            CapacityCommand.Create(),
            TokenCommand.Create(),
            SchemaCommand.Create(),
            ReferenceCommand.Create(),
            VersionCommand.Create(),
        };
        root.Directives.Clear();
        HelpOption help = root.Options.OfType<HelpOption>().First();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Options.OfType<VersionOption>().First().Action = new PrintVersion();
        root.SetAction(_ => root.Parse(["--help"]).Invoke());
        return root;
    }
}
