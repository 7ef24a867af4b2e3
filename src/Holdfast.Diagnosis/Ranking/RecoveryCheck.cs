using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// The strongest evidence of all comes last: did what was done about it have the effect that the cause predicts? Next: <see cref="RecoverySigns"/>.
/// </summary>
public sealed record RecoveryCheck(bool IsAsPredicted, string Text)
{
    /// <summary>Decibans that the outcome adds to the cause or takes from it.</summary>
    public const double Weight = 10;

    // What carried the verdict; the rest only fitted.
    private const double Pointing = 9;

    internal static double WeightOf(EvidenceItem check) => check.Sign == Sign.RecoveredAsPredicted ? Weight : -Weight;

    /// <summary>What was seen after something was done; null where nothing was, or where it says nothing yet.</summary>
    internal static RecoveryCheck? Of(IReadOnlyList<EvidenceItem> evidence, CauseClass cause) =>
        evidence.LastOrDefault(item => item.Family == SignalFamily.Recovery && item.About == cause) is { } check ? new RecoveryCheck(check.Sign == Sign.RecoveredAsPredicted, check.Text) : null;

    /// <summary>Nothing was done that was written down, and the service is well: then all that can be asked is whether what pointed at the cause is gone.</summary>
    internal static RecoveryCheck AtEnd(RankedCause cause, IReadOnlyList<EvidenceItem> now)
    {
        // A change of the past stays a change of the past, and what is as it should be is not waited for to go.
        Sign[] pointers = [.. cause.For.Where(item => item.Decibans >= Pointing && item.Item.Family != SignalFamily.Change && item.Item.Sign != Sign.FirstByteNormal).Select(item => item.Item.Sign).Distinct()];
        EvidenceItem? left = now.FirstOrDefault(item => pointers.Contains(item.Sign) && item.Quality >= 0.5);
        return left is null
            ? new RecoveryCheck(true, "as predicted: nothing that pointed at it is left")
            : new RecoveryCheck(false, $"not as predicted: what was blamed was still there when the service was well again: {left.Text}");
    }
}
