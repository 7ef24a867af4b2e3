namespace Holdfast.Diagnosis.Evidence;

/// <summary>How one server fares, measured by what it was before.</summary>
internal sealed record ServerSymptom(
    SeriesSubject Server,
    double FirstByteRatio,
    double FailedShare,
    double Refused,
    double Lost,
    double ServerErrors,
    bool WentOut,
    double Admitted,
    double AdmittedBefore,
    double Share,
    double ShareBefore)
{
    private static readonly Signal[] LostSignals = [Signal.FailedConnectTimeout, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte];
    private static readonly Signal[] ConnectSignals = [Signal.FailedConnectTimeout, Signal.FailedReset];

    /// <summary>Connections that did not open or broke; a silent server is none of them.</summary>
    public double Broken { get; private init; }

    public double ConnectP99 { get; private init; }

    public double FirstByte { get; private init; }

    /// <summary>In flight, and nothing comes back.</summary>
    public bool IsSilent { get; private init; }

    public static ServerSymptom Of(Situation situation, SeriesSubject server)
    {
        (long from, long to) = (situation.Onset - 1, situation.Now);
        double refused = situation.Sum(server, [Signal.FailedRefused], from, to);
        double lost = situation.Sum(server, LostSignals, from, to);
        double errors = situation.Sum(server, [Signal.FailedServerError], from, to);
        double attempts = situation.Sum(server, [Signal.Admitted], from, to);
        Level share = situation.Of(server, Signal.Share);
        Level admitted = situation.Of(server, Signal.Admitted);
        Level firstByte = situation.Of(server, Signal.FirstByteMedian);
        double good = situation.Sum(server, [Signal.Good], situation.NowFrom, to);
        return new ServerSymptom(
            server, firstByte.Ratio, attempts > 0 ? (refused + lost + errors) / attempts : 0, refused, lost, errors,
            LeftHealth(situation, server), admitted.Now, admitted.Before, share.Now, share.Before)
        {
            Broken = situation.Sum(server, ConnectSignals, from, to),
            ConnectP99 = situation.Of(server, Signal.ConnectP99).Now,
            FirstByte = firstByte.Now,
            IsSilent = !firstByte.IsKnown && good == 0 && situation.Of(server, Signal.InFlight).Now >= 1 && situation.Now - situation.Onset >= 2,
        };
    }

    private static bool LeftHealth(Situation situation, SeriesSubject server) =>
        situation.Mean(server, Signal.Healthy, situation.Onset - 30, situation.Onset - 3) > 0.9
        && situation.Mean(server, Signal.Healthy, situation.Onset - 2, situation.Now) < 0.999;
}
