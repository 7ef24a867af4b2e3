namespace Holdfast.Incidents.Replay;

/// <summary>What the drill of an incident will ask for, as the postmortem's tasks say it. Immutable.</summary>
/// <param name="Passes">What has to hold for it to pass, in the order of its page; each without a full stop.</param>
/// <param name="DeadlySessions">The fewest sessions with which a server died; null where none died of them.</param>
public sealed record ReplayOutlook(IReadOnlyList<string> Passes, int? DeadlySessions)
{
    /// <summary>Follows "when".</summary>
    /// <param name="isShort">Where there is no room: the first, and that its page has more.</param>
    public string InWords(bool isShort = false) => Passes.Count == 1 ? Passes[0]
        : isShort && Passes.Count > 2 ? FormattableString.Invariant($"{Passes[0]} and the other {Passes.Count - 1} conditions of its page hold")
        : $"{string.Join(", ", Passes.SkipLast(1))} and {Passes[^1]}";
}
