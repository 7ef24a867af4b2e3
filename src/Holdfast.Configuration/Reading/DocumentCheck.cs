using Holdfast.Configuration.Checking;
using Holdfast.Configuration.Reading.Nodes;

namespace Holdfast.Configuration.Reading;

/// <summary>Where the rules of a document report. Paths that could not be read stay silent: one mistake, one finding.</summary>
internal sealed class DocumentCheck(ConfigNode root, ReadContext reading, FindingList findings)
{
    public void Error(ConfigPath path, string message, string remedy)
    {
        for (ConfigPath? place = path; place is not null; place = place.Parent)
        {
            if (reading.UnreadPaths.Contains(place.ToString()))
            {
                return;
            }
        }

        ConfigNode node = ConfigLocator.Find(root, path, out _).Value;
        findings.Add(node.Line, node.Column, path.ToString(), message, remedy);
    }

    /// <summary>Whether all at and below the path could be read. Rules that conclude from an absence must ask.</summary>
    public bool IsComplete(ConfigPath path)
    {
        string front = path.ToString();
        return !reading.UnreadPaths.Any(unread => unread.StartsWith(front, StringComparison.Ordinal) && (unread.Length == front.Length || unread[front.Length] is '.' or '['));
    }

    /// <summary>Whether the key itself stands in the text, in contrast to a default.</summary>
    public bool IsWritten(ConfigPath path) => ConfigLocator.IsWritten(root, path);
}
