namespace Holdfast.Diagnosis.Detection;

/// <summary>
/// How long all must be quiet before trouble counts as over. The first end is believed within seconds: people wait for that word, and an
/// incident cannot be closed without it. An end that did not last makes the next one wait twice as long, so that nothing flaps. One thread.
/// </summary>
internal sealed class ClearingPatience
{
    /// <summary>Longer than the gaps that chance leaves in what still goes on.</summary>
    public const int FewestSeconds = 6;

    /// <summary>What the reference asks of a clock that pages: half a minute to a minute.</summary>
    public const int MostSeconds = 60;

    public int Seconds { get; private set; } = FewestSeconds;

    /// <summary>It is over and nobody remembers: the next trouble is another one.</summary>
    public void Forget() => Seconds = FewestSeconds;

    public void Relapse() => Seconds = Math.Min(MostSeconds, 2 * Seconds);
}
