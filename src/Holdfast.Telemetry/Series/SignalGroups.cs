using System.Collections.Immutable;

namespace Holdfast.Telemetry.Series;

/// <summary>Signals that are counted together: one list for whoever records, detects, blames or writes down what happened.</summary>
public static class SignalGroups
{
    /// <summary>A server did not answer as it should. A client that left by itself is none of them.</summary>
    public static ReadOnlySpan<Signal> Failed =>
    [
        Signal.FailedRefused, Signal.FailedConnectTimeout, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte,
        Signal.FailedTotalTime, Signal.FailedServerError, Signal.FailedNoServer, Signal.FailedSessionCut,
    ];

    /// <summary>Refused on purpose for lack of capacity. What one client's rate limit refuses was agreed with that client.</summary>
    public static ReadOnlySpan<Signal> Shed =>
    [
        Signal.ShedOverload, Signal.ShedWaited, Signal.ShedFairShare, Signal.ShedBulkhead, Signal.ShedPressure, Signal.ShedSessions, Signal.ShedOther,
    ];

    /// <summary>Counts of whole requests: that they came, and what came of each.</summary>
    public static ImmutableArray<Signal> Requests { get; } =
    [
        Signal.OfferedFirst, Signal.OfferedRetry, Signal.Admitted, Signal.Good, .. Shed, Signal.ShedRateLimit, .. Failed, Signal.ClientGone,
    ];
}
