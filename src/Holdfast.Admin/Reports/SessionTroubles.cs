using System.Globalization;

namespace Holdfast.Admin;

/// <summary>Places for sessions that run out: said before users are turned away, since new hosts need time to come.</summary>
internal static class SessionTroubles
{
    private const double Near = 0.9;

    public static IEnumerable<TroubleReport> Of(PoolReport pool)
    {
        ServerReport[] usable = [.. pool.Servers.Where(server => server.TakesNewRequests())];
        int places = usable.Sum(server => server.SessionLimit ?? 0);
        int held = usable.Sum(server => server.Sessions);
        if (pool.Shed.FirstOrDefault(one => one.Reason == "shed_sessions") is { PerSecond: > 0 } shed)
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"pool {pool.Name} refuses {shed.PerSecond:N0} requests for a session each second: its servers have {held:N0} of {places:N0}");
            yield return new(TroubleReport.Error, "sessions_full", pool.Name, null, text);
        }
        else if (places > 0 && held >= Near * places && Array.TrueForAll(usable, server => server.SessionLimit is not null))
        {
            string text = string.Create(CultureInfo.InvariantCulture, $"pool {pool.Name} has {held:N0} sessions of {places:N0} that its servers may have: bring in servers, or who comes is refused");
            yield return new(TroubleReport.Warning, "sessions_nearly_full", pool.Name, null, text);
        }
    }
}
