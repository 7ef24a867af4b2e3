using Holdfast.Diagnosis.Evidence;

namespace Holdfast.Diagnosis.Ranking;

/// <summary>
/// Why an item speaks against a cause, in words that follow "because": a figure alone is no reason for whoever does not know what it should
/// have been. Items that say it themselves are not in the table. Keeps nothing.
/// </summary>
internal static class Refutation
{
    private static readonly Dictionary<Sign, string> Meanings = new()
    {
        [Sign.FirstAttemptsUp] = "more new requests than usual came",
        [Sign.FirstAttemptsFlat] = "no more new requests than usual came",
        [Sign.FirstAttemptsDown] = "fewer new requests than usual came",
        [Sign.RetriesFew] = "hardly any request was a repeated one",
        [Sign.ClientsGrewWithTraffic] = "more clients asked, and not a few for more",
        [Sign.RestGrewToo] = "others asked for more, too",
        [Sign.TrafficGrewWithoutClients] = "more was asked by no more clients",
        [Sign.FewClientsBesideCrowd] = "a few clients asked for much of it",
        [Sign.FewClientsDominate] = "a few clients asked for most of it",
        [Sign.OneRouteGrew] = "one route alone grew",
        [Sign.OneServerGetsMost] = "one server got more than its share",
        [Sign.ServerErrorsNew] = "servers said themselves that they failed",
        [Sign.ServerErrorsOnOneRoute] = "one route alone failed",
        [Sign.ConnectsSlow] = "connections opened slowly",
        [Sign.ConnectsFail] = "connections broke on the way",
        [Sign.ConnectionsAtCap] = "connections were at their bound",
        [Sign.ConnectionsFree] = "connections were free",
        [Sign.FirstByteUpOnAll] = "all servers became slower alike",
        [Sign.FirstByteUpOnFew] = "only some servers became slower",
        [Sign.LessWorkThanBefore] = "servers did less than before",
        [Sign.ProbesTakeMuch] = "health checks took much of the servers' time",
        [Sign.ProbesTakeLittle] = "health checks took little of the servers' time",
    };

    /// <summary>One sentence without a full stop.</summary>
    public static string Of(EvidenceItem item) => Meanings.TryGetValue(item.Sign, out string? meaning) ? $"{meaning}: {item.Text}" : item.Text;
}
