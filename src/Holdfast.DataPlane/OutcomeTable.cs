namespace Holdfast.DataPlane;

/// <summary>The one table from outcome to status, metric label and connection handling. A test demands a row for each outcome.</summary>
public static class OutcomeTable
{
    private static readonly OutcomeRow[] Rows =
    [
        new(RequestOutcome.Answered, 0, "answered", OutcomeCause.None, Closes: false),
        new(RequestOutcome.Tunnelled, 0, "tunnelled", OutcomeCause.None, Closes: true),
        new(RequestOutcome.BadRequest, 400, "bad_request", OutcomeCause.Client, Closes: true),
        new(RequestOutcome.HeadTimeout, 408, "head_timeout", OutcomeCause.Client, Closes: true),
        new(RequestOutcome.BodyTooSlow, 408, "body_too_slow", OutcomeCause.Client, Closes: true),
        new(RequestOutcome.BodyTooLarge, 413, "body_too_large", OutcomeCause.Client, Closes: true),
        new(RequestOutcome.UnsafePath, 400, "unsafe_path", OutcomeCause.Client, Closes: false),
        new(RequestOutcome.NoRoute, 404, "no_route", OutcomeCause.Client, Closes: false),
        new(RequestOutcome.NoServer, 503, "no_server", OutcomeCause.Server, Closes: false),
        new(RequestOutcome.OutOfBuffers, 503, "out_of_buffers", OutcomeCause.Gateway, Closes: true),
        new(RequestOutcome.ConnectFailed, 502, "connect_failed", OutcomeCause.Server, Closes: false),
        new(RequestOutcome.ConnectTimeout, 504, "connect_timeout", OutcomeCause.Server, Closes: false),
        new(RequestOutcome.ServerClosed, 502, "server_closed", OutcomeCause.Server, Closes: false),
        new(RequestOutcome.BadResponse, 502, "bad_response", OutcomeCause.Server, Closes: false),
        new(RequestOutcome.FirstByteTimeout, 504, "first_byte_timeout", OutcomeCause.Server, Closes: false),
        new(RequestOutcome.TotalTimeout, 504, "total_timeout", OutcomeCause.Server, Closes: true),
        new(RequestOutcome.ResponseTruncated, 0, "response_truncated", OutcomeCause.Server, Closes: true),
        new(RequestOutcome.ClientClosed, 0, "client_closed", OutcomeCause.Client, Closes: true),
        new(RequestOutcome.ClientTooSlow, 0, "client_too_slow", OutcomeCause.Client, Closes: true),
        new(RequestOutcome.ServerSilent, 504, "server_silent", OutcomeCause.Server, Closes: true),
        new(RequestOutcome.ShedOverload, 503, "shed_overload", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.ShedFairShare, 429, "shed_fair_share", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.ShedWaited, 503, "shed_waited", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.ShedRateLimit, 429, "shed_rate_limit", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.ShedBulkhead, 503, "shed_bulkhead", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.ShedPressure, 503, "shed_pressure", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.DeadlinePassed, 504, "deadline_passed", OutcomeCause.Client, Closes: false),
        new(RequestOutcome.ShedSessions, 503, "shed_sessions", OutcomeCause.Shed, Closes: false),
        new(RequestOutcome.SessionCut, 0, "session_cut", OutcomeCause.Server, Closes: true),
    ];

    private static readonly sbyte[] ShedIndexes = IndexShed();

    public static int Count => Rows.Length;

    public static OutcomeRow Row(RequestOutcome outcome) => Rows[(int)outcome];

    /// <summary>
    /// The client's connection ends with RST: it must not take what it has for a whole answer, or it is gone already. A close-delimited
    /// answer would otherwise look complete.
    /// </summary>
    public static bool Aborts(RequestOutcome outcome, bool answerStarted) => outcome switch
    {
        RequestOutcome.ResponseTruncated or RequestOutcome.ClientClosed or RequestOutcome.ClientTooSlow => true,
        RequestOutcome.TotalTimeout or RequestOutcome.DeadlinePassed or RequestOutcome.ServerSilent => answerStarted,
        _ => false,
    };

    /// <summary>Labels in the order of the enum, for the metrics.</summary>
    public static string[] Labels() => Array.ConvertAll(Rows, row => row.Label);

    /// <summary>Place among the outcomes that we decide on for want of capacity, in the order of <see cref="ShedLabels"/>; -1 for all others.</summary>
    public static int ShedIndexOf(RequestOutcome outcome) => ShedIndexes[(int)outcome];

    public static string[] ShedLabels() => [.. Rows.Where(row => row.Cause == OutcomeCause.Shed).Select(row => row.Label)];

    private static sbyte[] IndexShed()
    {
        sbyte next = 0;
        return Array.ConvertAll(Rows, row => row.Cause == OutcomeCause.Shed ? next++ : (sbyte)-1);
    }
}
