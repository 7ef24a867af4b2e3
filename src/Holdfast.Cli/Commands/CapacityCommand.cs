using System.CommandLine;
using System.CommandLine.Parsing;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>`holdfast capacity`: what one server gives at most, how many are needed, and when they are full. Next: <see cref="ScalabilityFit"/>.</summary>
internal static class CapacityCommand
{
    public static Command Create()
    {
        Argument<string?> file = new("FILE") { Description = "Lines of concurrency,throughput measured on one server; - reads standard input", Arity = ArgumentArity.ZeroOrOne };
        Option<string[]> results = new("--from-results") { Description = "Results of holdfast load --json instead, one level each", HelpName = "RESULT.json", AllowMultipleArgumentsPerToken = true };
        Option<string?> history = new("--from-history") { Description = "Project what this pool of a running gateway was asked for in the past weeks, instead", HelpName = "POOL" };
        Option<double?> capacity = new("--capacity") { Description = "With --from-history: what the pool can carry; by default what the gateway has learned", HelpName = "1200/s", CustomParser = CapacityParsers.Rate };
        Option<bool> task = new("--task") { Description = "With --from-history: add a task when it is full within 90 days" };
        CapacityOptions options = new();
        ExampleCommand command = new(
            "capacity",
            "Fit the Universal Scalability Law to what one server did, and say how many servers a load needs and when they are full",
            "holdfast capacity points.csv",
            "holdfast capacity points.csv --projected 1200/s --growth 15%/month --servers 4 --n-minus-1",
            "holdfast capacity points.csv --projected 1200/s --headroom 40% --json",
            "holdfast capacity --from-results level-1.json level-2.json level-4.json level-8.json level-16.json",
            "holdfast capacity measure http://127.0.0.1:8080/",
            "holdfast capacity --from-history shop --capacity 1200/s --task")
        { file, results, history, capacity, task, AdminApi.AddressOption, AdminApi.TokenFileOption, CapacityMeasureCommand.Create(), CapacityCompareCommand.Create(), CapacityRetestCommand.Create() };
        options.AddTo(command);
        LonelyOptions.RefuseWithout(command, history, task, capacity);
        options.RefuseBeside(command, history);
        AskForOneSource(command, file, results, history);
        command.SetAction(result =>
        {
            if (result.GetValue(history) is { } pool)
            {
                CapacityQuestion asked = options.Read(result);
                return CapacityHistory.Answer(result, pool, result.GetValue(capacity), asked.Headroom, asked.Seed, result.GetValue(task), asked.Json);
            }

            (IReadOnlyList<MeasuredPoint> points, IReadOnlyList<string> findings) = result.GetValue(file) is { } path ? ReadFile(path) : LoadResultPoints.Read(result.GetValue(results)!, static one => InputFile.Text(one, "Give files that holdfast load --json has written."));
            return Answer(points, findings, options.Read(result));
        });
        return command;
    }

    private static void AskForOneSource(Command command, params Symbol[] sources) => command.Validators.Add(result =>
    {
        bool isMeasured = result.Children.OfType<CommandResult>().Any();
        if (!isMeasured && sources.Count(source => IsGiven(result, source)) != 1)
        {
            result.AddError("points come from a FILE, from --from-results, from --from-history POOL or from measure URL. Write for example holdfast capacity points.csv");
        }
    });

    private static bool IsGiven(CommandResult result, Symbol source) =>
        source is Argument argument ? result.GetResult(argument) is { Tokens.Count: > 0 } : result.GetResult((Option)source) is { Tokens.Count: > 0 };

    private static (IReadOnlyList<MeasuredPoint> Points, IReadOnlyList<string> Findings) ReadFile(string path)
    {
        string text = path == "-" ? Console.In.ReadToEnd() : InputFile.Text(path, "Write lines of concurrency,throughput in it.");
        return MeasuredPointsText.Read(text, path == "-" ? "standard input" : path);
    }

    private static int Answer(IReadOnlyList<MeasuredPoint> points, IReadOnlyList<string> findings, CapacityQuestion question)
    {
        if (findings.Count > 0)
        {
            foreach (string finding in findings)
            {
                Console.Error.WriteLine($"holdfast: {finding}");
            }

            return 1;
        }

        return CapacityAnswer.Give(points, question);
    }
}
