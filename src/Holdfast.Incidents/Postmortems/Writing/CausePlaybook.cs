namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>What follows from a cause of one class, whatever the figures were. {pool} is the pool's name, {deadly} what killed a server.</summary>
/// <param name="Cause">Name of the cause in the diagnosis.</param>
/// <param name="Title">What happened, after "Pool shop".</param>
/// <param name="Hook">Light, and at nobody's cost.</param>
/// <param name="Control">Which limit or check was missing, in one sentence.</param>
/// <param name="Improve">What can be improved, broadly; two sentences' worth.</param>
/// <param name="Passes">When a drill of this outage passes, where none can be written from the records: else its own page says when.</param>
internal sealed record CausePlaybook(string Cause, string Title, string Hook, string Control, string[] Improve, string Prevent, string Detect, string Mitigate, string Passes)
{
    /// <summary>Its alert tells of what comes before such an outage. Any other one is asked for only where the outage was noticed late: what was noticed at once needs none.</summary>
    public bool IsAhead { get; init; }
}
