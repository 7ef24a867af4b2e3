namespace Holdfast.Incidents.Lifecycle;

/// <summary>Of which time people may write a note: shortly before the incident until now. Keeps nothing.</summary>
internal static class NoteTime
{
    // As changes are told: what is older belongs to another story, and the postmortem tells no days.
    private static readonly TimeSpan Before = WatchSettings.Default.ChangesBefore;

    // Whoever types the time has a clock of their own.
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(1);

    public static DateTimeOffset Earliest(Incident incident) => (incident.Start < incident.OpenedAt ? incident.Start.Value : incident.OpenedAt) - Before;

    /// <summary>Null for a time that a note may have; <paramref name="time"/> is never later than now.</summary>
    public static string? ProblemOf(Incident incident, DateTimeOffset now, ref DateTimeOffset time)
    {
        DateTimeOffset earliest = Earliest(incident);
        string? problem = time > now + ClocksApart ? "A note cannot be about the future."
            : time < earliest ? $"A note of incident {incident.Id} is about {Text(earliest)} or later, {Before.TotalMinutes:0} minutes before it began: {Text(time)} is no part of it."
            : null;
        time = time > now ? now : time;
        return problem;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture) + " UTC";
}
