using System.Globalization;
using Holdfast.Configuration.Reading;

namespace Holdfast.Drills.Scenarios;

/// <summary>
/// What a scenario says to its servers, in their words: a slip is found here and not by a server that does not start, or by a fault that
/// fails in the middle of the run.
/// </summary>
internal static class BehaviourRules
{
    // The one option of `holdfast origin` besides its behaviour: addresses, name and life belong to the drill.
    private const string Backlog = "backlog";

    /// <param name="options">Without the dashes: max-connections.</param>
    public static void CheckOptions(IReadOnlyDictionary<string, string> options, ConfigPath path, DocumentCheck check)
    {
        string[] known = [Backlog, .. BehaviourKeys.All.Select(static key => key.Option[2..])];
        foreach ((string option, string text) in options)
        {
            if (!known.Contains(option, StringComparer.Ordinal))
            {
                check.Error(path.Key(option), $"'holdfast origin' has no option {SafeText.Quote(option)} for a drill", ScenarioRules.Suggest(option, known));
            }
            else if (option == Backlog)
            {
                CheckBacklog(text, path.Key(option), check);
            }
            else
            {
                CheckValue(BehaviourKeys.All.First(key => key.Option[2..] == option), text, path.Key(option), check);
            }
        }
    }

    /// <param name="changes">As the control address takes them: maxConnections.</param>
    public static void CheckChanges(IReadOnlyDictionary<string, string> changes, ConfigPath path, DocumentCheck check)
    {
        foreach ((string name, string text) in changes)
        {
            if (BehaviourKeys.Find(name) is { } key)
            {
                CheckValue(key, text, path.Key(name), check);
            }
            else
            {
                check.Error(path.Key(name), $"a server has no behaviour {SafeText.Quote(name)}", ScenarioRules.Suggest(name, [.. BehaviourKeys.All.Select(static known => known.Name)]));
            }
        }
    }

    private static void CheckBacklog(string text, ConfigPath path, DocumentCheck check)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            check.Error(path, $"{SafeText.Quote(text)} is not a count of connections", "Write for example 128.");
        }
    }

    private static void CheckValue(BehaviourKey key, string text, ConfigPath path, DocumentCheck check)
    {
        if (key.Set(new OriginBehaviour(), text).Wrong is { } wrong)
        {
            // The key's sentence begins with the text itself, which may hold anything; what to write instead is the sentence after it.
            int end = wrong.IndexOf(". ", Math.Min(text.Length, wrong.Length), StringComparison.Ordinal);
            check.Error(path, SafeText.Printable(end < 0 ? wrong : wrong[..end]), end < 0 ? $"Write for example {key.Example}." : $"{wrong[(end + 2)..]}.");
        }
    }
}
