using System.Globalization;

namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Who asks: more people, or a few for more?</summary>
internal sealed class Clients : IEvidenceSource
{
    // Behind another proxy all requests come from its addresses: who asks cannot be seen from here.
    private const double FewestClients = 5;
    private const double OneAddress = 0.5;

    // So little change in how requests are spread means that all ask more and not some.
    private const double SameSpread = 0.01;
    private const double SameTop = 1.5;

    // A surge and a few who ask for much may come together: without the few, so many times as many requests as before are a surge.
    private const double LeastRestGrowth = 1.4;
    private const double PlainlyMore = 2;

    // Without a past to compare with: nearly a third of all is what a popular office behind one address may send, half is not.
    private const double LeastAlone = 0.3;
    private const double PlainlyAlone = 0.5;

    // While it fades: after that it is about whoever asks then.
    private const int FadingSeconds = 20;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level clients = situation.PerRequest(situation.Pool, Signal.Clients);
        Level top = situation.PerRequest(situation.Pool, Signal.TopClientShare);
        Level entropy = situation.PerRequest(situation.Pool, Signal.ClientEntropy);
        // While it fades few are left, and it is still about the many that came.
        double many = clients.Now >= FewestClients || clients.Before >= FewestClients ? clients.Now : Most(situation);
        if (many >= FewestClients && !(clients.Before >= FewestClients) && top.IsKnown)
        {
            WithoutPast(situation, clients with { Now = many }, top, entropy, into);
            return;
        }

        if (clients.Before < FewestClients && clients.Now < FewestClients && !(top.Before < OneAddress))
        {
            return;
        }

        if (RestGrowth(situation, clients, top, entropy, into) is { } growth)
        {
            Dominance(situation, clients, top, entropy, into, isBesideCrowd: growth >= PlainlyMore);
            return;
        }

        if (clients.IsKnown && situation.FirstAttempts.Ratio >= 1.2)
        {
            Growth(situation, clients, top, entropy, into);
        }

