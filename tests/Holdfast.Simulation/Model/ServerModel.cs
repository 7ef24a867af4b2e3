namespace Holdfast.Simulation;

/// <summary>A server as the gateway meets it: takes requests, and ends them when its nature says.</summary>
internal abstract class ServerModel(Schedule schedule) : IHappening
{
    private const long ConnectNanoseconds = 200_000;
    private const long AnswerNanoseconds = 1_000_000;
    private const long ProbeTimeoutNanoseconds = 2_000_000_000;

    private double speed = 1;

    protected Schedule Schedule { get; } = schedule;

    public ServerState State { get; set; } = null!;

    public Action<SimulatedRequest, long> OnDone { get; set; } = (_, _) => { };

    /// <summary>What it has in hand, those included whose client has gone.</summary>
    public abstract int Present { get; }

    /// <summary>Work done in a second of time, for its fastest request: 1 normally, 0 frozen.</summary>
    public double Speed
    {
        get => speed;
        set
        {
            Settle();
            speed = value;
            Plan();
        }
    }

    /// <summary>Of its requests so many get an error at once, and so many a broken connection.</summary>
    public double ErrorShare { get; set; }

    public double ResetShare { get; set; }

    /// <summary>Its process is not there: it refuses whatever comes.</summary>
    public bool IsGone { get; set; }

    public Fault FaultOfNext(SeededRandom random)
    {
        if (IsGone)
        {
            return Fault.Refused;
        }

        if (ErrorShare + ResetShare <= 0)
        {
            return Fault.None;
        }

        double drawn = random.NextDouble();
        return drawn < ErrorShare ? Fault.Error : drawn < ErrorShare + ResetShare ? Fault.Reset : Fault.None;
    }

    /// <summary>
    /// As an origin does: a probe is answered apart from the requests, as fast as everything else at the time it comes. For a process that is stopped the
    /// kernel still accepts connections.
    /// </summary>
    /// <param name="needsAnswer">A connect alone is not enough.</param>
    /// <param name="nanoseconds">How long until the prober knows.</param>
    public bool AnswersProbe(bool needsAnswer, out long nanoseconds)
    {
        bool good = !IsGone && (Speed > 0 || !needsAnswer);
        nanoseconds = IsGone || !needsAnswer ? ConnectNanoseconds : Speed > 0 ? (long)(AnswerNanoseconds / Speed) : ProbeTimeoutNanoseconds;
        return good;
    }

    public abstract void Take(SimulatedRequest request);

    public abstract void Happen(long version);

    /// <summary>Everything it has in hand is lost.</summary>
    public abstract void Die();

    /// <summary>Accounts for the work since the last change.</summary>
    protected abstract void Settle();

    /// <summary>Plans the next end.</summary>
    protected abstract void Plan();
}
