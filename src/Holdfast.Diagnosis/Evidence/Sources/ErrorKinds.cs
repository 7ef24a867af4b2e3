namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Which failures are there, where, and are they new?</summary>
internal sealed class ErrorKinds : IEvidenceSource
{
    private const double LeastShare = 0.03;
    private const int LeastErrors = 5;

    // The moment in which connections move from an old program to a new one; what goes on for longer is no moment.
    private const int MomentSeconds = 3;
    private const int PassedSeconds = 5;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        (long from, long to) = (situation.Onset - 1, situation.Now);
        double errors = situation.Sum(situation.Pool, [Signal.FailedServerError], from, to);
        double failed = situation.Sum(situation.Pool, SignalGroups.Failed, from, to);
        double offered = situation.Sum(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry], from, to);
        Level level = situation.Of(situation.Pool, Signal.FailedServerError);
        bool areNew = errors >= LeastErrors && errors >= LeastShare * offered && !(level.Before >= 0.3 * level.Now);
        long? onset = situation.LeftAt(situation.Pool, [Signal.FailedServerError]);
        if (areNew)
        {
            Add(situation, into, Sign.ServerErrorsNew, situation.Pool, errors / offered, Items.Grade(errors / offered, 0.02, 0.08), onset,
                $"servers answer {Items.Share(errors / offered)} of the requests with server errors; {Items.Rate(level.Before)} a second before, {Items.Rate(level.Now)} now");
            WhenTheyWere(situation, into, level, errors);
            OnOneRoute(situation, into, onset);
            OnFewServers(situation, into, errors, onset);
        }
        else if (failed >= LeastErrors && errors < 0.1 * failed)
        {
            Add(situation, into, Sign.FailuresWithoutServerErrors, situation.Pool, failed, 1, null, $"of {Items.Rate(failed)} failures {Items.Rate(errors)} were answers of servers: the programs do not say that they fail");
        }
    }

    private static void WhenTheyWere(Situation situation, List<EvidenceItem> into, Level level, double errors)
    {
        if (double.IsNaN(level.Before))
        {
            Add(situation, into, Sign.ServerErrorsWithoutPast, situation.Pool, errors, 1, null, "whether servers answered errors before is not known");
            return;
        }

        int seconds = 0;
        for (long second = situation.Looked(situation.Onset - 1); second <= situation.Now; second = situation.Looked(second + 1))
        {
            seconds += situation.At(situation.Pool, Signal.FailedServerError, second) > 0 ? 1 : 0;
        }

        if (seconds <= MomentSeconds && situation.Sum(situation.Pool, [Signal.FailedServerError], situation.Now - PassedSeconds + 1, situation.Now) == 0)
        {
            Add(situation, into, Sign.ServerErrorsPassed, situation.Pool, errors, 1, null, $"{Items.Rate(errors)} server errors within {seconds} s, and none in the last {PassedSeconds} s");
        }
    }

    private static void OnOneRoute(Situation situation, List<EvidenceItem> into, long? onset)
    {
        var routes = situation.Routes
            .Select(route => (Route: route, Errors: situation.Sum(route, [Signal.FailedServerError], situation.Onset - 1, situation.Now),
                All: situation.Sum(route, [Signal.OfferedFirst, Signal.OfferedRetry], situation.Onset - 1, situation.Now)))
            .Where(route => route.All >= LeastErrors)
            .OrderByDescending(route => route.Errors)
            .ToList();
        double all = routes.Sum(route => route.Errors);
        if (routes.Count >= 2 && all >= LeastErrors && routes[0].Errors >= 0.9 * all && routes[0].All < 0.85 * routes.Sum(route => route.All))
        {
            Add(situation, into, Sign.ServerErrorsOnOneRoute, routes[0].Route, routes[0].Errors / all, 1, onset,
                $"{Items.Share(routes[0].Errors / all)} of the server errors are on {SubjectNames.InWords(routes[0].Route)}, which has {Items.Share(routes[0].All / routes.Sum(route => route.All))} of the requests");
        }
    }

    private static void OnFewServers(Situation situation, List<EvidenceItem> into, double errors, long? onset)
    {
        ServerSymptom[] failing = [.. situation.Symptoms.Where(symptom => symptom.ServerErrors >= Math.Max(3, 0.1 * errors))];
        // The only server has no neighbour that could do better.
        if (failing.Length > 0 && situation.Servers.Count > 1 && failing.Length <= Math.Max(1, situation.Servers.Count / 3))
        {
            Add(situation, into, Sign.ServerErrorsOnFewServers, failing[0].Server, failing.Length, 1, onset,
                $"only {Items.Names(failing.Select(symptom => symptom.Server))} answers with server errors");
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, SeriesSubject subject, double value, double quality, long? onset, string text) =>
        into.Add(situation, sign, SignalFamily.Errors, subject, nameof(Signal.FailedServerError), value, 0, quality, onset, text);
}
