using Holdfast.Foundation;

namespace Holdfast.DataPlane.Overload;

/// <summary>
/// Merges what the workers saw of a pool's clients and finds the fair share: the level at which, if nobody got more, all that the pool
/// can do would be used (max-min fairness). Judged by what clients ask for, not by what they get: whoever is refused gets little, and would
/// be let in again for it. Control loop only.
/// </summary>
internal sealed class FairShareControl
{
    private const double TimeConstantSeconds = 10;

    // Twice: a page's burst of requests is not greed.
    private const double OverShare = 2;

    // What is forgotten: too little to matter to anybody's share.
    private const double ForgottenShare = 1e-5;
    private const int TopCount = 10;
    // With more clients than that, a new one must ask for this part of everything to be told apart.
    private const int MaximumClients = 4_096;
    private const double ManyClientsShare = 1e-3;

    // While nothing is short, once a second is enough: the sums run on.
    private const long LookNanoseconds = 1_000_000_000;

    // A queue that has just emptied fills again: marks stay for a while.
    private const long ContentionNanoseconds = 2_000_000_000;

    private readonly Dictionary<ulong, ClientLoad> clients = [];
    private readonly List<ulong> gone = [];
    private FairShares shares = FairShares.None;
    private long lastLook;
    private long contendedUntil = long.MinValue;
    private double total;

    /// <summary>What workers read. Any thread.</summary>
    public FairShares Shares => Volatile.Read(ref shares);

    /// <param name="usages">Of all workers.</param>
    /// <param name="isContended">Requests wait, or are refused.</param>
    /// <param name="servable">The part of what is asked for that the pool can serve: capacity by arrivals.</param>
    /// <param name="limits">The limits of the pool's servers, summed.</param>
    public void Tick(IReadOnlyList<ClientUsage> usages, bool isContended, double servable, int limits, long nowNanoseconds)
    {
        contendedUntil = isContended ? nowNanoseconds + ContentionNanoseconds : contendedUntil;
        bool wasContended = nowNanoseconds < contendedUntil;
        if (!wasContended && nowNanoseconds - lastLook < LookNanoseconds && lastLook != 0)
        {
            return;
        }

        Collect(usages, nowNanoseconds);
        double level = wasContended ? Level(total * Math.Clamp(servable, 0, 1)) : double.PositiveInfinity;
        int cap = wasContended ? Math.Max(2, limits / 4) : int.MaxValue;
        Volatile.Write(ref shares, Publish(level, cap));
    }

    private void Collect(IReadOnlyList<ClientUsage> usages, long nowNanoseconds)
    {
        double seconds = lastLook == 0 ? 0 : (nowNanoseconds - lastLook) / 1e9;
        lastLook = nowNanoseconds;
        double kept = Math.Exp(-seconds / TimeConstantSeconds);
        total *= kept;
        Forget(kept);
        foreach (ClientUsage usage in usages)
        {
            long offered = usage.OfferedNanoseconds;
            if (offered == usage.SeenOffered && clients.Count == 0)
            {
                continue;
            }

            total += (offered - usage.SeenOffered) / TimeConstantSeconds;
            usage.SeenOffered = offered;
            for (int place = 0; place < usage.Slots; place++)
            {
                if (usage.TryRead(place, out ulong client, out ClientSlot slot))
                {
                    Add(client, slot, ref usage.Seen[place]);
                }
            }
        }
    }

    private void Forget(double kept)
    {
        foreach ((ulong client, ClientLoad load) in clients)
        {
            load.Fade(kept);
            if (load.Offered < total * ForgottenShare || load.Offered < 1)
            {
                gone.Add(client);
            }
        }

        gone.ForEach(client => clients.Remove(client));
        gone.Clear();
    }

