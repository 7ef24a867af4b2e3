using System.Text.Json;
using Holdfast.Drills;

namespace Holdfast.Cli;

/// <summary>What `holdfast origin` prints: a line when it serves, a line at the end.</summary>
internal static class OriginReport
{
    public static void Ready(Origin origin, OriginOptions options, bool json)
    {
        if (json)
        {
            JsonOutput.Write(writer => WriteReady(writer, origin, options), indented: false);
        }
        else
        {
            Console.Out.WriteLine($"origin {origin.Name} ready on {origin.Address}, control on {origin.ControlAddress}, process {Environment.ProcessId}, seed {options.Seed}");
            Console.Out.Flush();
        }
    }

    public static void End(Origin origin, bool json)
    {
        if (origin.CauseOfDeath is { } cause)
        {
            Console.Error.WriteLine($"holdfast: the origin {origin.Name} died, as it was told to: {cause}. --death-restart 10s brings it back");
        }

        string state = origin.StateJson();
        Console.Out.WriteLine(json ? state : Sentence(state));
        Console.Out.Flush();
    }

    private static void WriteReady(Utf8JsonWriter writer, Origin origin, OriginOptions options)
    {
        writer.WriteBoolean("ready", true);
        writer.WriteString("name", origin.Name);
        writer.WriteString("address", origin.Address.ToString());
        writer.WriteString("control", origin.ControlAddress?.ToString());
        writer.WriteNumber("pid", Environment.ProcessId);
        writer.WriteNumber("seed", options.Seed);
    }

    private static string Sentence(string state)
    {
        using JsonDocument document = JsonDocument.Parse(state);
        string[] words = ["admitted", "completed", "refused", "errors", "abandoned", "peakInFlight", "peakConnections", "peakSessions", "lostSessions", "deaths"];
        return $"origin {document.RootElement.GetProperty("name").GetString()}: " +
            string.Join(", ", words.Select(word => $"{word} {document.RootElement.GetProperty(word).GetInt64()}"));
    }
}
