namespace Holdfast.Incidents.Escalation;

/// <summary>Hours of the week in a zone. An end at or before the begin is on the next day.</summary>
public sealed record HoursConfig(IReadOnlyList<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    public bool Contains(DateTimeOffset now)
    {
        DateTime local = TimeZoneInfo.ConvertTime(now, Zone).DateTime;
        TimeOnly time = TimeOnly.FromDateTime(local);
        if (To > From)
        {
            return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        }

        // Over midnight: the evening belongs to its own day, the morning to the one before.
        return (Days.Contains(local.DayOfWeek) && time >= From) || (Days.Contains(local.AddDays(-1).DayOfWeek) && time < To);
    }
}
