using Holdfast.Telemetry.Series;

namespace Holdfast.DataPlane;

/// <summary>
/// What a request that ended so is recorded as, second by second. Whole answers with a status of 500 or above are moved from good to
/// failed by their own counter. One that has no line here is known by who caused it.
/// </summary>
internal static class OutcomeSignals
{
    /// <summary>In the order of the enum, for the recorder.</summary>
    public static Signal[] All() => [.. Enum.GetValues<RequestOutcome>().Select(Of)];

    public static Signal Of(RequestOutcome outcome) => outcome switch
    {
        // Our own 4xx to a wrong request is a good answer.
        RequestOutcome.Answered or RequestOutcome.Tunnelled or RequestOutcome.BadRequest or RequestOutcome.BodyTooLarge
            or RequestOutcome.UnsafePath or RequestOutcome.NoRoute => Signal.Good,
        RequestOutcome.HeadTimeout or RequestOutcome.BodyTooSlow or RequestOutcome.ClientClosed or RequestOutcome.ClientTooSlow => Signal.ClientGone,
        RequestOutcome.NoServer => Signal.FailedNoServer,
        RequestOutcome.ConnectFailed => Signal.FailedRefused,
        RequestOutcome.ConnectTimeout => Signal.FailedConnectTimeout,
        RequestOutcome.ServerClosed => Signal.FailedReset,
        RequestOutcome.BadResponse => Signal.FailedServerError,
        RequestOutcome.FirstByteTimeout => Signal.FailedFirstByte,
        RequestOutcome.TotalTimeout or RequestOutcome.DeadlinePassed => Signal.FailedTotalTime,
        RequestOutcome.ResponseTruncated or RequestOutcome.ServerSilent => Signal.FailedMidBody,
        RequestOutcome.ShedOverload => Signal.ShedOverload,
        RequestOutcome.ShedFairShare => Signal.ShedFairShare,
        RequestOutcome.ShedWaited => Signal.ShedWaited,
        RequestOutcome.ShedRateLimit => Signal.ShedRateLimit,
        RequestOutcome.ShedBulkhead => Signal.ShedBulkhead,
        RequestOutcome.ShedPressure => Signal.ShedPressure,
        RequestOutcome.ShedSessions => Signal.ShedSessions,
        RequestOutcome.SessionCut => Signal.FailedSessionCut,
        _ => OutcomeTable.Row(outcome).Cause switch
        {
            OutcomeCause.Client => Signal.ClientGone,
            OutcomeCause.Server => Signal.FailedServerError,
            _ => Signal.ShedOther,
        },
    };
}
