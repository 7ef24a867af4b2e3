using System.CommandLine;
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
        List<Scenario> scenarios = [.. BuiltInDrills.Names.Select(DrillLibrary.Open).Select(static opened => opened.Scenario).OfType<Scenario>()];
        if (json)
        {
            JsonOutput.Write(writer =>
            {
                writer.WriteStartArray("drills");
                foreach (Scenario scenario in scenarios)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", scenario.Name);
                    writer.WriteString("title", scenario.Title);
                    writer.WriteNumber("seconds", scenario.Length.TotalSeconds);
                    writer.WriteNumber("quickSeconds", ScenarioScaling.Quick(scenario).Length.TotalSeconds);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
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
        foreach (Scenario scenario in scenarios)
        {
            table.Add(scenario.Name, Seconds(scenario.Length), Seconds(ScenarioScaling.Quick(scenario).Length), scenario.Title);
        }

        Console.Out.Write(table.ToString());
        Console.Out.WriteLine($"\n  gateways: {string.Join(", ", GatewayKinds.All.Select(static kind => kind.Name))}");
        Console.Out.WriteLine("  a scenario of your own: holdfast drill run ./mine.yaml");
        return 0;
    }
}
