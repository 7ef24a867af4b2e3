namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>How many servers suffer, and what have they in common?</summary>
internal sealed class HitServers : IEvidenceSource
{
    private const double SlowerThanOthers = 2.5;
    private const double LeastFailedShare = 0.05;
    private const double FailsMoreThanOthers = 3;

    /// <summary>Fewer failures of a server in the seconds that are looked at may be anybody's.</summary>
    public const int LeastFailures = 4;

    /// <summary>Of what was sent to them before: so much the others answer at least where a few are dead, however slow they are with their part.</summary>
    public const double StillAnswering = 0.3;

    /// <summary>Of what was sent to it before: so much a server that is dead may still have answered in the seconds that are looked at, the first of which hold answers from before.</summary>
    public const double HardlyAnswers = 0.3;

    /// <summary>Of what was sent to them before: whoever answers so much does its work.</summary>
    public const double NearlyAll = 0.8;
    private const int NamesMaximum = 4;
    private const double OnlyOneQuality = 0.7;
    private const double LineQuality = 0.3;

    /// <summary>Times what was offered before: then servers may be slow by that.</summary>
    public const double AskedMore = 1.2;

    // Before the onset, which is known to some seconds: a survivor that was well for longer without its neighbour does not suffer by that.
    private const int ShortlySeconds = 10;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        ServerSymptom[] inUse = InUse(situation);
        ServerSymptom[] all = [.. situation.Symptoms.Where(symptom => !symptom.IsOut || symptom.WentOut || inUse.Length == 0)];
        ServerSymptom[] hit = [.. all.Where(symptom => IsHit(symptom, all))];
        double typical = Typical(all);
        if (all.Length < 2 || (inUse.Length == 1 && IsHit(inUse[0], inUse)))
        {
            OnlyOne(situation, inUse, into);
            return;
        }

        ServerSymptom[] dead = [.. all.Where(symptom => symptom.Refused >= LeastFailures || symptom.IsGone || symptom.IsSilent || symptom.AnswersNothing)];
        bool isFew = dead.Length > 0 && dead.Length <= Math.Max(1, all.Length / 3);
        bool othersAnswer = Answering(all.Except(dead)) >= StillAnswering;
        ServerSymptom[] most = MostServers.Stopped(situation, all);
        ServerSymptom[] collapsed = Collapsed(all, hit);
        hit = most.Length > 0 ? most : isFew && typical >= 1.8 ? dead : collapsed.Length > 0 ? collapsed : hit;
        if (isFew && othersAnswer && dead[0].AnswersNothing)
        {
            into.Add(situation, Sign.ServerAnswersNothing, SignalFamily.Connection, dead[0].Server, nameof(Signal.Good), 0, dead[0].AdmittedBefore, 1, Began(situation, dead[0]) ?? situation.Onset,
                $"{Items.Names(dead.Select(symptom => symptom.Server))} {(dead.Length == 1 ? "has" : "have")} answered nothing since then while the others answer");
        }

        long? onset = hit.Select(symptom => Began(situation, symptom)).Where(second => second is not null).Min();
        if (most.Length > 0 || (hit.Length > 0 && hit.Length * 2 < all.Length + (all.Length == 3 ? 0 : 1) && hit.Length <= Math.Max(1, (all.Length + 1) / 3)))
        {
            double others = (Array.TrueForAll(hit, symptom => symptom.IsLine) ? LineQuality : 1) * (collapsed.Length > 0 || IsCarriedByOthers(situation, all, hit) ? 1 : typical >= 1.8 ? 0.7 : 1) * (HitNetwork.Shaky(all).Length >= Math.Max(2, (all.Length + 1) / 2) ? 0.3 : 1);
            string[] outBefore = [.. situation.Symptoms.Where(symptom => !all.Contains(symptom)).Select(symptom => SubjectNames.LastPart(symptom.Server))];
            into.Add(situation, Sign.FewServersHit, SignalFamily.Distribution, hit[0].Server, "servers", hit.Length, all.Length, others, onset,
                $"{hit.Length} of {all.Length} servers of {SubjectNames.InWords(situation.Pool)} {(outBefore.Length == 0 ? "" : "that were in use ")}{(hit.Length == 1 ? "suffers" : "suffer")} alone: {Items.Names(hit.Select(symptom => symptom.Server))} ({Why(hit[0])})");
            into[^1] = into[^1] with
            {
                Beside = hit.Length > 1 ? Named(hit.Skip(1).Select(symptom => SubjectNames.LastPart(symptom.Server))) : null,
                OutBefore = outBefore.Length > 0 ? Named(outBefore) : null,
                AlsoOut = all.Except(hit).Count(symptom => situation.At(symptom.Server, Signal.Healthy, situation.Now) == 0),
            };
        }
        if (most.Length == 0 && collapsed.Length == 0 && (hit.Length * 2 > all.Length || typical >= 1.8) && !IsCarriedByOthers(situation, all, hit) && WholePool.How(situation) is null)
        {
            into.Add(situation, Sign.AllServersHit, SignalFamily.Distribution, situation.Pool, "servers", Math.Max(hit.Length, typical >= 1.8 ? all.Length : 0), all.Length, 1, onset,
                $"all or most of the {all.Length} servers of {SubjectNames.InWords(situation.Pool)} suffer alike");
        }

