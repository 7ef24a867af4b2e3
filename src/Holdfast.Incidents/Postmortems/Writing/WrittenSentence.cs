namespace Holdfast.Incidents.Postmortems.Writing;

/// <summary>A sentence with the records it follows from.</summary>
/// <param name="Records">As "record:12".</param>
public sealed record WrittenSentence(string Text, IReadOnlyList<string> Records);
