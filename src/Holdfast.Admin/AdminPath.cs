namespace Holdfast.Admin;

/// <summary>A path of the API. {name} stands for one segment, whatever it holds. Immutable; any thread.</summary>
internal sealed class AdminPath
{
    private readonly string[] segments;

    public AdminPath(string template) => segments = template.Split('/');

    /// <summary>The segments in the places of names, in their order; null when the path does not match.</summary>
    /// <param name="path">Decoded by the server, but for %2F: servers may have a slash in their name.</param>
    public string[]? ValuesOf(string? path)
    {
        string[] given = path?.Split('/') ?? [];
        if (given.Length != segments.Length)
        {
            return null;
        }

        List<string> values = [];
        for (int index = 0; index < segments.Length; index++)
        {
            bool isName = segments[index].StartsWith('{');
            if (isName ? given[index].Length == 0 : !string.Equals(given[index], segments[index], StringComparison.Ordinal))
            {
                return null;
            }

            if (isName)
            {
                values.Add(given[index].Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
            }
        }

        return [.. values];
    }
}
