using Holdfast.Incidents.Lifecycle;

namespace Holdfast.Incidents.Replay;

/// <summary>Why an incident has no drill, as people are told. One sentence each, with what can be done where something can.</summary>
internal static class ReplayRefusals
{
    // Less comes and goes by chance.
    private const double RisenBy = 1.5;

    /// <summary>It has no beginning or no end yet, or is about no servers.</summary>
    public static string? OfIncident(Incident incident) =>
        GapFinder.IsGap(incident) ? $"Incident {incident.Id} is of a gateway that was gone: a drill plays what befell the servers of a pool while a gateway stood before them, and has nothing to play here."
        : incident.Outages.Count == 0 || incident.End is null ? $"Incident {incident.Id} is not over, or nobody was hurt: its drill is written when both its start and its end are known."
        : null;

    /// <param name="isKept">Its text is there.</param>
    public static string OfConfiguration(Incident incident, bool isKept) =>
        !isKept ? $"The configuration of that day was not kept with incident {incident.Id}: without it a drill proves nothing."
        : incident.Pool.Length == 0 ? $"Incident {incident.Id} is of the whole gateway, and the configuration of that day has several pools: a drill plays one, and nothing tells which of them it was."
        : $"The configuration of that day has no pool {incident.Pool}: there are no servers that a drill of incident {incident.Id} could play.";

    /// <summary>Nobody was hurt, as far as it was measured, and there is nothing that could hurt anybody: a false alarm.</summary>
    public static string? OfNothing(ReplayPlan plan) =>
        plan.Incident.Of(Timeline.EntryKind.Impact).Any() && plan.Incident.Impact.BadSeconds == 0 && plan is { Faults.Count: 0, Changes.Count: 0, Sessions: null }
            && !LoadShapes.HasRisen(plan.Load, RisenBy) && plan.Load.All(shape => shape.Name != LoadShapes.FewName)
            ? $"In incident {plan.Incident.Id} nobody was hurt by what was recorded, no server failed, nothing was changed and no more was asked for than before: a drill of it would have nothing to play."
            : null;
}
