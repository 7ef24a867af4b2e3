namespace Holdfast.Fuzz.Reference;

/// <summary>Connection, hop-by-hop fields, and what both mean for keeping the connection.</summary>
internal sealed class ReferenceConnection
{
    private static readonly string[] AlwaysDropped = ["connection", "keep-alive", "proxy-connection", "te", "trailer", "transfer-encoding", "upgrade"];

    private static readonly string[] Protected =
        ["host", "content-length", "transfer-encoding", "authorization", "proxy-authorization", "cookie", "forwarded"];

    private readonly HashSet<string> options = new(StringComparer.OrdinalIgnoreCase);

    public bool Has(string option) => options.Contains(option);

    /// <summary>False: the message is refused.</summary>
    public bool Read(ReferenceMessage message, bool request, Twist twist)
    {
        int elements = 0;
        foreach (string value in message.Values("Connection"))
        {
            string[] parts = value.Split(',');
            for (int i = 0; i < parts.Length; i++)
            {
                string option = ReferenceText.TrimBlanks(parts[i]);
                bool behindLastComma = i == parts.Length - 1 && parts[i] == "";
                elements += behindLastComma ? 0 : 1;
                if (elements > 32 || (option != "" && !ReferenceText.IsToken(option)))
                {
                    return false;
                }

                options.Add(option);
            }
        }

        foreach (ReferenceField field in message.Fields)
        {
            field.Dropped |= AlwaysDropped.Any(field.Is);
        }

        foreach (string option in options)
        {
            bool isProtected = Protected.Contains(option.ToLowerInvariant()) || option.StartsWith("x-forwarded-", StringComparison.OrdinalIgnoreCase);
            if (isProtected && request)
            {
                return false;
            }

            bool isWord = option.ToLowerInvariant() is "close" or "keep-alive" or "upgrade" or "te";
            foreach (ReferenceField field in message.Fields)
            {
                field.Dropped |= !isProtected && !isWord && field.Is(option) && twist != Twist.KeepsNominatedFields;
            }
        }

        message.KeepAlive = !Has("close") && (!message.Old || Has("keep-alive") || twist == Twist.ForgetsHttp10Close);
        return true;
    }
}
