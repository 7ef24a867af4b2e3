namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Who asks: more people, or a few for more?</summary>
internal sealed class Clients : IEvidenceSource
{
    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level first = situation.FirstAttempts;
        Level clients = situation.Of(situation.Pool, Signal.Clients);
        if (clients.IsKnown && first.Ratio >= 1.2)
        {
            // Also without new clients, more requests meet more of the same ones in a second: the root of the growth is expected.
            double grown = (clients.Ratio - 1) / (first.Ratio - 1);
            Sign sign = grown >= 0.4 ? Sign.ClientsGrewWithTraffic : Sign.TrafficGrewWithoutClients;
            double quality = grown >= 0.4 ? Items.Grade(grown, 0.3, 0.55) : Items.Grade(grown, 0.4, 0.2);
            into.Add(situation, sign, SignalFamily.ClientMix, situation.Pool, nameof(Signal.Clients), clients.Now, clients.Before, quality * Items.Grade(first.Ratio, 1.15, 1.4),
                situation.LeftAt(situation.Pool, [Signal.OfferedFirst]), $"{Items.Rate(clients.Now)} clients a second, {Items.Rate(clients.Before)} before; first attempts {first.Ratio:0.0} times as many");
        }

        Level top = situation.Of(situation.Pool, Signal.TopClientShare);
        Level entropy = situation.Of(situation.Pool, Signal.ClientEntropy);
        if (!top.IsKnown)
        {
            return;
        }

        double fall = entropy.IsKnown && !double.IsNaN(entropy.Before) ? entropy.Before - entropy.Now : 0;
        double dominance = Math.Max(top.Now >= 2 * top.Before ? Items.Grade(top.Now, 0.1, 0.2) : 0, Items.Grade(fall, 0.03, 0.1));
        if (dominance > 0.2)
        {
            into.Add(situation, Sign.FewClientsDominate, SignalFamily.ClientMix, situation.Pool, nameof(Signal.TopClientShare), top.Now, top.Before, dominance,
                situation.LeftAt(situation.Pool, [Signal.TopClientShare]), $"the busiest client sends {Items.Share(top.Now)} of the requests, {Items.Share(top.Before)} before; entropy {entropy.Now:0.00} after {entropy.Before:0.00}");
        }
        else
        {
            into.Add(situation, Sign.NobodyDominates, SignalFamily.ClientMix, situation.Pool, nameof(Signal.TopClientShare), top.Now, top.Before, 1 - dominance, null,
                $"no client stands out: the busiest sends {Items.Share(top.Now)} of the requests, {Items.Share(top.Before)} before");
        }
    }
}
