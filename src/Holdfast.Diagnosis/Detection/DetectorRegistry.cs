using Holdfast.Diagnosis.Detection.Detectors;

namespace Holdfast.Diagnosis.Detection;

/// <summary>Every detector, one line each.</summary>
internal static class DetectorRegistry
{
    public static IReadOnlyList<IDetector> Create() =>
    [
        new NoHealthyServer(),
        new GoodputZero(),
        new ConnectionsAtCap(),
        new QueueWaitOverDeadline(),
        new ShareAboveWeight(),
        new BurnRateOneMinute(),
        new BurnRateFiveMinutes(),
        new BurnRateOneHour(),
        new BurnRateSixHours(),
        new SurgeOnset(),
        new TrafficMissing(),
        new FailuresBegan(),
        new FailuresGoOn(),
        new ClientsLeave(),
        new GatewayProtectsItself(),
        new ServerOut(),
        new ConnectionsBreak(),
        new VersionSwitched(),
        new OneServerSlow(),
        new AllServersSlow(),
        new FirstAttemptShift(),
        new RetryShareShift(),
        new ClientMixShift(),
        new ConnectShift(),
        new FirstByteShift(),
        new FirstByteTail(),
        new QueueWaitShift(),
        new ImbalanceShift(),
        new SaturationImminent(),
        new SaturationNear(),
    ];
}
