using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Evidence;

/// <summary>Every question that is asked of a situation, one line each.</summary>
internal static class EvidenceRegistry
{
    public static IReadOnlyList<IEvidenceSource> Sources { get; } =
    [
        new FirstAttempts(),
        new Retries(),
        new Clients(),
        new RoutesThatGrow(),
        new HeldRoutes(),
        new Shares(),
        new WholePool(),
        new HitServers(),
        new ConnectTrouble(),
        new ConnectionUse(),
        new FullServers(),
        new FirstByte(),
        new Processors(),
        new WorkDone(),
        new ProbeLoad(),
        new ChangesBefore(),
        new ErrorKinds(),
        new NewVersion(),
        new OldVersion(),
        new EarlierDeployments(),
        new FirstSeconds(),
        new QueuePatience(),
        new ColdStart(),
        new GatewayItself(),
        new GatewayProtection(),
    ];

    public static List<EvidenceItem> Collect(Situation situation)
    {
        List<EvidenceItem> items = [];
        foreach (IEvidenceSource source in Sources)
        {
            source.Collect(situation, items);
        }

        return items;
    }
}
