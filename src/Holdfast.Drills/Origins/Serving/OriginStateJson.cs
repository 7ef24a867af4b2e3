using System.Text;
using System.Text.Json;

namespace Holdfast.Drills;

/// <summary>What GET /state answers, and what is printed at the end.</summary>
internal static class OriginStateJson
{
    /// <param name="seconds">How many of the last seconds to add, one by one.</param>
    public static string Write(Origin origin, int seconds)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("name", origin.Name);
            writer.WriteNumber("pid", Environment.ProcessId);
            writer.WriteString("address", origin.Address.ToString());
            writer.WriteBoolean("alive", origin.Life.IsAlive);
            writer.WriteBoolean("frozen", origin.Life.IsFrozen);
            writer.WriteString("causeOfDeath", origin.CauseOfDeath);
            WriteCounts(writer, origin.Counts);
            WriteNow(writer, origin);
            WriteSeconds(writer, origin.History, seconds);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteCounts(Utf8JsonWriter writer, OriginCounts counts)
    {
        writer.WriteNumber("admitted", counts.Admitted);
        writer.WriteNumber("completed", counts.Completed);
        writer.WriteNumber("refused", counts.Refused);
        writer.WriteNumber("errors", counts.Errors);
        writer.WriteNumber("abandoned", counts.Abandoned);
        writer.WriteNumber("lostRequests", counts.LostRequests);
        writer.WriteNumber("refusedConnections", counts.RefusedConnections);
        writer.WriteNumber("healthChecks", counts.HealthChecks);
        writer.WriteNumber("openedSessions", counts.OpenedSessions);
        writer.WriteNumber("lostSessions", counts.LostSessions);
        writer.WriteNumber("deaths", counts.Deaths);
        writer.WriteNumber("acceptFailures", counts.AcceptFailures);
        writer.WriteNumber("peakInFlight", counts.PeakInFlight);
        writer.WriteNumber("peakConnections", counts.PeakConnections);
        writer.WriteNumber("peakSessions", counts.PeakSessions);
    }

    private static void WriteNow(Utf8JsonWriter writer, Origin origin)
    {
        writer.WriteNumber("inFlight", origin.InFlight);
        writer.WriteNumber("queued", origin.Queued);
        writer.WriteNumber("connections", origin.Connections);
        writer.WriteNumber("sessions", origin.Sessions);
    }

    private static void WriteSeconds(Utf8JsonWriter writer, OriginHistory history, int seconds)
    {
        writer.WriteStartArray("perSecond");
        foreach (OriginSecond second in history.Last(seconds))
        {
            writer.WriteStartObject();
            writer.WriteNumber("at", second.At);
            writer.WriteNumber("admitted", second.Admitted);
            writer.WriteNumber("completed", second.Completed);
            writer.WriteNumber("refused", second.Refused);
            writer.WriteNumber("errors", second.Errors);
            writer.WriteNumber("inFlight", second.InFlight);
            writer.WriteNumber("connections", second.Connections);
            writer.WriteNumber("sessions", second.Sessions);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
