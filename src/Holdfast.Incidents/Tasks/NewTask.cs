namespace Holdfast.Incidents.Tasks;

/// <summary>What somebody, or a program, wants to have done. What is null is chosen.</summary>
/// <param name="Finding">Name of what a program has found; null for people.</param>
public sealed record NewTask(string? Text, string? Type, string? Owner, string? Due, int? Priority, long? Incident, string? Link, string? Drill, string? Finding);
