namespace Holdfast.DataPlane.Health.Rules;

/// <summary>
/// A host that loses its power or a process that is stopped refuses nothing: it takes requests and says no more. Two requests or more
/// wait, and no byte came for three times as long as nearly all answers take, or as the server was ever silent lately, while others answer. Where few requests come,
/// connects that time out one after the other say the same. A process that pauses (garbage collection) looks the same at first, therefore a probe must fail, too.
/// </summary>
internal sealed class SilentDeath : IEjectionRule
{
    // Below a quarter of a second a pause of a healthy process cannot be told from death.
    private const long ShortestSilence = 250_000_000;

    // A server of which nothing is known yet, or that may be cold, is given more time.
    private const long SilenceOfAStranger = 2_000_000_000;

    private const int TimesUsual = 3;

    public EjectionReason Reason => EjectionReason.Silent;

    public bool OnlySuspects => true;

    public bool Speaks(ServerHealth server, PoolEvidence pool) => (IsSilent(server) || IsUnreachable(server)) && OthersAreWell(pool);

    /// <summary>It owes answers, and has said nothing for longer than is usual for it; whoever is to blame.</summary>
    public static bool IsSilent(ServerHealth server)
    {
        long silence = server.Evidence.SilentNanoseconds;
        return silence > 0 && silence >= Patience(server);
    }

    /// <summary>Who has just been suspected in vain is busy: its queue of connects overflows now and then, and only the probe that each time-out asks for may say more.</summary>
    private static bool IsUnreachable(ServerHealth server) => server.Evidence.AcceptsNothing && server.Suspicion.Patience == 1;

    /// <summary>So long a silence is nothing unusual for the server.</summary>
    private static long Patience(ServerHealth server)
    {
        long usual = server.Evidence.FirstByte99;
        bool isStranger = usual == 0 || server.Ramp.IsActive;
        long shown = server.Evidence.UsualSilence;
        usual = shown == 0 ? usual : Math.Min(usual, shown);
        return Math.Max(isStranger ? SilenceOfAStranger : ShortestSilence, usual * TimesUsual) * server.Suspicion.Patience;
    }

    /// <summary>When nobody answers, the cause is not this server's; when nobody is asked, nobody else can show it.</summary>
    private static bool OthersAreWell(PoolEvidence pool) => pool.Available > 1 && (pool.Moving > 0 || pool.Stuck <= 1);
}
