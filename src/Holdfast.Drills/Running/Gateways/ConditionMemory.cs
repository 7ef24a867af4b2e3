namespace Holdfast.Drills.Running;

/// <summary>Turns states of servers into news: told once when a server leaves the good condition, and once when it comes back.</summary>
/// <param name="good">The word of the gateway for a server that is used.</param>
internal sealed class ConditionMemory(string good)
{
    private readonly Dictionary<string, string> known = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Compare(IEnumerable<(string Server, string Condition)> conditions)
    {
        List<string> news = [];
        foreach ((string server, string condition) in conditions)
        {
            string before = known.GetValueOrDefault(server, good);
            known[server] = condition;
            if (!string.Equals(before, condition, StringComparison.Ordinal))
            {
                news.Add($"{server} is {condition}");
            }
        }

        return news;
    }
}
