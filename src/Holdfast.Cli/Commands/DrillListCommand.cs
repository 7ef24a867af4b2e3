using System.CommandLine;
using System.Text.Json;
using Holdfast.Configuration.Reading.Values;
using Holdfast.Drills.Running;
using Holdfast.Drills.Scenarios;

namespace Holdfast.Cli;

/// <summary>`holdfast drill list`: what can be replayed, against what.</summary>
internal static class DrillListCommand
{
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "Print one JSON object" };
        Option<string> directory = LearnedDrills.DirectoryOption();
        ExampleCommand command = new("list", "List the drills, those of incidents in the directory drills among them, and the gateways", "holdfast drill list", "holdfast drill list --drills ops/drills", "holdfast drill list --json | jq .drills[].name") { directory, json };
        command.SetAction(result => Run(result.GetRequiredValue(directory), result.GetValue(json)));
        return command;
    }

    private static string Seconds(TimeSpan length) => DurationText.Format(TimeSpan.FromSeconds(Math.Round(length.TotalSeconds)));

    private static int Run(string directory, bool json)
    {
        if (!LearnedDrills.IsThereOrExplain(directory))
        {
            return UsageErrors.ExitCode;
        }

        List<(string Name, Scenario Scenario)> drills = Opened(BuiltInDrills.Names);
        List<(string Name, Scenario Scenario)> variants = Opened(BuiltInDrills.Variants);
        List<(string Name, string File, OpenedDrill Drill)> learned = [.. LearnedDrills.In(directory).Select(Learned)];
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                Write(writer, "drills", drills);
                Write(writer, "variants", variants);
                WriteLearned(writer, learned);
                writer.WriteStartArray("gateways");
                foreach (GatewayKind kind in GatewayKinds.All)
                {
                    writer.WriteStringValue(kind.Name);
                }

                writer.WriteEndArray();
            });
            return 0;
        }

        TextTable table = new("drill", ">full", ">quick", "what happened");
        foreach ((string name, Scenario scenario) in drills.Concat(variants))
        {
            table.Add(name, Seconds(scenario.Length), Seconds(ScenarioScaling.Quick(scenario).Length), scenario.Title);
        }

        foreach ((string name, string file, OpenedDrill drill) in learned)
        {
            table.Add(name, drill.Scenario is { } scenario ? Seconds(scenario.Length) : "-", drill.Scenario is { } quick ? Seconds(ScenarioScaling.Quick(quick).Length) : "-", drill.Scenario?.Title ?? $"cannot be read: holdfast drill run {file} says why");
        }

        Console.Out.Write(table.ToString());
        Console.Out.WriteLine("\n  variants/: no outages of their own; they run against holdfast only");
        Console.Out.WriteLine($"  gateways: {string.Join(", ", GatewayKinds.All.Select(static kind => kind.Name))}");
        Console.Out.WriteLine(learned.Count == 0 ? $"  no drill of an incident is in {directory}: holdfast drill from-incident ID writes one" : $"  learned-ID: drills of incidents, in {directory}; when they ran: holdfast drill due");
        Console.Out.WriteLine("  a scenario of your own: holdfast drill run ./mine.yaml");
        return 0;
    }

    private static (string Name, string File, OpenedDrill Drill) Learned(string file)
    {
        OpenedDrill drill = DrillLibrary.Open(file);
        return (LearnedDrills.NameIn(drill.Text) ?? Path.GetFileNameWithoutExtension(file), file, drill);
    }

    private static void WriteLearned(Utf8JsonWriter writer, List<(string Name, string File, OpenedDrill Drill)> learned)
    {
        writer.WriteStartArray("learned");
        foreach ((string name, string file, OpenedDrill drill) in learned)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("file", file);
            writer.WriteString("title", drill.Scenario?.Title);
            if (drill.Scenario is { } scenario)
            {
                writer.WriteNumber("seconds", scenario.Length.TotalSeconds);
                writer.WriteNumber("quickSeconds", ScenarioScaling.Quick(scenario).Length.TotalSeconds);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static List<(string Name, Scenario Scenario)> Opened(IReadOnlyList<string> names) =>
        [.. names.Select(static name => (Name: name, DrillLibrary.Open(name).Scenario)).Where(static one => one.Scenario is not null).Select(static one => (one.Name, one.Scenario!))];

    private static void Write(Utf8JsonWriter writer, string what, List<(string Name, Scenario Scenario)> drills)
    {
        writer.WriteStartArray(what);
        foreach ((string name, Scenario scenario) in drills)
        {
            writer.WriteStartObject();
            writer.WriteString("name", name);
            writer.WriteString("title", scenario.Title);
            writer.WriteNumber("seconds", scenario.Length.TotalSeconds);
            writer.WriteNumber("quickSeconds", ScenarioScaling.Quick(scenario).Length.TotalSeconds);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
