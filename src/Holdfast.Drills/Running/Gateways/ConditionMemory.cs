namespace Holdfast.Drills.Running;

/// <summary>Turns states of servers and pools into news: told once when one leaves the good condition, and once when it comes back.</summary>
/// <param name="good">The word of the gateway for a server that is used.</param>
internal sealed class ConditionMemory(string good)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Compare(IEnumerable<(string Subject, string Condition)> conditions)
    {
        List<string> news = [];
        foreach ((string subject, string condition) in conditions)
        {
            string before = known.GetValueOrDefault(subject, good);
            known[subject] = condition;
            if (!string.Equals(before, condition, StringComparison.Ordinal))
            {
                news.Add($"{subject} is {condition}");
            }
        }

        return news;
    }
}
