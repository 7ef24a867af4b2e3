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
    private const double ShortTimeConstantSeconds = 1;

    // A client with so much of what all ask for in a second, and so many requests that chance does not make them twice as many, is judged by that
    // second: a crowd of one is to be seen at once, while the burst of requests that a page is made of is soon over.
    private const double NoticeableShare = 0.1;
    private const double NoticeableRequests = 30;

    // Twice what the client in the middle asks for: a page's burst of requests is not greed.
    private const double OverMedian = 2;

    // The level comes from an estimate that scatters. Marked too early costs the heaviest client what somebody has to lose anyway; marked too
    // late, what it asks for too much is taken from everybody.
    private const double OverLevel = 0.9;

    // A marked client may have this part of the places, or what it is entitled to and a quarter more.
    private const double LeastCap = 0.25;
    private const double CapOverShare = 1.25;

    // What is forgotten: too little to matter to anybody's share.
    private const double ForgottenShare = 1e-5;

    // Of one that rate limits keep from asking for anything: requests a second.
    private const double ForgottenRate = 0.1;
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
    private double totalLately;
    private long marks;

    /// <summary>What workers read. Any thread.</summary>
    public FairShares Shares => Volatile.Read(ref shares);

    /// <summary>Times that a client was found to be over its fair share and was not before. Any thread.</summary>
    public long Marks => Volatile.Read(ref marks);

    /// <summary>Clients that are told apart, over all workers. For tests: however many ask, it is bounded.</summary>
    internal int Remembered => clients.Count;

    /// <param name="usages">Of all workers.</param>
    /// <param name="isContended">Requests wait, or are refused.</param>
    /// <param name="servable">The part of what is asked for that the pool can serve: capacity by arrivals.</param>
    /// <param name="limits">The limits of the pool's servers, summed.</param>
    /// <returns>The part of what is asked for, 0 to 1, that clients ask for who are over their share since this look.</returns>
    public double Tick(IReadOnlyList<ClientUsage> usages, bool isContended, double servable, int limits, long nowNanoseconds)
    {
        contendedUntil = isContended ? nowNanoseconds + ContentionNanoseconds : contendedUntil;
        bool wasContended = nowNanoseconds < contendedUntil;
        if (!wasContended && nowNanoseconds - lastLook < LookNanoseconds && lastLook != 0)
        {
            return 0;
        }

        Collect(usages, nowNanoseconds);
        if (!wasContended)
        {
            return Publish(double.PositiveInfinity, int.MaxValue);
        }

        double volume = totalLately * Math.Clamp(servable, 0, 1);
        // Who has just lost his place asks on and is one of those who are not told apart: where there are more clients than places, most are remembered and few have one.
        double[] demands = [.. clients.Values.Where(load => load.HasPlace && load.Demand > 0).Select(load => load.Demand).Order()];
        double crowd = UntoldClients.Count(usages, clients.Where(pair => pair.Value.HasPlace).Select(pair => pair.Key), nowNanoseconds);
        double level = FairLevel.Of(demands, Math.Max(0, totalLately - demands.Sum()), crowd, volume, out double median);
        double entitled = volume > 0 ? Math.Min(1, CapOverShare * level / volume) : 1;
        return Publish(Math.Max(OverLevel * level, OverMedian * median), Math.Max(2, (int)(limits * Math.Max(LeastCap, entitled))));
    }

    private void Collect(IReadOnlyList<ClientUsage> usages, long nowNanoseconds)
    {
        double seconds = lastLook == 0 ? 0 : (nowNanoseconds - lastLook) / 1e9;
        lastLook = nowNanoseconds;
        double kept = Math.Exp(-seconds / TimeConstantSeconds);
        double keptLately = Math.Exp(-seconds / ShortTimeConstantSeconds);
        double gain = seconds > 0 ? (1 - kept) / seconds : 1 / TimeConstantSeconds;
        double gainLately = seconds > 0 ? (1 - keptLately) / seconds : 1 / ShortTimeConstantSeconds;
        total *= kept;
        totalLately *= keptLately;
        Forget(kept, keptLately);
        foreach (ClientUsage usage in usages)
        {
            long offered = usage.OfferedNanoseconds;
            long limited = usage.Limited;
            if (offered == usage.SeenOffered && limited == usage.SeenLimited && clients.Count == 0)
            {
                continue;
            }

            usage.SeenLimited = limited;

            total += (offered - usage.SeenOffered) * gain;
            totalLately += (offered - usage.SeenOffered) * gainLately;
            usage.SeenOffered = offered;
            for (int place = 0; place < usage.Slots; place++)
            {
                if (usage.TryRead(place, out ulong client, out ClientSlot slot))
                {
                    Add(client, slot, ref usage.Seen[place], gain, gainLately, nowNanoseconds)?.TakeName(usage, place, client);
                }
            }
        }

        Judge(nowNanoseconds);
    }

    /// <summary>
    /// The noticeable by their last second, the others by what is remembered of them, raised or lowered together so that all are what was asked for
    /// in that second: else those who came before the surge would weigh less beside those who make it.
    /// </summary>
    private void Judge(long nowNanoseconds)
    {
        double others = total;
        double othersLately = totalLately;
        foreach (ClientLoad load in clients.Values)
        {
            if (IsNoticeable(load) || load.HasGone(nowNanoseconds))
            {
                others -= load.Offered;
                othersLately -= load.Lately;
            }
        }

        double scale = others > 0 ? Math.Max(0, othersLately) / others : 1;
        foreach (ClientLoad load in clients.Values)
        {
            bool isNoticeable = IsNoticeable(load);
            load.Demand = isNoticeable ? load.Lately : load.HasGone(nowNanoseconds) ? 0 : load.Offered * scale;
            load.Counted = isNoticeable ? load.RequestsLately : load.RequestsPerSecond * TimeConstantSeconds;
        }
    }

    private bool IsNoticeable(ClientLoad load) => load.RequestsLately >= NoticeableRequests && load.Lately >= NoticeableShare * totalLately;

    private void Forget(double kept, double keptLately)
    {
        foreach ((ulong client, ClientLoad load) in clients)
        {
            load.Fade(kept, keptLately);
            if ((load.Offered < total * ForgottenShare || load.Offered < 1) && load.Rates.RateLimited < ForgottenRate)
            {
                gone.Add(client);
            }
        }

        gone.ForEach(client => clients.Remove(client));
        gone.Clear();
    }

    /// <returns>Null for a client that is not told apart.</returns>
    private ClientLoad? Add(ulong client, in ClientSlot slot, ref ClientUsage.Reading seen, double gain, double gainLately, long nowNanoseconds)
    {
        if (seen.Client != client || seen.Requests > slot.Requests)
        {
            seen = new ClientUsage.Reading { Client = client };
        }

        double asked = slot.OfferedNanoseconds - seen.OfferedNanoseconds;
        double offered = asked * gain;
        ClientCounts counts = ClientCounts.Of(slot);
        ClientCounts lately = counts.Since(seen.Counts);
        bool isNew = !clients.TryGetValue(client, out ClientLoad? load);
        if (isNew && ((offered == 0 && lately.RateLimited == 0) || (clients.Count >= MaximumClients && offered < total * ManyClientsShare)))
        {
            return null;
        }

        load ??= clients[client] = new ClientLoad { Irregularity = double.MaxValue };
        load.Address = new NetworkAddress(slot.AddressHigh, slot.AddressLow, 0);
        load.Offered += offered;
        load.Lately += asked * gainLately;
        load.RequestsLately += (slot.Requests - seen.Requests) * gainLately;
        load.Served += (slot.ServedNanoseconds - seen.ServedNanoseconds) * gain;
        load.RequestsPerSecond += (slot.Requests - seen.Requests) * gain;
        load.Rates = load.Rates.Plus(lately, gain);
        if (slot.Requests > seen.Requests)
        {
            load.NoteAsked(nowNanoseconds);
        }

        load.Present += slot.Present;
        load.HasPlace = true;
        if (slot.GapNanoseconds > 0)
        {
            load.Irregularity = Math.Min(load.Irregularity, slot.GapDeviation / slot.GapNanoseconds);
        }

        seen.OfferedNanoseconds = slot.OfferedNanoseconds;
        seen.ServedNanoseconds = slot.ServedNanoseconds;
        seen.Requests = slot.Requests;
        seen.Counts = counts;
        return load;
    }

    private double Publish(double mark, int cap)
    {
        List<(ulong, int, bool)> marked = [];
        double newly = 0;
        foreach ((ulong client, ClientLoad load) in clients)
        {
            bool isNew = !shares.IsOverShare(client);
            int cohort = CohortOf((isNew ? load.SureDemand : load.Demand) / mark);
            load.IsOverShare = cohort > 0;
            if (cohort > 0)
            {
                marked.Add((client, cohort, load.Present >= cap));
                newly += isNew ? load.Demand : 0;
                Volatile.Write(ref marks, marks + (isNew ? 1 : 0));
            }
        }

        // What rate limits refuse counts here as what it would have asked for: else who is bounded would look as if he had gone away.
        double requests = clients.Values.Sum(load => load.RequestsPerSecond);
        double cost = requests > 0 ? Math.Max(1, total / requests) : 1;
        TopClient[] top = [.. clients.OrderByDescending(pair => pair.Value.Demand + (pair.Value.Rates.RateLimited * cost)).Take(TopCount).Select(pair => TopOf(pair.Key, pair.Value))];
        Volatile.Write(ref shares, FairShares.Of(marked, cap, top));
        return totalLately > 0 ? newly / totalLately : 0;
    }

    /// <summary>64 at the mark, and ten more for each doubling: 127 at eighty times.</summary>
    private static int CohortOf(double excess) => !(excess > 1) ? 0 : FairShares.OverShareCohort + (int)Math.Min(63, 10 * Math.Log2(excess));

    private TopClient TopOf(ulong client, ClientLoad load)
    {
        return new TopClient
        {
            Client = client,
            Name = load.Name ?? load.Address.ToIPAddress().ToString(),
            RequestsPerSecond = load.RequestsPerSecond,
            Rates = load.Rates,
            Present = load.Present,
            Share = totalLately > 0 ? Math.Min(1, load.Demand / totalLately) : 0,
            Offered = load.Offered / 1e9,
            Served = load.Served / 1e9,
            IsOverShare = load.IsOverShare,
            // Random arrivals have an irregularity of 0.74, people clicking more; a loop with a pause much less.
            LooksLikeABot = load.IsOverShare && load.RequestsPerSecond >= 2 && load.Irregularity < 0.4,
        };
    }
}
