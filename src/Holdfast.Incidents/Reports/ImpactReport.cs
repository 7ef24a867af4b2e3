namespace Holdfast.Incidents.Reports;

/// <param name="UsersPercent">Null where nobody knows: nothing was measured, or the gateway itself was gone. In the mean of the seconds in which users were hurt; estimated from distinct clients, their requests and what went wrong.</param>
public sealed record ImpactReport(double? UsersPercent, double? PeakUsersPercent, DateTimeOffset? PeakAt, double Failed, double Refused, double Offered, int BadSeconds, int SlowSeconds)
{
    /// <summary>Whose nearly all of it was; null where it was that of many.</summary>
    public OneClientReport? OneClient { get; init; }
}
