namespace Holdfast.Diagnosis.Evidence.Sources;

/// <summary>Do the hosts calculate, or do they wait?</summary>
internal sealed class Processors : IEvidenceSource
{
    public void Collect(Situation situation, List<EvidenceItem> into)
    {
        Level[] levels = [.. situation.Servers.Select(server => situation.Of(server, Signal.HostCpu)).Where(level => level.IsKnown)];
        if (levels.Length == 0)
        {
            return;
        }

        double now = levels.Average(level => level.Now);
        double before = levels.Average(level => double.IsNaN(level.Before) ? level.Now : level.Before);
        if (now >= 0.75)
        {
            Add(situation, into, Sign.ProcessorsBusy, now, before, Items.Grade(now, 0.7, 0.9), $"the hosts use {Items.Share(now)} of their processors, {Items.Share(before)} before");
        }
        else if (now <= 0.65)
        {
            Add(situation, into, Sign.ProcessorsIdle, now, before, Items.Grade(now, 0.7, 0.5), $"the hosts have processors to spare: {Items.Share(now)} in use, {Items.Share(before)} before");
        }
    }

    private static void Add(Situation situation, List<EvidenceItem> into, Sign sign, double now, double before, double quality, string text) =>
        into.Add(situation, sign, SignalFamily.Saturation, situation.Pool, nameof(Signal.HostCpu), now, before, quality, null, text);
}
