namespace Holdfast.Incidents.Replay;

/// <summary>Seconds of one server that are one fault, by their verdicts. Immutable. Next: <see cref="ReturnRush"/>.</summary>
/// <param name="Kind">It is what it was first: a dead server's last connections time out, a slow one's too.</param>
/// <param name="Last">Of its own kind.</param>
/// <param name="Bad">The last one of any kind.</param>
/// <param name="Over">The first second after it.</param>
internal sealed record FaultStretch(ReplayFaultKind Kind, int First, int Last, int Bad, int Over)
{
    // A breath between two bad seconds is no recovery.
    private const int PauseMaximum = 6;
    private const int HeldLeast = 2;

    // A dead server refuses a few requests within a second and is out from then on.
    private const int OutLeast = 4;

    public bool IsGone => IsGoneBy(Kind);

    /// <summary>Long enough to be more than bad luck.</summary>
    public bool IsHeld => (IsGone ? Last : Bad) - First + 1 >= HeldLeast || Over - First >= OutLeast;

    /// <summary>The first one that begins at that second or later; null when none does.</summary>
    public static FaultStretch? Next(ServerVerdict[] verdicts, ServerColumns own, int from)
    {
        int first = Array.FindIndex(verdicts, from, static verdict => verdict.Kind != ReplayFaultKind.None);
        if (first < 0)
        {
            return null;
        }

        ReplayFaultKind kind = verdicts[first].Kind;
        (int last, int bad, int second) = (first, first, first + 1);
        for (; second < verdicts.Length && !IsOver(kind, verdicts[second], own, bad, second); second++)
        {
            bad = verdicts[second].Kind == ReplayFaultKind.None ? bad : second;
            last = verdicts[second].Kind == kind ? second : last;
        }

        // It was back with its first answer, though it was not well yet: what it did until then is looked at for itself.
        return new FaultStretch(kind, first, last, bad, IsGoneBy(kind) ? own.AnsweredAfter(last, second) : second);
    }

    /// <summary>One that is dead or silent is out and asked for nothing: it is back when it answers again, however long nothing bad was seen.</summary>
    private static bool IsOver(ReplayFaultKind kind, ServerVerdict verdict, ServerColumns own, int bad, int second) =>
        verdict.Kind == ReplayFaultKind.None && (own.IsWell(second) || (!IsGoneBy(kind) && second - bad > PauseMaximum));

    private static bool IsGoneBy(ReplayFaultKind kind) => kind is ReplayFaultKind.Dead or ReplayFaultKind.Silent;
}
