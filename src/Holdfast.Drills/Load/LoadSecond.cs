namespace Holdfast.Drills.Load;

/// <summary>What happened in one second.</summary>
/// <param name="Second">From the end of the warm-up: negative while it lasts, and past the duration while the last answers come.</param>
/// <param name="InFlight">Waiting or under way at its end, all classes.</param>
/// <param name="Connections">Open at its end.</param>
public sealed record LoadSecond(int Second, IReadOnlyList<LoadClassSecond> Classes, GeneratorHealth Health, long InFlight, long Connections)
{
    public bool IsWarmUp => Second < 0;
}
