namespace Holdfast.EndToEnd;

/// <summary>Status and head of an answer whose body has been read to its end.</summary>
internal sealed record HttpAnswer(int Status, string Head)
{
    public bool Closes => string.Equals(Field("Connection"), "close", StringComparison.OrdinalIgnoreCase);

    /// <summary>Name of the nginx that answered.</summary>
    public string? Server => Field("X-Server");

    public string? Field(string name)
    {
        int at = Head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        int begin = at + name.Length + 4;
        return Head[begin..Head.IndexOf('\r', begin)];
    }
}
