using System.Globalization;

namespace Holdfast.DataPlane.Tests.Probe;

/// <summary>How a case ended: the first final answer's status, whether the connection took another request, and how many requests the server saw.</summary>
internal sealed record ProbeOutcome(int Status, bool Keeps, int Seen)
{
    public static ProbeOutcome Parse(string text)
    {
        string[] words = text.Split(' ');
        int status = int.Parse(words[0], CultureInfo.InvariantCulture);
        int seen = words.Length > 2 ? int.Parse(words[2], CultureInfo.InvariantCulture) : status == 200 ? 1 : 0;
        return new ProbeOutcome(status, words[1] == "keep", seen);
    }

    public override string ToString() => $"{Status} {(Keeps ? "keep" : "close")} {Seen}";
}
