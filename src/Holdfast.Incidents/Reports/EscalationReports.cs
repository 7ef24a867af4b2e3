namespace Holdfast.Incidents.Reports;

/// <summary>Escalation in the words of the API.</summary>
public static class EscalationReports
{
    public static EscalationReport Of(EscalationDesk desk) => new(
        desk.Policy.Team,
        [.. desk.OnCall().Select(one => new OnCallReport(one.Rotation, one.Person))],
        [.. desk.Policy.Levels.Select((level, index) => new LevelReport(index + 1, level.Notify, level.After.TotalSeconds, level.Hours is not null))],
        [.. desk.Channels],
        desk.Waiting)
    {
        Silences = [.. desk.Silences().Select(one => new SilenceReport(one.Silence.From, one.Silence.To, one.Silence.Why, one.Silence.Pool, one.IsInForce))],
    };
}
