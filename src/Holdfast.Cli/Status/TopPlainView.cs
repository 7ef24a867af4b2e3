using System.Globalization;
using Holdfast.Admin;

namespace Holdfast.Cli;

/// <summary>A line for each pool each second, for pipes and files.</summary>
internal sealed class TopPlainView : ITopView
{
    public void Show(TopSample sample)
    {
        if (sample.State is not { } state)
        {
            Console.Error.WriteLine($"holdfast: {sample.Failure}");
            return;
        }

        foreach (PoolReport pool in StatusOrder.Of(state.Pools))
        {
            Console.Out.WriteLine(Row(sample.At, pool));
        }

        Console.Out.Flush();
    }

    public void Dispose()
    {
        // Nothing to give back.
    }

    internal static string Row(DateTimeOffset at, PoolReport pool)
    {
        string limit = pool.Servers.Any(server => server.Limit is null) ? "" : $" of {pool.Servers.Sum(server => server.Limit)}";
        string reasons = string.Join(", ", pool.Shed.Where(one => one.PerSecond > 0).Select(one => $"{one.Reason} {StatusNumber.Rate(one.PerSecond)}"));
        int away = pool.Servers.Count(server => server.Health == "ejected");
        // What an operator has taken to work on is no outage.
        int drained = pool.Servers.Count(server => server.Health == "draining");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{at:HH:mm:ss} {pool.Name}: {StatusNumber.Flow(pool)}{(reasons.Length > 0 ? $" ({reasons})" : "")}, waiting {pool.Queued}, in flight {pool.Servers.Sum(server => server.InFlight)}{limit}, out {away} of {pool.Servers.Count}{(drained > 0 ? $", drained {drained}" : "")}{(pool.Protection == "off" ? ", PROTECTION OFF" : "")}");
    }
}
