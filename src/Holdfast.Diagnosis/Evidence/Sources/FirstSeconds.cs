namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>
/// When most of the traffic is repeats by now: did answers stop before the repeats were many, with no more people than ever? What broke then may
/// be over, and has left its mark in the first seconds only.
/// </summary>
internal sealed class FirstSeconds : IEvidenceSource
{
    // The onset is known to some seconds.
    private const int EarlierSeconds = 2;
    private const int LaterSeconds = 8;

    // Impatient clients repeat within the second: in the first one without answers there may be as many repeats as requests.
    private const double FewRepeats = 0.6;
    private const double MoreThanUsual = 1.3;

    // Of the good answers of every day; a little more is chance in a single second.
    private const double StoppedAt = 0.7;
    private const double PlainlyStopped = 0.4;

    // Answers of a second come by chance, with the root of their number as deviation: of a few a second none in one second says nothing.
    private const double ChanceDeviations = 3;

    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        if (!into.Exists(item => item.Sign is Sign.RetriesMany or Sign.RetriesKeepItUp))
        {
            return;
        }

        if (StalledAt(situation) is { } stalled)
        {
            (long second, double first, double retries, double good) = stalled;
            double before = situation.Of(situation.Pool, Signal.Good).Before;
            into.Add(situation, Sign.ServersStalledFirst, SignalFamily.Saturation, situation.Pool, nameof(Signal.Good), good, before, Math.Max(0.5, Items.Grade(good / before, StoppedAt, PlainlyStopped)), Math.Min(second, situation.Onset),
                InWords(situation, stalled, before));
        }
    }

    /// <summary>The second in which answers stopped although no more were asked than ever, with what was asked and answered in it; null where more came first.</summary>
    public static (long Second, double First, double Retries, double Good)? StalledAt(Situation situation)
    {
        (double usual, double before) = (situation.Of(situation.Pool, Signal.OfferedFirst).Before, situation.Of(situation.Pool, Signal.Good).Before);
        for (long second = situation.Onset - EarlierSeconds; second <= Math.Min(situation.Onset + LaterSeconds, situation.Now); second++)
        {
            (double first, double retries, double good) = (situation.At(situation.Pool, Signal.OfferedFirst, second), situation.At(situation.Pool, Signal.OfferedRetry, second), situation.At(situation.Pool, Signal.Good, second));
            if (first > MoreThanUsual * usual || retries > FewRepeats * (first + retries))
            {
                return null;
            }

            if (HaveStopped(good, before))
            {
                return (second, first, retries, good);
            }
        }

        return null;
    }

    // Who was hardly asked and answered that has not stopped: it may be a pause of those who ask.
    private static string InWords(Situation situation, (long Second, double First, double Retries, double Good) stalled, double before)
    {
        (long second, double first, double retries, double good) = stalled;
        string pool = SubjectNames.InWords(situation.Pool);
        double asked = first + retries;
        if (asked <= StoppedAt * before && good >= StoppedAt * asked)
        {
            return asked > 0 ? $"{pool} was asked only {Items.Rate(asked)} requests/s at {Items.Clock(second)} and answered {Items.Rate(good)} well, {Items.Rate(before)} before: then less was asked, and answers did not stop"
                : $"nobody asked {pool} at {Items.Clock(second)}, and {Items.Rate(before)} requests/s were answered well before: a pause, not answers that stopped";
        }

        return $"{pool} answered {Items.Rate(good)} requests/s well at {Items.Clock(second)} and {Items.Rate(before)} before, when no more were asked and {Items.Share(retries / asked)} were repeated attempts: answers stopped first";
    }

    private static bool HaveStopped(double good, double before) => before > 0 && good <= StoppedAt * before && good <= before - (ChanceDeviations * Math.Sqrt(before));
}
