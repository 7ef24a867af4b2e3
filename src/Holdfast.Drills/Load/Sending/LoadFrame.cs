namespace Holdfast.Drills.Load;

/// <summary>One second of one thread. Made once a second, handed over, never touched again by its maker.</summary>
internal sealed record LoadFrame(int Second, IReadOnlyList<ClassFrame> Classes, ThreadUsage Usage, long InFlight, long Connections);
