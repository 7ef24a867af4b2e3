namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>While both versions serve: do servers with the old one fare as badly as those with the new one? Then the new one is not what is wrong.</summary>
internal sealed class OldVersion : IEvidenceSource
{
    // What a server did with its old version still counts in the first seconds of the new one.
    private const int SettlingSeconds = 3;
    private const int LeastRequests = 20;

    // Less is no trouble that both could share.
    private const double LeastFailing = 0.03;
    private const double LeastSlowness = 1.6;

    // Two standard deviations: less is chance in one of forty.
    private const double PlainDeviations = 2;
    private const double PlainlySlower = 1.3;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        HashSet<string> all = [.. NewVersion.Changed(situation)];
        HashSet<string> settled = [.. NewVersion.Changed(situation, situation.Now - SettlingSeconds)];
        ServerSymptom[] with = [.. situation.Symptoms.Where(symptom => settled.Contains(symptom.Server.Name))];
        ServerSymptom[] without = [.. situation.Symptoms.Where(symptom => !all.Contains(symptom.Server.Name))];
        (double errorsNew, double requestsNew) = Errors(situation, with);
        (double errorsOld, double requestsOld) = Errors(situation, without);
        if (requestsNew < LeastRequests || requestsOld < LeastRequests)
        {
            return;
        }

        (double failingNew, double failingOld) = (errorsNew / requestsNew, errorsOld / requestsOld);
        (double slowNew, double slowOld) = (HitServers.Typical(with), HitServers.Typical(without));
        bool isOldUnwell = failingOld >= LeastFailing || slowOld >= LeastSlowness;
        if (isOldUnwell && !IsPlainlyMore(errorsNew, requestsNew, errorsOld, requestsOld) && slowNew < PlainlySlower * slowOld)
        {
            into.Add(situation, Sign.OldVersionFaresAlike, SignalFamily.Errors, without[0].Server, nameof(Signal.VersionChanged), failingNew, failingOld, 1, null,
                $"servers with the old version fare no better: {Items.Share(failingOld)} of their requests fail, {Items.Share(failingNew)} with the new one, and answers "
                    + $"take {slowOld:0.0} and {slowNew:0.0} times as long as before");
        }
    }

    private static (double Errors, double Requests) Errors(Situation situation, ServerSymptom[] servers) =>
        (servers.Sum(symptom => symptom.ServerErrors), situation.Sum(servers.Select(symptom => symptom.Server), Signal.Admitted));

    // Two shares of the same size differ by chance.
    private static bool IsPlainlyMore(double errorsNew, double requestsNew, double errorsOld, double requestsOld)
    {
        double both = (errorsNew + errorsOld) / (requestsNew + requestsOld);
        double deviation = Math.Sqrt(Math.Max(0, both * (1 - both)) * ((1 / requestsNew) + (1 / requestsOld)));
        return (errorsNew / requestsNew) - (errorsOld / requestsOld) > PlainDeviations * deviation;
    }
}
