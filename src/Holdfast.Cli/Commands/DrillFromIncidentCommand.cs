using System.CommandLine;
using Holdfast.Drills.Scenarios;
using Holdfast.Foundation;

namespace Holdfast.Cli;

/// <summary>`holdfast drill from-incident ID`: the page of a drill that replays an outage, written by the gateway from its records.</summary>
internal static class DrillFromIncidentCommand
{
    public static Command Create()
    {
        Argument<string> incident = IncidentCalls.IncidentArgument();
        Option<string?> file = new("--out") { Description = "Where to write it; - is standard output. By default learned-ID.yaml in the directory drills", HelpName = "FILE" };
        Option<bool> force = new("--force") { Description = "Write over a file that is no page of this incident" };
        Option<string> by = IncidentCalls.AsOption();
        Option<bool> json = new("--json") { Description = "Print one JSON object that says what was written" };
        ExampleCommand command = new(
            "from-incident",
            "Write the drill of an outage from its records: traffic, servers, faults, configurations, and what must hold",
            "holdfast drill from-incident latest",
            "holdfast drill from-incident 12 --out drills/learned-12.yaml",
            "holdfast drill run drills/learned-12.yaml --on old")
        { incident, file, force, by, json, AdminApi.AddressOption, AdminApi.TokenFileOption };
        command.SetAction(result => Write(result, result.GetRequiredValue(incident), new Place(result.GetValue(file), result.GetValue(force)), result.GetRequiredValue(by), result.GetValue(json)));
        return command;
    }

    private static int Write(ParseResult arguments, string incident, Place place, string by, bool json)
    {
        // A directory that was named and is not there is a slip; the usual one is made.
        if (place.File is { } named && named != "-" && Path.GetDirectoryName(Path.GetFullPath(named)) is { } directory && !Directory.Exists(directory))
        {
            Console.Error.WriteLine($"holdfast: {named} cannot be written: there is no directory {directory}. Make it, or check the path");
            return UsageErrors.ExitCode;
        }

        using AdminApi api = AdminApi.From(arguments);
        AdminAnswer answer = api.Post($"{IncidentCalls.PathOf(incident, "drill")}?as={Uri.EscapeDataString(by)}", "{}");
        if (answer.Status != 200)
        {
            return answer.Refuse();
        }

        string name = LearnedDrills.NameOf(answer.Body);
        if (ScenarioReader.Read(answer.Body, $"{name}.yaml", name, static _ => null, out var findings) is not { } scenario)
        {
            Console.Error.Write(Holdfast.Configuration.ConfigFindingFormatter.FormatText(findings));
            Console.Error.WriteLine("holdfast: the gateway has written a page that this program cannot run: both must be of the same version");
            return 1;
        }

        if (place.File == "-")
        {
            Console.Out.Write(answer.Body);
            return 0;
        }

        string path = place.File ?? LearnedDrills.PathOf(name);
        if ((OutputFile.WhyNotDirectory(Path.GetDirectoryName(Path.GetFullPath(path))) ?? OutputFile.WhyNot(path) ?? (place.Force ? null : WhyNotOver(path, answer.Body))) is { } problem)
        {
            Console.Error.WriteLine($"holdfast: {problem}");
            return UsageErrors.ExitCode;
        }

        File.WriteAllText(path, answer.Body);
        Say(path, name, scenario, answer.Body, json);
        return 0;
    }

    /// <summary>A page is written again after each change of the configuration; what is not of the same incident is somebody's only copy.</summary>
    private static string? WhyNotOver(string path, string page)
    {
        if (!File.Exists(path) || new FileInfo(path).Length == 0)
        {
            return null;
        }

        string there = File.ReadAllText(path);
        (string? name, string? instance) = (LearnedDrills.NameIn(there), LearnedDrills.InstanceOf(there));
        if (name is not null && name == LearnedDrills.NameIn(page) && (instance is null || instance == LearnedDrills.InstanceOf(page)))
        {
            return null;
        }

        string what = name is null ? "no page of an incident" : instance is null ? $"the page {name}" : $"the page {name} of the gateway {instance}";
        return $"{path} is {what}, not of this incident: it stays. Name another file with --out, or write over it with --force";
    }

    private static void Say(string path, string name, Scenario scenario, string page, bool json)
    {
        (string? note, string? plays) = (LearnedDrills.NoteOnNew(page), LearnedDrills.PlaysIn(page));
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteString("drill", name);
                writer.WriteString("file", path);
                writer.WriteNumber("seconds", scenario.Length.TotalSeconds);
                writer.WriteNumber("servers", scenario.Origins.Count);
                writer.WriteNumber("faults", scenario.Faults.Count);
                writer.WriteNumber("expectations", scenario.Expectations.Count);
                writer.WriteString("plays", plays);
                writer.WriteString("new", note);
                writer.WriteBoolean("oldEqualsNew", DrillReproduction.IsSame(scenario));
            });
            return;
        }

        Console.Out.WriteLine(FormattableString.Invariant($"drill {name} written to {path}: {scenario.Length.TotalSeconds:0} s, {Counted.Of(scenario.Origins.Count, "server")}, {Counted.Of(scenario.Faults.Count, "fault")}, {Counted.Of(scenario.Expectations.Count, "expectation")}"));
        if (plays is not null)
        {
            Console.Out.WriteLine($"  {plays} Its page says what is not in it");
        }

        if (note is not null)
        {
            Console.Out.WriteLine($"  new: {note}");
        }

        Console.Out.WriteLine($"  it must fail on the configuration of that day:  holdfast drill run {path} --on old");
        Console.Out.WriteLine(DrillReproduction.IsSame(scenario) ? $"\n{DrillReproduction.Same}" : $"  and pass on the present one:                    holdfast drill run {path}");
    }

    /// <param name="File">Null for the usual one.</param>
    private sealed record Place(string? File, bool Force);
}
