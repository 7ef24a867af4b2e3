using Holdfast.Configuration;

namespace Holdfast.DataPlane.Overload;

/// <summary>What the workers know of the gateway's own pressure: one number that the control loop sets. Any thread.</summary>
internal sealed class PressureGauge
{
    /// <summary>Long enough for the next request of a page, short enough that idle clients give their descriptors and memory back in time.</summary>
    public const long ShortIdleNanoseconds = 2_000_000_000;

    private int step;
    private bool lacksRoom;

    public PressureStep Step
    {
        get => (PressureStep)Volatile.Read(ref step);
        set => Volatile.Write(ref step, (int)value);
    }

    /// <summary>
    /// Memory or descriptors are short, which idle clients hold. For want of processor time nobody is let go: who comes back
    /// costs a connection more, and who sends just then gets no answer.
    /// </summary>
    public bool LacksRoom
    {
        get => Volatile.Read(ref lacksRoom);
        set => Volatile.Write(ref lacksRoom, value);
    }

    public bool TakesClients => Step < PressureStep.CriticalOnly;

    /// <summary>How long a client may be idle that would otherwise have so long.</summary>
    public long IdleNanoseconds(long usualNanoseconds) => LacksRoom ? Math.Min(usualNanoseconds, ShortIdleNanoseconds) : usualNanoseconds;

    /// <summary>The request is refused for the gateway's own sake.</summary>
    public bool Refuses(RequestClass requestClass, bool hasBody) => Step switch
    {
        PressureStep.None or PressureStep.Noticed => false,
        PressureStep.NoLesserBodies => hasBody && requestClass > RequestClass.Default,
        PressureStep.NoLesserRequests => requestClass > RequestClass.Default,
        _ => requestClass != RequestClass.Critical,
    };
}
