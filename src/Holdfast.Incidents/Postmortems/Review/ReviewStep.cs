namespace Holdfast.Incidents.Postmortems.Review;

/// <summary>One step of a review.</summary>
/// <param name="Step">requested, moved, comment, approved, returned or published.</param>
/// <param name="Record">Of the timeline, as "record:12".</param>
public sealed record ReviewStep(DateTimeOffset At, string By, string Step, string Text, string Record);
