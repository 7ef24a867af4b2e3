namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>One run of an incident's drill.</summary>
/// <param name="On">old for the configuration of that day, new for the present one.</param>
/// <param name="Result">passed, failed or inconclusive.</param>
/// <param name="Verdict">In the ledger of drills, as "drill:3".</param>
public sealed record DrillStep(DateTimeOffset At, string Drill, string On, string Result, string Verdict);