    private void Add(ulong client, in ClientSlot slot, ref ClientUsage.Reading seen)
    {
        if (seen.Client != client || seen.Requests > slot.Requests)
        {
            seen = new ClientUsage.Reading { Client = client };
        }

        double offered = (slot.OfferedNanoseconds - seen.OfferedNanoseconds) / TimeConstantSeconds;
        bool isNew = !clients.TryGetValue(client, out ClientLoad? load);
        if (isNew && (offered == 0 || (clients.Count >= MaximumClients && offered < total * ManyClientsShare)))
        {
            return;
        }

        load ??= clients[client] = new ClientLoad { Irregularity = double.MaxValue };
        load.Address = new NetworkAddress(slot.AddressHigh, slot.AddressLow, 0);
        load.Offered += offered;
        load.Served += (slot.ServedNanoseconds - seen.ServedNanoseconds) / TimeConstantSeconds;
        load.RequestsPerSecond += (slot.Requests - seen.Requests) / TimeConstantSeconds;
        load.Present += slot.Present;
        if (slot.GapNanoseconds > 0)
        {
            load.Irregularity = Math.Min(load.Irregularity, slot.GapDeviation / slot.GapNanoseconds);
        }

        seen.OfferedNanoseconds = slot.OfferedNanoseconds;
        seen.ServedNanoseconds = slot.ServedNanoseconds;
        seen.Requests = slot.Requests;
    }

    /// <summary>
    /// The height to which water of this volume fills the clients' vessels, lightest first; but not below what the client in the middle
    /// asks for: where all ask for too much, nobody is greedier than the others. Those that are not told apart count as many of the lightest.
    /// </summary>
    private double Level(double volume)
    {
        double[] demands = [.. clients.Values.Select(load => load.Offered).Order()];
        if (demands.Length == 0)
        {
            return double.PositiveInfinity;
        }

        double untold = Math.Max(0, total - demands.Sum());
        double crowd = untold / demands[0];
        double middle = (crowd + demands.Length - 1) / 2;
        double median = demands[(int)Math.Clamp(middle - crowd, 0, demands.Length - 1)];
        double left = demands[0] * (crowd + demands.Length) <= volume ? volume - untold : 0;
        double level = left == 0 ? volume / (crowd + demands.Length) : double.PositiveInfinity;
        for (int index = 0; index < demands.Length && double.IsInfinity(level); index++)
        {
            double even = left / (demands.Length - index);
            level = demands[index] >= even ? even : level;
            left -= demands[index];
        }

        return Math.Max(level, median);
    }

    private FairShares Publish(double level, int cap)
    {
        List<(ulong, int, bool)> marked = [];
        foreach ((ulong client, ClientLoad load) in clients)
        {
            int cohort = CohortOf(load.Offered / (OverShare * level));
            if (cohort > 0)
            {
                marked.Add((client, cohort, load.Present >= cap));
            }
        }

        TopClient[] top = [.. clients.OrderByDescending(pair => pair.Value.Offered).Take(TopCount).Select(pair => TopOf(pair.Key, pair.Value, level))];
        return FairShares.Of(marked, cap, double.IsInfinity(level) ? 0 : level, top);
    }

    /// <summary>64 at the mark, and ten more for each doubling: 127 at eighty times.</summary>
    private static int CohortOf(double excess) => excess <= 1 ? 0 : FairShares.OverShareCohort + (int)Math.Min(63, 10 * Math.Log2(excess));

    private TopClient TopOf(ulong client, ClientLoad load, double level)
    {
        bool isOver = load.Offered > OverShare * level;
        return new TopClient
        {
            Client = client,
            Address = load.Address.ToIPAddress().ToString(),
            RequestsPerSecond = load.RequestsPerSecond,
            Share = total > 0 ? Math.Min(1, load.Offered / total) : 0,
            Offered = load.Offered / 1e9,
            Served = load.Served / 1e9,
            IsOverShare = isOver,
            // Random arrivals have an irregularity of 0.74, people clicking more; a loop with a pause much less.
            LooksLikeABot = isOver && load.RequestsPerSecond >= 2 && load.Irregularity < 0.4,
        };
    }
}