        if (top.IsKnown)
        {
            Dominance(situation, clients, top, entropy, into);
        }
    }

    private static double Most(Situation situation)
    {
        double most = 0;
        for (long second = situation.Looked(Math.Max(situation.Onset, situation.Now - FadingSeconds + 1)); second <= situation.Now; second = situation.Looked(second + 1))
        {
            most = situation.At(situation.Pool, Signal.Clients, second) is var clients && clients > most ? clients : most;
        }

        return most;
    }

    // Where hardly anybody asked before, no share of then says what is usual: one of two visitors at night sends half of it.
    private static void WithoutPast(Situation situation, Level clients, Level top, Level entropy, List<EvidenceItem> into)
    {
        double quality = DoesStandOut(situation, clients.Now, top.Now) ? Items.Grade(top.Now, LeastAlone, PlainlyAlone) : 0;
        if (quality > 0.2)
        {
            into.Add(situation, Sign.FewClientsDominate, SignalFamily.ClientMix, situation.Pool, nameof(Signal.TopClientShare), top.Now, 1 / clients.Now, quality, null,
                $"the busiest of {Items.Rate(clients.Now)} clients sends {Items.Share(top.Now)} of the requests; hardly anybody asked before");
            return;
        }

        if (situation.FirstAttempts.Ratio >= 1.2)
        {
            Growth(situation, clients, top, entropy, into);
        }

        into.Add(situation, Sign.NobodyDominates, SignalFamily.ClientMix, situation.Pool, nameof(Signal.TopClientShare), top.Now, 1 / clients.Now, 1 - quality, null,
            $"no client stands out: the busiest of {Items.Rate(clients.Now)} sends {Items.Share(top.Now)} of the requests");
    }

    private static void Growth(Situation situation, Level clients, Level top, Level entropy, List<EvidenceItem> into)
    {
        Level first = situation.FirstAttempts;
        // Also without new clients, more requests meet more of the same ones in a second: the root of the growth is expected.
        double grown = double.IsFinite(clients.Ratio) && double.IsFinite(first.Ratio) ? (clients.Ratio - 1) / (first.Ratio - 1) : 1;
        bool isAlike = Fall(entropy) < SameSpread && top.Now < SameTop * top.Before && clients.Now >= FewestClients;
        Sign sign = grown >= 0.4 ? Sign.ClientsGrewWithTraffic : isAlike ? Sign.ClientsAskMoreAlike : Sign.TrafficGrewWithoutClients;
        double quality = grown >= 0.4 ? Items.Grade(grown, 0.3, 0.55) : Items.Grade(grown, 0.4, 0.2);
        string alike = sign == Sign.ClientsAskMoreAlike ? ", and all ask more alike" : "";
        into.Add(situation, sign, SignalFamily.ClientMix, situation.Pool, nameof(Signal.Clients), clients.Now, clients.Before, quality * Items.Grade(first.Ratio, 1.15, 1.4),
            situation.LeftAt(situation.Pool, [Signal.OfferedFirst]), $"{Items.Rate(clients.Now)} clients a second, {Items.Rate(clients.Before)} before; {Times(first.Ratio)}{alike}");
    }

    /// <summary>How many times as many as before ask without the few; null where nothing says that there are both.</summary>
    private static double? RestGrowth(Situation situation, Level clients, Level top, Level entropy, List<EvidenceItem> into)
    {
        Level first = situation.FirstAttempts;
        if (!(first.Ratio >= LeastRestGrowth) || !(clients.Now >= FewestClients) || !(top.Now >= 2 * top.Before) || !entropy.IsKnown)
        {
            return null;
        }

        (int few, double share) = BusyFew.Of(clients.Now, top.Now, entropy.Now);
        double growth = (1 - share) * first.Ratio;
        if (growth < LeastRestGrowth)
        {
            return null;
        }

        into.Add(situation, Sign.RestGrewToo, SignalFamily.ClientMix, situation.Pool, nameof(Signal.ClientEntropy), growth, 1, Items.Grade(growth, 1, PlainlyMore), situation.LeftAt(situation.Pool, [Signal.OfferedFirst]),
            $"about {few} clients send {Items.Share(share)} of the requests, and without them there are still {growth:0.0} times as many as before");
        return growth;
    }

    /// <param name="isBesideCrowd">The others have plainly grown by themselves, so that a few ask for much says little against a crowd.</param>
    private static void Dominance(Situation situation, Level clients, Level top, Level entropy, List<EvidenceItem> into, bool isBesideCrowd = false)
    {
        double dominance = Math.Max(top.Now >= 2 * top.Before && DoesStandOut(situation, clients.Now, top.Now) ? Items.Grade(top.Now, 0.1, 0.2) : 0, Items.Grade(Fall(entropy), 0.03, 0.1));
        if (dominance > 0.2)
        {
            into.Add(situation, isBesideCrowd ? Sign.FewClientsBesideCrowd : Sign.FewClientsDominate, SignalFamily.ClientMix, situation.Pool, nameof(Signal.TopClientShare), top.Now, top.Before, dominance,
                situation.LeftAt(situation.Pool, [Signal.TopClientShare]),
                    $"the busiest client sends {Items.Share(top.Now)} of the requests, {Items.Share(top.Before)} before; entropy {entropy.Now:0.00} after {entropy.Before:0.00}");
        }
        else
        {
            into.Add(situation, Sign.NobodyDominates, SignalFamily.ClientMix, situation.Pool, nameof(Signal.TopClientShare), top.Now, top.Before, 1 - dominance, null,
                $"no client stands out: the busiest sends {Items.Share(top.Now)} of the requests, {Items.Share(top.Before)} before");
        }
    }

    // How many clients there are may not be known: then the share alone must tell.
    private static bool DoesStandOut(Situation situation, double clients, double top) =>
        double.IsNaN(clients) || BusyFew.StandsOut(clients, top, situation.Of(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry]).Now);

    // Many times hardly anything is a number that tells nobody anything.
    private static string Times(double ratio) => ratio > 100 ? "hardly any first attempts before" : string.Create(CultureInfo.InvariantCulture, $"first attempts {ratio:0.0} times as many");

    private static double Fall(Level entropy) => entropy.IsKnown && !double.IsNaN(entropy.Before) ? entropy.Before - entropy.Now : 0;
}
