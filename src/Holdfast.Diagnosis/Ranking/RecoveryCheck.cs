using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// The strongest evidence of all comes last: is what pointed at the cause gone now that the service is well? If the service is well while
/// it is still there, it was not the cause.
/// </summary>
public sealed record RecoveryCheck(bool IsAsPredicted, string Text)
{
    // What carried the verdict; the rest only fitted.
    private const double Pointing = 9;

    /// <summary>Decibans that the outcome adds to or takes from the cause.</summary>
    public double Decibans => IsAsPredicted ? 10 : -10;

    internal static RecoveryCheck Of(RankedCause cause, IReadOnlyList<EvidenceItem> now)
    {
        // A change of the past stays a change of the past, and what is as it should be is not waited for to go.
        Sign[] pointers = [.. cause.For.Where(item => item.Decibans >= Pointing && item.Item.Family != SignalFamily.Change && item.Item.Sign != Sign.FirstByteNormal).Select(item => item.Item.Sign).Distinct()];
        EvidenceItem? left = now.FirstOrDefault(item => pointers.Contains(item.Sign) && item.Quality >= 0.5);
        return left is null
            ? new RecoveryCheck(true, $"as predicted: {cause.Hypothesis?.RecoverySignature}")
            : new RecoveryCheck(false, $"the service is well, but what was blamed is still there: {left.Text}");
    }
}
