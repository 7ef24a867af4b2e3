namespace Holdfast.Fuzz.Reference;

internal enum Verdict
{
    Complete,
    Incomplete,
    Rejected,
}

internal sealed record ReferenceField(string Name, string Value)
{
    public bool Dropped { get; set; }

    public bool Is(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>What the reference read of one message: the head, then the body, with absolute borders.</summary>
internal sealed class ReferenceMessage
{
    public Verdict Head { get; set; } = Verdict.Rejected;

    public Verdict Body { get; set; } = Verdict.Rejected;

    public int Start { get; set; }

    public int HeadEnd { get; set; }

    public int BodyEnd { get; set; }

    public string Method { get; set; } = "";

    public string Target { get; set; } = "";

    public string Path { get; set; } = "";

    public string PathAndQuery { get; set; } = "";

    public string Host { get; set; } = "";

    public int Status { get; set; }

    public string Reason { get; set; } = "";

    public bool Old { get; set; }

    public string Framing { get; set; } = "None";

    public long ContentLength { get; set; }

    public bool KeepAlive { get; set; }

    public bool Expect { get; set; }

    public bool WebSocket { get; set; }

    public bool AcceptsTrailers { get; set; }

    public List<ReferenceField> Fields { get; } = [];

    public List<ReferenceField> Trailers { get; set; } = [];

    public List<char> Data { get; } = [];

    public List<string> Values(string name)
    {
        var values = new List<string>();
        foreach (ReferenceField field in Fields)
        {
            if (field.Is(name))
            {
                values.Add(field.Value);
            }
        }

        return values;
    }
}
