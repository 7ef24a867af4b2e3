namespace Holdfast.DataPlane.Overload;

/// <summary>What an operator may set about limits, and the law's own figures, each with its reason. Tuned in Holdfast.Simulation.</summary>
internal sealed record LimitSettings
{
    public static LimitSettings Default { get; } = new();

    /// <summary>Of a server that nobody knows yet.</summary>
    public int Start { get; init; } = 20;

    /// <summary>Operator's: never below. 1, since a server with none could never show that it is well again.</summary>
    public int Floor { get; init; } = 1;

    /// <summary>Operator's: never above.</summary>
    public int Ceiling { get; init; } = 10_000;

    /// <summary>Operator's: this and nothing else for every server; 0 for the law.</summary>
    public int Fixed { get; init; }

    /// <summary>Requests that are let to wait in a server on purpose, so that it never idles: so many, and a share of the limit.</summary>
    public double BandRequests { get; init; } = 1.2;

    public double BandShare { get; init; } = 0.04;

    /// <summary>Upper edge of the band over its lower one.</summary>
    public double BandWidth { get; init; } = 1.6;

    /// <summary>Shortest window, and longest for want of samples.</summary>
    public long WindowNanoseconds { get; init; } = 100_000_000;

    public long LongestWindowNanoseconds { get; init; } = 5_000_000_000;

    public int FewestSamples { get; init; } = 20;

    /// <summary>A brake takes at most 30 % in one window: one wrong window costs less than a second of growth.</summary>
    public double StrongestBrake { get; init; } = 0.7;

    public double DropShareToBrake { get; init; } = 0.02;

    /// <summary>So many timeouts are no tail of long requests any more, whatever the server's queue seems to be.</summary>
    public double TimeoutShareToBrake { get; init; } = 0.3;

    public double LateShareToBrake { get; init; } = 0.1;

    /// <summary>A server more than so many times slower than the pool's median is ill, not just another machine: it is given little.</summary>
    public double SlowestOfMedian { get; init; } = 2;

    /// <summary>Longest window where chance leaves the verdict open.</summary>
    public long PatientWindowNanoseconds { get; init; } = 2_000_000_000;

    /// <summary>Without a sample at low use for so long, one is made: <see cref="RollingProbe"/>.</summary>
    public long ProbeAfterNanoseconds { get; init; } = 60_000_000_000;

    /// <summary>So soon where the limit was braked to less than half and still requests wait in the server: then its speed is in doubt.</summary>
    public long ProbeInDoubtNanoseconds { get; init; } = 1_000_000_000;

    /// <summary>So long is a server's limit halved for it.</summary>
    public long ProbeNanoseconds { get; init; } = 200_000_000;
}
