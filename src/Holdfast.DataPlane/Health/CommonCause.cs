namespace Holdfast.DataPlane.Health;

/// <summary>
/// More than half of a pool's servers look bad in the same way within two seconds: what is behind all of them is to blame, or the network
/// before them, and taking them out would only add an outage of our own. Those that do not refuse come back, and the symptom counts for
/// nothing for a while. A server whose own probe fails, too, is no case of this: it could not serve anyway. Prober thread only.
/// </summary>
internal sealed class CommonCause
{
    private const long TogetherNanoseconds = 2_000_000_000;
    private const long DeafNanoseconds = 10_000_000_000;

    private readonly long[] deafUntil = new long[EjectionReasons.Labels().Length];

    /// <summary>The symptom has just been put down to a common cause.</summary>
    public bool IsDeafTo(EjectionReason reason, long now) => deafUntil[(int)reason] > now;

    /// <summary>True when the servers that are to go out for this reason now, and those that just went, are more than half.</summary>
    /// <param name="toGo">How many are to go out now.</param>
    public bool Explains(EjectionReason reason, int toGo, IReadOnlyList<ServerHealth> servers, long now)
    {
        if (EjectionReasons.IsTheServersOwn(reason))
        {
            return false;
        }

        if (!IsShared(reason, toGo, servers, now))
        {
            return false;
        }

        deafUntil[(int)reason] = now + DeafNanoseconds;
        return true;
    }

    /// <summary>More than half of those that could serve go, or just went, for this reason.</summary>
    public static bool IsShared(EjectionReason reason, int toGo, IReadOnlyList<ServerHealth> servers, long now)
    {
        int alike = toGo;
        int all = 0;
        for (int i = 0; i < servers.Count; i++)
        {
            alike += Went(servers[i], reason, now) ? 1 : 0;
            all += servers[i].Server is { Weight: > 0, Draining: false } ? 1 : 0;
        }

        return 2 * alike > all;
    }

    /// <summary>It went out for this reason a moment ago.</summary>
    public static bool Went(ServerHealth server, EjectionReason reason, long now) =>
        server.IsEjected && server.Ejection.Reason == reason && now - server.Ejection.At <= TogetherNanoseconds;
}
