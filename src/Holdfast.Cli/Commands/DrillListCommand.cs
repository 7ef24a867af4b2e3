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
        ExampleCommand command = new("list", "List the drills and the gateways", "holdfast drill list", "holdfast drill list --json | jq .drills[].name") { json };
        command.SetAction(result => Run(result.GetValue(json)));
        return command;
    }

    private static string Seconds(TimeSpan length) => DurationText.Format(TimeSpan.FromSeconds(Math.Round(length.TotalSeconds)));

    private static int Run(bool json)
    {
        List<(string Name, Scenario Scenario)> drills = Opened(BuiltInDrills.Names);
        List<(string Name, Scenario Scenario)> variants = Opened(BuiltInDrills.Variants);
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                Write(writer, "drills", drills);
                Write(writer, "variants", variants);
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

        Console.Out.Write(table.ToString());
        Console.Out.WriteLine("\n  variants/: no outages of their own; they run against holdfast only");
        Console.Out.WriteLine($"  gateways: {string.Join(", ", GatewayKinds.All.Select(static kind => kind.Name))}");
        Console.Out.WriteLine("  a scenario of your own: holdfast drill run ./mine.yaml");
        return 0;
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