        HitNetwork.Collect(situation, all, hit, onset, into);
    }

    /// <summary>Those that are out already are no neighbours: they suffer neither alike nor less.</summary>
    public static ServerSymptom[] InUse(Situation situation) => [.. situation.Symptoms.Where(symptom => !symptom.IsOut)];

    // No more is asked, and most of the others do more than before: they are slow with the part of the one that does not. Who suffers alike does no more.
    private static bool IsCarriedByOthers(Situation situation, ServerSymptom[] all, ServerSymptom[] hit)
    {
        ServerSymptom[] others = [.. all.Except(hit)];
        return hit.Length > 0 && others.Length > 0 && 2 * others.Count(symptom => symptom.DoesMore) >= others.Length
            && !(situation.Of(situation.Pool, [Signal.OfferedFirst, Signal.OfferedRetry]).Ratio >= AskedMore);
    }

    // Without a neighbour to compare with, its own past is left, and it may also be what it depends on.
    private static void OnlyOne(Situation situation, ServerSymptom[] inUse, List<EvidenceItem> into)
    {
        if (inUse.Length != 1 || !IsHit(inUse[0], inUse) || WholePool.How(situation) is not null)
        {
            return;
        }

        ServerSymptom[] gone = [.. situation.Symptoms.Where(symptom => HasJustGone(situation, symptom))];
        bool isLeftAlone = gone.Length > 0 && inUse[0].Refused < LeastFailures && inUse[0].ServerErrors < LeastFailures && inUse[0].Good >= NearlyAll * inUse[0].AdmittedBefore;
        if (isLeftAlone)
        {
            into.Add(situation, Sign.FewServersHit, SignalFamily.Distribution, gone[0].Server, "servers", gone.Length, situation.Symptoms.Count, OnlyOneQuality, situation.Onset,
                $"{Items.Names(gone.Select(symptom => symptom.Server))} of {SubjectNames.InWords(situation.Pool)} {(gone.Length == 1 ? "is" : "are")} out, and {Items.Names([inUse[0].Server])} alone is slow with all of the work ({Why(inUse[0])})");
            return;
        }

        into.Add(situation, Sign.FewServersHit, SignalFamily.Distribution, inUse[0].Server, "servers", 1, 1, OnlyOneQuality, Began(situation, inUse[0]),
            situation.Symptoms.Count == 1 ? $"the only server of {SubjectNames.InWords(situation.Pool)} suffers: {Items.Names([inUse[0].Server])} ({Why(inUse[0])})"
            : $"{SubjectNames.InWords(inUse[0].Server)} suffers, the only one of {situation.Symptoms.Count} in use ({Why(inUse[0])})");
    }

    // It had its part of the work until just now. Whoever is left has all of it, and is slow with that.
    private static bool HasJustGone(Situation situation, ServerSymptom symptom) =>
        symptom.IsOut && symptom.AdmittedBefore > 0 && situation.Mean(symptom.Server, Signal.Healthy, situation.Onset - ShortlySeconds, situation.Onset) > 0;

    public static bool IsHit(ServerSymptom symptom, IReadOnlyList<ServerSymptom> all) =>
        (symptom.FailedShare >= LeastFailedShare && symptom.FailedShare >= FailsMoreThanOthers * TypicalFailing(all) && symptom.Refused + symptom.Lost + symptom.ServerErrors >= LeastFailures)
        || symptom.IsSilent
        // Put out while all were slow: the probe just met the slowest moment there.
        || (symptom.WentOut && (all.Count == 1 || Typical(all) < 1.8))
        // Limits and places differ: in a crowd the one that takes most is slowest, and gets more done than ever.
        || ((all.Count == 1 || !symptom.DoesMore) && symptom.FirstByteRatio >= SlowerThanOthers && symptom.FirstByteRatio >= SlowerThanOthers * Better(all));

    /// <summary>The median slowness: half of the servers are better, half are worse.</summary>
    public static double Typical(IReadOnlyList<ServerSymptom> all)
    {
        double[] ratios = [.. all.Select(symptom => symptom.FirstByteRatio).Where(ratio => !double.IsNaN(ratio)).Order()];
        return ratios.Length == 0 ? 1 : ratios[(ratios.Length - 1) / 2];
    }

    // Of a small pool half may be slow because they carry the sick one's part: the better quarter is what the others could be.
    private static double Better(IReadOnlyList<ServerSymptom> all)
    {
        if (all.Count == 1)
        {
            return 1;
        }

        double[] ratios = [.. all.Select(symptom => symptom.FirstByteRatio).Where(ratio => !double.IsNaN(ratio)).Order()];
        return ratios.Length == 0 ? 1 : ratios[(ratios.Length - 1) / 4];
    }

    private static double TypicalFailing(IReadOnlyList<ServerSymptom> all)
    {
        if (all.Count == 1)
        {
            return 0;
        }

        double[] shares = [.. all.Select(symptom => symptom.FailedShare).Order()];
        return shares[(shares.Length - 1) / 2];
    }

    // Of those that are slow or fail a few get hardly anything done, and the others nearly all of what they did: they are slow with the part of those few.
    private static ServerSymptom[] Collapsed(ServerSymptom[] all, ServerSymptom[] hit)
    {
        ServerSymptom[] collapsed = [.. hit.Where(symptom => symptom.Good <= HardlyAnswers * symptom.AdmittedBefore)];
        return collapsed.Length <= Math.Max(1, all.Length / 3) && Answering(all.Except(collapsed)) >= NearlyAll ? collapsed : [];
    }

    /// <summary>Of what was sent to them before, how much they answer well. Where hardly anybody answers, the one that does not is no exception.</summary>
    public static double Answering(IEnumerable<ServerSymptom> servers)
    {
        ServerSymptom[] known = [.. servers.Where(symptom => !double.IsNaN(symptom.Good) && symptom.AdmittedBefore > 0)];
        return known.Length == 0 ? 0 : known.Sum(symptom => symptom.Good) / known.Sum(symptom => symptom.AdmittedBefore);
    }

    /// <summary>Null when nothing of it changed for long enough. A slow one is slow long before its first requests run out of time.</summary>
    public static long? Began(Situation situation, ServerSymptom symptom)
    {
        (long? failed, long? slow) = (situation.LeftAt(symptom.Server, SignalGroups.Failed), situation.LeftAt(symptom.Server, [Signal.FirstByteMedian]));
        if ((failed ?? slow) is not null)
        {
            return failed is { } one && slow is { } other ? Math.Min(one, other) : failed ?? slow;
        }

        // What a small service has in flight breaks within one second, which is no change that lasts. That it is out, or gets nothing done, is one; later it may be an effect.
        long? stopped = (symptom.WentOut ? situation.LeftAt(symptom.Server, [Signal.Healthy], up: false) : null) ?? situation.LeftAt(symptom.Server, [Signal.Good], up: false);
        return stopped <= situation.Onset + 1 ? stopped : null;
    }

    // A line of more names than these is read by nobody.
    private static string Named(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return all.Length <= NamesMaximum ? string.Join(", ", all) : $"{string.Join(", ", all.Take(NamesMaximum))} and {all.Length - NamesMaximum} more";
    }

    private static string Why(ServerSymptom symptom) =>
        symptom.IsGone ? "it turns everybody away at once"
        : symptom.Refused >= LeastFailures ? $"{Items.Rate(symptom.Refused)} connections refused"
        : symptom.IsSilent || symptom.AnswersNothing ? "requests in flight and no answer"
        : symptom.ServerErrors >= LeastFailures ? $"{Items.Rate(symptom.ServerErrors)} server errors"
        : symptom.Lost >= LeastFailures ? $"{Items.Rate(symptom.Lost)} attempts without an answer"
        : symptom.WentOut ? "out since then"
        : $"first byte after {Items.Time(symptom.FirstByte)}, {symptom.FirstByteRatio:0.0} times as long as before";
}
