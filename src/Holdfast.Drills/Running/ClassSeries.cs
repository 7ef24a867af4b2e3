namespace Holdfast.Drills.Running;

/// <summary>One class of the traffic as its clients saw it.</summary>
public sealed record ClassSeries(string Name, IReadOnlyList<ClassSecond> Seconds);
