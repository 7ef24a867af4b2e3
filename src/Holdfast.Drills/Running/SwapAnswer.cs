namespace Holdfast.Drills.Running;

/// <summary>What a gateway said to another configuration. Immutable.</summary>
/// <param name="Check">Why its own check refused it; null when that found nothing.</param>
/// <param name="Reload">Why the running gateway stays with what it has; null when it took it, or does not say.</param>
internal sealed record SwapAnswer(string? Check, string? Reload)
{
    /// <summary>For the report. A drill that goes on with the configuration of before says so: what it measures is not what its page says.</summary>
    public IEnumerable<(RunEventKind Kind, string Text, bool IsDetection)> About(string template)
    {
        yield return Check is null ? (RunEventKind.Note, $"the gateway's own check finds nothing in {template}", false)
            : (RunEventKind.Reaction, $"the gateway's own check refuses {template}: {Check}", true);
        if (Reload is not null)
        {
            yield return (RunEventKind.Reaction, $"the gateway stays with what it has, {template} is not live: {Reload}", true);
        }
    }
}
