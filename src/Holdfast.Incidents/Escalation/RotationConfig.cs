namespace Holdfast.Incidents.Escalation;

/// <summary>Who is on call in turn.</summary>
/// <param name="From">First change of the watch, local time of the zone.</param>
/// <param name="Days">Length of a turn.</param>
/// <param name="People">Names of contacts.</param>
public sealed record RotationConfig(string Name, DateTime From, int Days, TimeZoneInfo Zone, IReadOnlyList<string> People)
{
    /// <summary>By the wall clock of the zone: the watch changes at nine in summer and in winter.</summary>
    public string OnCall(DateTimeOffset now)
    {
        DateTime local = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        long turn = (long)Math.Floor((local - From).TotalDays / Days);
        return People[(int)(((turn % People.Count) + People.Count) % People.Count)];
    }
}
