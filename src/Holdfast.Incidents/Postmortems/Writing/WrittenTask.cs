namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A task as the draft proposes it.</summary>
/// <param name="Number">Within the incident, from 1.</param>
/// <param name="Type">prevent, detect or mitigate.</param>
public sealed record WrittenTask(int Number, string Type, string Text, string Owner, DateOnly Due, int Priority);
