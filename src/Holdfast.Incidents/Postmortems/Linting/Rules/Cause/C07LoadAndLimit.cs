using Holdfast.Incidents.Postmortems.Linting.Reading;

namespace Holdfast.Incidents.Postmortems.Linting.Rules;

internal sealed class C07LoadAndLimit() : LintRule("C07", LintSeverity.Guidance, "the cause has the measured load and the limit", "Write both numbers: 900 connections wanted, 200 allowed.")
{
    // A certificate that ran out and a record that was mistyped have neither.
    private static readonly Phrases Load = Phrases.Of(
        "load*", "limit*", "capacity", "connection*", "queue*", "exhaust*", "exceed*", "too many|much|few", "surge*", "traffic", "memory", "disk*", "quota*", "thread*", "pool*", "satur*", "overload*", "request*", "full", "room|space", "storm*", "retries", "worker*", "heap", "processor*", "cpu", "bandwidth", "ran out of", "grew|grown|growth", "slots|sockets|sessions", "burst*", "rate");

    public override IEnumerable<LintFinding> Find(Postmortem postmortem)
    {
        if (!postmortem.Cause.Exists(sentence => sentence.Has(Load)))
        {
            yield break;
        }

        int numbers = Numbers(postmortem.Cause);
        // What was raised from 200 GB is told with the fix: the limit of that day is known.
        numbers += numbers > 0 && Numbers(postmortem.Resolution) > 1 ? 1 : 0;
        if (postmortem.Cause.Count > 0 && numbers < 2)
        {
            yield return At(postmortem.Cause[0].Quote, $"the cause has {numbers} numbers; a load and a limit are two");
        }
    }

    private static int Numbers(List<Sentence> sentences) => sentences.Sum(sentence => sentence.Words.Count(word => char.IsAsciiDigit(word.Text[0]) && !sentence.Clocks.Exists(clock => clock.Start <= word.Start && word.Start < clock.End) && !sentence.Dates.Exists(date => date.Start <= word.Start && word.Start < date.End)));
}
