namespace Holdfast.Drills.Running;

/// <param name="Second">Of the time line, from 0.</param>
/// <param name="Total">Whole seconds of the time line.</param>
/// <param name="Traffic">All classes together; what is still under way is in none of the outcomes yet.</param>
public sealed record DrillSecond(int Second, int Total, string Phase, ClassSecond Traffic, double Capacity, IReadOnlyList<(string Name, ServerSecond State)> Servers);
