using Holdfast.Diagnosis.Evidence.Sources;

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
    private const int LeastAttempts = 5;
    private const int LeastSilence = 4;

    // After a shorter pause it is the same trouble that goes on.
    private const int ForgivenSeconds = 20;

    // Share of the seconds: one in ten may have been the last before it was put out.
    private const double MostHealthyWhenOut = 0.1;

    // Of what was sent to it before: more is no chance of some seconds.
    private const double MoreThanBefore = 1.1;

    // Of what was sent to it before: a host that is dead answers none, a line that loses packets lets some through.
    private const double StillReached = 0.1;
    private const double LeastBroken = 2;
    private const double MostRefused = 2;

    // Seconds for one that failed: who waits for an answer or for a lost packet waits longer than the slowest refusal takes.
    private const double AtOnce = 0.05;

    // What it did minutes ago is not asked for: whoever listens again answers a check within so many.
    private const int OutSeconds = 4;

    private static readonly Signal[] LostSignals = [Signal.FailedConnectTimeout, Signal.FailedReset, Signal.FailedMidBody, Signal.FailedFirstByte];
    private static readonly Signal[] ConnectSignals = [Signal.FailedConnectTimeout, Signal.FailedReset];

    /// <summary>Connections that did not open or broke; a silent server is none of them.</summary>
    public double Broken { get; private init; }

    public double ConnectP99 { get; private init; }

    public double FirstByte { get; private init; }

    /// <summary>Good answers a second now.</summary>
    public double Good { get; private init; }

    /// <summary>So many connections stay open and every new one hangs; null where new ones open.</summary>
    public double? TakesAtMost { get; private init; }

    /// <summary>In flight, and nothing comes back.</summary>
    public bool IsSilent { get; private init; }

    /// <summary>Requests were sent to it since the onset, and it has answered none well; not even a slow server manages that.</summary>
    public bool AnswersNothing { get; private init; }

    /// <summary>
    /// Nobody listens there any more: it went out, has answered nothing since, and whoever asks is turned away at once. The dead server of a small service is out
    /// before it has refused more than a request or two.
    /// </summary>
    public bool IsGone { get; private init; }

    /// <summary>Out since the trouble began or longer, and nothing was sent to it that could fail: nobody's neighbour, whoever is left is not measured by it.</summary>
    public bool IsOut { get; private init; }

    /// <summary>It answers more requests well than were sent to it before: whoever is slow with that has more to do. A sick server gets less done.</summary>
    public bool DoesMore => Good >= MoreThanBefore * AdmittedBefore;

    /// <summary>What goes wrong are its connections, and those that do open are answered: that is the line to it and not the server.</summary>
    public bool IsLine => Broken >= LeastBroken && 2 * Broken >= Refused + Lost + ServerErrors && Refused <= MostRefused && Good >= StillReached * AdmittedBefore;

    public static ServerSymptom Of(Situation situation, SeriesSubject server)
    {
        bool isWell = IsWellAgain(situation, server);
        (long from, long to) = (isWell ? situation.Now - ForgivenSeconds + 1 : situation.Onset - 1, situation.Now);
        double refused = situation.Sum(server, [Signal.FailedRefused], from, to);
        double lost = situation.Sum(server, LostSignals, from, to);
        double errors = situation.Sum(server, [Signal.FailedServerError], from, to);
        double attempts = situation.Sum(server, [Signal.Admitted], from, to);
        Level admitted = situation.Of(server, Signal.Admitted);
        Level share = ShareOf(situation, server, admitted);
        Level firstByte = situation.Of(server, Signal.FirstByteMedian);
        double good = situation.Sum(server, [Signal.Good], situation.NowFrom, to);
        // The second of the onset holds answers from before it.
        double goodSince = situation.Sum(server, [Signal.Good], situation.Onset + 2, to);
        bool isKnown = !double.IsNaN(situation.Mean(server, Signal.Good, from, to));
        bool isWaitedFor = ConnectionUse.IsWaitedFor(situation, server, situation.NowFrom);
        return new ServerSymptom(
            server, firstByte.Ratio, attempts > 0 ? (refused + lost + errors) / attempts : 0, refused, lost, errors,
            !isWell && LeftHealth(situation, server), admitted.Now, admitted.Before, share.Now, share.Before)
        {
            Broken = situation.Sum(server, ConnectSignals, from, to),
            ConnectP99 = situation.Of(server, Signal.ConnectP99).Now,
            FirstByte = firstByte.Now,
            Good = situation.Of(server, Signal.Good).Now,
            TakesAtMost = ConnectionBound.Of(situation, server),
            IsOut = refused + lost == 0 && goodSince == 0 && situation.Mean(server, Signal.Healthy, situation.Onset - 1, to) < MostHealthyWhenOut,
            IsGone = !isWell && errors == 0 && lost + refused > 0 && situation.Sum(server, [Signal.FailedConnectTimeout], from, to) == 0 && TurnsAway(situation, server, refused),
            AnswersNothing = isKnown && !isWaitedFor && goodSince == 0 && attempts >= LeastAttempts && errors < 0.1 * attempts && to - situation.Onset >= LeastSilence,
            IsSilent = !isWaitedFor && !GetsNothing(situation, server) && !firstByte.IsKnown && good == 0 && situation.Of(server, Signal.InFlight).Now >= 1 && situation.Now - situation.Onset >= 2,
        };
    }

    // What the recorder did not write down follows from what was sent to each.
    private static Level ShareOf(Situation situation, SeriesSubject server, Level admitted)
    {
        Level written = situation.Of(server, Signal.Share);
        if (written.IsKnown)
        {
            return written;
        }

        Level all = situation.Of(situation.Servers, [Signal.Admitted]);
        return new Level(admitted.Before / all.Before, double.NaN, all.Now > 0 ? admitted.Now / all.Now : double.NaN);
    }

    // What it did minutes ago is not what goes on now.
    private static bool IsWellAgain(Situation situation, SeriesSubject server)
    {
        (long from, long to) = (situation.Now - ForgivenSeconds + 1, situation.Now);
        return from > situation.Onset + 1 && situation.Sum(server, [Signal.Good], from, to) >= LeastAttempts
            && situation.Sum(server, SignalGroups.Failed, from, to) == 0 && !(situation.Mean(server, Signal.Healthy, from, to) < 1);
    }

    // Well, and drained or without a weight: what it still has in flight is a download or a session that goes on, and answers nothing new.
    private static bool GetsNothing(Situation situation, SeriesSubject server) =>
        situation.Mean(server, Signal.WeightShare, situation.NowFrom, situation.Now) == 0 && situation.Mean(server, Signal.Healthy, situation.NowFrom, situation.Now) >= MostHealthyWhenOut;

    // The checks go on while it is out, and tell a process that is gone from a line that loses packets: there they wait.
    private static bool TurnsAway(Situation situation, SeriesSubject server, double refused)
    {
        if (!LeftHealth(situation, server) || situation.At(server, Signal.Healthy, situation.Now) != 0)
        {
            return false;
        }

        long from = situation.Now;
        while (from > situation.Now - OutSeconds && situation.At(server, Signal.Healthy, from - 1) == 0)
        {
            from--;
        }

        // In the second in which it went it may have answered before.
        from += situation.At(server, Signal.Healthy, from - 1) > 0 ? 1 : 0;
        double failed = situation.Sum(server, [Signal.ProbeFailures], from, situation.Now);
        return !double.IsNaN(situation.Mean(server, Signal.Good, Math.Min(from, situation.Now), situation.Now)) && situation.Sum(server, [Signal.Good], from, situation.Now) == 0
            && (failed > 0 ? situation.Sum(server, [Signal.ProbeSeconds], from, situation.Now) <= AtOnce * failed : refused > 0);
    }

    private static bool LeftHealth(Situation situation, SeriesSubject server) =>
        situation.Mean(server, Signal.Healthy, situation.CalmUntil - 30, situation.CalmUntil - 3) > 0.9
        && situation.Mean(server, Signal.Healthy, situation.Onset - 2, situation.Now) < 0.999;
}
