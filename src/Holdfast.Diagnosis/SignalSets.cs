namespace Holdfast.Diagnosis;

/// <summary>Signals that are counted together.</summary>
internal static class SignalSets
{
    /// <summary>A server did not answer as it should. A client that left by itself is none of them.</summary>
    public static ReadOnlySpan<Signal> Failed =>
    [
        Signal.FailedRefused, Signal.FailedConnectTimeout, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte,
        Signal.FailedTotalTime, Signal.FailedServerError, Signal.FailedNoServer,
    ];

    /// <summary>Refused on purpose for lack of capacity. What one client's rate limit refuses was agreed with that client.</summary>
    public static ReadOnlySpan<Signal> Shed => [Signal.ShedOverload, Signal.ShedWaited, Signal.ShedFairShare, Signal.ShedOther];
}
