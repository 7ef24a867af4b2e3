namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// Are those that suffer exactly the servers of one network (the first three parts of their addresses), where there is more than one? Owner:
/// <see cref="HitServers"/>.
/// </summary>
internal static class HitNetwork
{
    /// <param name="all">Servers whose neighbours can be told from them.</param>
    /// <param name="hit">Those of them that suffer.</param>
    public static void Collect(Situation situation, ServerSymptom[] all, ServerSymptom[] hit, long? onset, List<EvidenceItem> into)
    {
        var zones = all.GroupBy(symptom => Zone(symptom.Server), StringComparer.Ordinal).ToList();
        ServerSymptom[] shaky = [.. hit.Union(Shaky(all))];
        if (zones.Count < 2 || shaky.Length < 2 || shaky.Length == all.Length)
        {
            return;
        }

        string zone = Zone(shaky[0].Server);
        int ofZone = shaky.Count(symptom => Zone(symptom.Server) == zone);
        if (ofZone == shaky.Length && ofZone == zones.Single(each => each.Key == zone).Count())
        {
            into.Add(situation, Sign.OneZoneHit, SignalFamily.Distribution, situation.Pool, "servers", shaky.Length, all.Length, 1, onset,
                $"exactly the servers of network {zone} suffer: {Items.Names(shaky.Select(symptom => symptom.Server))}");
        }
    }

    /// <summary>Connections break or open late: a sick line, which sick servers seldom share; what a process that is gone had in flight breaks as well.</summary>
    public static ServerSymptom[] Shaky(ServerSymptom[] all) => [.. all.Where(symptom => !symptom.IsGone && (symptom.Broken >= 2 || symptom.ConnectP99 >= 0.25))];

    /// <summary>Those that suffer or that connections do not reach, as a network is told by them.</summary>
    public static ServerSymptom[] CutOff(ServerSymptom[] all) => [.. all.Where(symptom => HitServers.IsHit(symptom, all)).Union(Shaky(all))];

    private static string Zone(SeriesSubject server)
    {
        string address = server.Name[(server.Name.LastIndexOf('/') + 1)..];
        int colon = address.LastIndexOf(':');
        string host = colon < 0 ? address : address[..colon];
        int dot = host.LastIndexOf('.');
        return dot < 0 ? host : host[..dot];
    }
}
