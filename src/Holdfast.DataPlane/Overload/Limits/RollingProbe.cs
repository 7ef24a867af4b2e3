namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Makes samples at low use where load gives none: one server in eight at a time has its limit halved for a moment while the others take over. Nobody
/// is refused for it, since requests bind late. Servers with little to do are let alone: each of their answers tells, or there is none. Control loop only.
/// </summary>
internal sealed class RollingProbe
{
    // Together they may take away at most a sixteenth of the pool's limits for a moment.
    private const int ServersForOne = 8;

    private readonly LimitSettings settings;

    public RollingProbe(LimitSettings settings) => this.settings = settings;

    /// <summary>Begins one where one is due.</summary>
    public void Tick(ServerControl[] servers, long now)
    {
        int probed = 0;
        ServerControl? due = null;
        foreach (ServerControl server in servers)
        {
            if (server.IsProbed)
            {
                probed++;
            }
            else if (IsDue(server, now) && (due is null || server.LastProbeNanoseconds < due.LastProbeNanoseconds))
            {
                due = server;
            }
        }

        if (probed < Math.Max(1, servers.Length / ServersForOne))
        {
            due?.Probe(now, now + settings.ProbeNanoseconds);
        }
    }

    private bool IsDue(ServerControl server, long now)
    {
        long wait = server.IsInDoubt ? server.DoubtWaitNanoseconds : settings.ProbeAfterNanoseconds;
        long last = Math.Max(server.LastProbeNanoseconds, server.Baseline.LastBlockNanoseconds);
        return server.Server.Available && server.Law.Limit >= 2 && server.IsAboveLowUse && now - last >= wait;
    }
}
