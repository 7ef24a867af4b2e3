namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Makes samples at low use where load gives none: one server at a time has its limit halved for a moment while the others take over. Nobody
/// is refused for it, since requests bind late. Control loop only.
/// </summary>
internal sealed class RollingProbe
{
    private readonly LimitSettings settings;
    private ServerControl? probed;

    public RollingProbe(LimitSettings settings) => this.settings = settings;

    /// <summary>Begins one where one is due.</summary>
    public void Tick(ServerControl[] servers, long now)
    {
        if (probed is { IsProbed: true })
        {
            return;
        }

        probed = null;
        ServerControl? oldest = null;
        foreach (ServerControl server in servers)
        {
            if (server.Server.Available && (oldest is null || server.Baseline.LastBlockNanoseconds < oldest.Baseline.LastBlockNanoseconds))
            {
                oldest = server;
            }
        }

        if (oldest is not null && oldest.Law.Limit >= 2 && now - oldest.Baseline.LastBlockNanoseconds >= settings.ProbeAfterNanoseconds)
        {
            oldest.Probe(now + settings.ProbeNanoseconds);
            probed = oldest;
        }
    }
}
