using Holdfast.Diagnosis.Evidence;
using Holdfast.Diagnosis.Evidence.Sources;

namespace Holdfast.Diagnosis.Hypotheses;

/// <summary>A new version is slow or fails.</summary>
internal sealed class BadDeployment : Hypothesis
{
    public override CauseClass Class => CauseClass.BadDeployment;

    public override string Name => "bad-deployment";

    public override IReadOnlyDictionary<Sign, double> Weights { get; } = new Dictionary<Sign, double>
    {
        [Sign.VersionChanged] = Weight.Decisive,
        [Sign.OnlyNewVersionFails] = Weight.Decisive,
        [Sign.ServerErrorsNew] = Weight.Supports,
        [Sign.ServerErrorsOnOneRoute] = 10,
        [Sign.HeldRouteCostsMore] = Weight.Supports,
        [Sign.FirstAttemptsFlat] = Weight.Fits,
        [Sign.SharesAreEven] = 2,
        [Sign.AllServersDown] = 10,
        [Sign.NothingChanged] = -18,
        [Sign.FirstAttemptsUp] = Weight.Against,
        [Sign.ConnectionsRefused] = Weight.Against,
        // A program that was not exchanged did not die of the exchange.
        [Sign.RefusedWithoutNewVersion] = -14,
        [Sign.NewVersionServedWell] = -20,
        [Sign.ConnectsSlow] = Weight.Against,
        [Sign.ConnectsFail] = Weight.Against,
        [Sign.FewClientsDominate] = Weight.Against,
        [Sign.FewClientsBesideCrowd] = Weight.Against,
        [Sign.OneServerGetsMost] = Weight.Against,
        [Sign.ProbesTakeMuch] = Weight.Against,
        [Sign.ConnectionsAtCap] = -4,
        [Sign.ServersTakeNoMore] = -4,
        [Sign.GatewayStandsStill] = Weight.Against,
        [Sign.GatewayRefusesForItself] = Weight.Against,
    };

    public override string Test => "Compare error share and first byte of servers with the new version and with the old one.";

    public override string RecoverySignature => "errors and slowness end server by server as each gets the old version back";

    public override bool Helps(ChangeEvent change, Situation situation) => IsBack(change, situation);

    // Only of those that have the old version again.
    public override double Left(RecoveryWindow window)
    {
        Situation situation = window.Situation;
        HashSet<string> back = [.. situation.Changes.Between(DateTimeOffset.FromUnixTimeSeconds(situation.Onset), DateTimeOffset.FromUnixTimeSeconds(situation.Now))
            .Where(change => IsBack(change, situation)).Select(ChangeWords.NameOf)];
        SeriesSubject[] servers = [.. situation.Servers.Where(server => back.Contains(server.Name))];
        double asked = servers.Sum(server => window.PerSecond(server, Signal.Admitted));
        double slower = servers.Max(server => window.Mean(server, Signal.FirstByteMedian) / situation.Of(server, Signal.FirstByteMedian).Before) - 1;
        return RecoveryWindow.Larger(servers.Sum(server => window.PerSecond(server, Signal.FailedServerError)) / Math.Max(1, asked) / PlainlyBad, slower);
    }

    // A server answers with the version again that it left shortly before: others are deployments that go on.
    private static bool IsBack(ChangeEvent change, Situation situation) => change is { Kind: ChangeKind.Version, After: not null } && change.Concerns(situation.Pool)
        && situation.Changes.Between(DateTimeOffset.FromUnixTimeSeconds(situation.Onset) - ChangesBefore.DeploymentWithin, change.HappenedAt)
            .Any(earlier => earlier.Kind == ChangeKind.Version && earlier.Subject == change.Subject && earlier.Id < change.Id && earlier.Before == change.After);

    public override string Claim(IReadOnlyList<EvidenceItem> items, SeriesSubject pool) =>
        $"the new version on {SubjectNames.InWords(pool)} is slow or fails"
            + $"{(Find(items, Sign.OnlyNewVersionFails, Sign.ServerErrorsOnOneRoute, Sign.ServerErrorsNew, Sign.FirstByteUpOnAll)?.Text is { } shown ? $": {shown}" : ", since it went live")}";

    public override IEnumerable<Mitigation> Mitigations(IReadOnlyList<EvidenceItem> items, SeriesSubject pool)
    {
        yield return ShedsByItself;
        if (HoldsRoute(items) is { } held)
        {
            yield return held;
        }

        yield return new Mitigation("Roll the deployment back to the version before");
        yield return new Mitigation("Until then, keep requests from the servers that have it", $"holdfast drain {Mitigation.Quoted(pool.Name)} {Mitigation.Server}") { IsForNewVersion = true };
    }

    // The reasons for which a deployment is innocent: nothing is worse, or no worse than with the old version, or than after every deployment.
    public override string? Veto(IReadOnlyList<EvidenceItem> items) =>
        !Has(items, Sign.VersionChanged) ? "no version of this pool changed before it began"
        : !Has(items, Sign.ServerErrorsNew, Sign.OnlyNewVersionFails, Sign.FirstByteUpOnAll, Sign.FirstByteUpOnFew, Sign.ConnectionsAtCap, Sign.AllServersDown) ? "in what the programs answer, neither errors nor slowness are new"
        : Has(items, Sign.ServerErrorsWithoutPast) && !Has(items, Sign.OnlyNewVersionFails) ? "nothing is known of the time before it, so nothing says that its errors are new"
        : Has(items, Sign.ServerErrorsPassed) && !Has(items, Sign.FirstByteUpOnAll, Sign.FirstByteUpOnFew, Sign.ConnectionsAtCap, Sign.AllServersDown) ? "the errors were few and passed by themselves"
        : Find(items, Sign.OldVersionFaresAlike, Sign.DeploymentsAreLikeThat)?.Text;
}
