namespace Holdfast.Drills.Load;

/// <summary>Counts for how many seconds in a row the condition of each abort rule has held. One thread.</summary>
internal sealed class AbortWatch(IReadOnlyList<LoadAbortRule> rules)
{
    private readonly int[] heldSeconds = new int[rules.Count];

    public LoadAbortRule? Broken { get; private set; }

    public void Take(LoadSecond second)
    {
        for (int i = 0; i < rules.Count; i++)
        {
            // A second in which nothing ended says nothing: neither is the rule broken nor is all well again.
            if (LoadMeasures.Of(rules[i].Condition, second) is not { } value)
            {
                continue;
            }

            heldSeconds[i] = rules[i].Condition.IsKeptBy(value) ? heldSeconds[i] + 1 : 0;
            if (heldSeconds[i] >= Math.Max(1, rules[i].For.TotalSeconds))
            {
                Broken ??= rules[i];
            }
        }
    }
}
